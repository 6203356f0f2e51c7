"""Organisations, people and relationships of the programme: every step through a use case, on its own day."""
