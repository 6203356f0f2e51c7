"""Reads of the scorecards room."""
