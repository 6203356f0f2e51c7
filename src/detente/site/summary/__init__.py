"""What `detente summary` says: gathered through the rooms' queries, printed for a terminal of 100 columns."""
