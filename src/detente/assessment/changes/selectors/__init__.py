"""Reads of the changes room."""
