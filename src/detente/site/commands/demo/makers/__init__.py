"""What makes the programme's files, a module for each kind; each has `deliveries(world)`."""
