"""The base of what can be wrong with a quantity."""

from detente.engine.errors import EngineError


class QuantityError(EngineError):
    """A quantity was described by numbers or dates that describe nothing."""
