"""Quantities that every capability of the engine shares."""
