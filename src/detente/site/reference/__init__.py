"""The pages of docs/look_up that are made from the code, so that they cannot go stale.

Each module here has a `FILE` and a `page()`; so has a room's `reference_pages.py`, if it has one.
"""
