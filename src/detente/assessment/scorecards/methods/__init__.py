"""The versioned rules of scorecards: method files, shipped and adopted, and how they are read."""
