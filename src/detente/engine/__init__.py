"""The mathematics: arrays and frozen dataclasses in, the same out; no Django, network, clock or global randomness."""
