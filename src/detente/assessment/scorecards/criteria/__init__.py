"""The criteria: one folder each, its meaning (`definition.yaml`) beside its code (`items.py`) and its tests.

A folder here is a criterion; no list names them.
"""
