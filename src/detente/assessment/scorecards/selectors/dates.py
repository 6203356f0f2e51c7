"""Which moments a question is about."""

from detente.foundation.moments import InTheFuture, day_of, moments

__all__ = ["InTheFuture", "day_of", "moments"]
