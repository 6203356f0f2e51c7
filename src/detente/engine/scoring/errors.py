"""The base of what can go wrong in scoring."""

from detente.engine.errors import EngineError


class ScoringError(EngineError):
    """A scorecard was asked of a method or of evidence that cannot give one."""
