"""The engine's error tree: each package derives its own from EngineError, beside what raises it."""


class EngineError(Exception):
    """Something was asked that the mathematics cannot answer; the message says what to change."""
