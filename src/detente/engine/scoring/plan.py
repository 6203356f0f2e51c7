"""The parts a method is made of, each checked for itself."""

import math
from dataclasses import dataclass

from detente.engine.scoring.errors import ScoringError

WEIGHT_TOLERANCE = 1e-9


class InvalidMethod(ScoringError):
    """The parts of a method contradict each other or leave the ranges in which the model holds."""


@dataclass(frozen=True, slots=True)
class AssuranceLevel:
    """Who checked the evidence, and how far that is relied on.

    Parameters
    ----------
    id : str
        For example ``"self"`` or ``"joint"``.
    reliability : float in (0, 1]
        ``rho``; a judgement, not an estimate.
    """

    id: str
    reliability: float

    def __post_init__(self) -> None:
        """Refuse a reliability outside its range."""
        require(
            0 < self.reliability <= 1,
            f"level {self.id}: reliability is {self.reliability}; it must be above 0, up to 1",
        )


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged, with the evidence that is planned for it.

    Parameters
    ----------
    id : str
        Also the seed of its order of scenarios, so renaming a criterion changes (slightly) its dimension.
    dimension : str
        One of the method's dimensions.
    weight : float in (0, 1]
        Share of the dimension; the weights of a dimension sum to 1.
    planned_level : str
        The level at which evidence fills its slot completely.
    refresh_days : float, days, >= 0
        How long evidence counts in full.
    half_life_days : float, days, > 0
        After `refresh_days`, how long until it counts half.
    """

    id: str
    dimension: str
    weight: float
    planned_level: str
    refresh_days: float
    half_life_days: float

    def __post_init__(self) -> None:
        """Refuse numbers outside their ranges."""
        named = f"criterion {self.id}"
        require(0 < self.weight <= 1, f"{named}: weight is {self.weight}; it must be above 0, up to 1")
        require(
            0 <= self.refresh_days < math.inf,
            f"{named}: refresh_days is {self.refresh_days}; it must be 0 or more",
        )
        require(
            self.half_life_days > 0,
            f"{named}: half_life_days is {self.half_life_days}; it must be above 0",
        )


@dataclass(frozen=True, slots=True)
class PartyWeights:
    """How one party weighs the dimensions against each other.

    Parameters
    ----------
    party : str
        For example ``"customer"``.
    weights : tuple of float, (n_dimensions,), >= 0
        In the order of `Method.dimensions`; they sum to 1.
    """

    party: str
    weights: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse weights that are not shares of one whole."""
        require(
            all(weight >= 0 for weight in self.weights)
            and math.isclose(math.fsum(self.weights), 1.0, abs_tol=WEIGHT_TOLERANCE),
            f"party {self.party}: weights {self.weights} must be 0 or more and sum to 1",
        )


def require(holds: bool, message: str) -> None:  # noqa: FBT001 - a condition is a positional truth here
    """Raise `InvalidMethod` with the message unless the condition holds."""
    if not holds:
        raise InvalidMethod(message)
