"""A room that exists in tests alone: with it, what holds for every room can be shown to hold, and to fail."""
