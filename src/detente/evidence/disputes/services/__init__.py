"""What can be done about a line that somebody objects to, one use case a file."""
