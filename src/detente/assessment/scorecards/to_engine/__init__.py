"""Facts to the engine's items, and scorecards back: the room's only NumPy."""

from detente.assessment.scorecards.to_engine.bodies import Body, body_of, inputs_hash
from detente.assessment.scorecards.to_engine.many_vendors import (
    Gathered,
    dimension,
    dimensions_and_disagreements,
    portfolio_dimensions,
)
from detente.assessment.scorecards.to_engine.one_vendor import (
    ENGINE,
    Scored,
    best_steps,
    canonical,
    compared,
    deciding_in_dimension,
    deciding_in_total,
    falls_without,
    scored,
)
from detente.assessment.scorecards.to_engine.robustness import OTHER_WEIGHTS, Ranks, ranks_of

__all__ = [
    "ENGINE",
    "OTHER_WEIGHTS",
    "Body",
    "Gathered",
    "Ranks",
    "Scored",
    "best_steps",
    "body_of",
    "canonical",
    "compared",
    "deciding_in_dimension",
    "deciding_in_total",
    "dimension",
    "dimensions_and_disagreements",
    "falls_without",
    "inputs_hash",
    "portfolio_dimensions",
    "ranks_of",
    "scored",
]
