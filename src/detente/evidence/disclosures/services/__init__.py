"""What a vendor can tell, one use case a file."""
