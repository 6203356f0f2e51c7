"""What is fixed before any evidence is seen: criteria, weights, levels and the constants of the model."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.plan import (
    WEIGHT_TOLERANCE,
    AssuranceLevel,
    Criterion,
    PartyWeights,
    require,
)

MOST_STEPS = 600
HALF = 0.5
FEWEST_SCENARIOS = 2


class NotInMethod(ScoringError):
    """A criterion, level, dimension or party was named that the method does not have."""


@dataclass(frozen=True, slots=True)
class Method:
    """A version of the scorecard's rules.

    Parameters
    ----------
    version : str
        Scorecards of different versions are never compared.
    levels : tuple of AssuranceLevel
    dimensions : tuple of str
        In the order of display and of every weight vector.
    criteria : tuple of Criterion
        In the order of display and of summation.
    weights_across : tuple of PartyWeights
    prior_for, prior_against : float, > 0
        ``a0`` and ``b0`` of the Beta prior.
    points_per_criterion : float, > 0
        ``N``, the evidence points planned for each criterion.
    steps_per_point : int, >= 1, or None
        Points are rounded down to ``1/steps_per_point``; None leaves them as they are.
    quantile_level : float in (0, 0.5)
        The tail left below the demonstrated end of a criterion.
    scenarios : int, >= 2
        ``K``, the number of fixed scenarios.
    order_statistic : int in [1, scenarios]
        Which smallest draw is the demonstrated end of a dimension and of a total.
    floor : float in (0, 1)
        ``eps`` of the geometric total: how much a dimension at zero still lets through.
    early_share : float in [0, 1]
        A dimension filled less than this shows points and no numbers.

    Raises
    ------
    InvalidMethod
        A number is out of its range, a name is used twice or is not defined, or weights do not sum to 1.

    Notes
    -----
    Every weight, half-life and reliability is judgement and is fitted to nothing.
    """

    version: str
    levels: tuple[AssuranceLevel, ...]
    dimensions: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    weights_across: tuple[PartyWeights, ...]
    prior_for: float = 0.5
    prior_against: float = 0.5
    points_per_criterion: float = 12.0
    steps_per_point: int | None = 20
    quantile_level: float = 0.05
    scenarios: int = 1024
    order_statistic: int = 52
    floor: float = 0.05
    early_share: float = 0.25

    def __post_init__(self) -> None:
        """Refuse a method that the model cannot hold."""
        _check_constants(self)
        _check_names(self)
        _check_criteria(self)
        _check_weights(self)

    @property
    def steps(self) -> int | None:
        """How many steps of rounding a whole criterion has, or None without rounding."""
        if self.steps_per_point is None:
            return None
        return round(self.points_per_criterion * self.steps_per_point)

    def reliability(self, level: str) -> float:
        """Return how far a level is relied on.

        Raises
        ------
        NotInMethod
            The method has no such level.
        """
        for known in self.levels:
            if known.id == level:
                return known.reliability
        raise NotInMethod(
            f"level {level!r} is not in method {self.version}; "
            f"use one of {_listed(k.id for k in self.levels)}"
        )

    def position(self, criterion: str) -> int:
        """Return the place of a criterion in `criteria`, which is its column in every array.

        Raises
        ------
        NotInMethod
            The method has no such criterion.
        """
        for position, known in enumerate(self.criteria):
            if known.id == criterion:
                return position
        raise NotInMethod(
            f"criterion {criterion!r} is not in method {self.version}; "
            f"use one of {_listed(k.id for k in self.criteria)}"
        )

    def members(self, dimension: str) -> tuple[int, ...]:
        """Return the columns of the criteria of a dimension, in order.

        Raises
        ------
        NotInMethod
            The method has no such dimension.
        """
        if dimension not in self.dimensions:
            raise NotInMethod(
                f"dimension {dimension!r} is not in method {self.version}; "
                f"use one of {_listed(self.dimensions)}"
            )
        return tuple(i for i, c in enumerate(self.criteria) if c.dimension == dimension)

    def party_position(self, party: str) -> int:
        """Return the place of a party in `weights_across`.

        Raises
        ------
        NotInMethod
            The method has no weights for this party.
        """
        for position, known in enumerate(self.weights_across):
            if known.party == party:
                return position
        raise NotInMethod(
            f"party {party!r} has no weights in method {self.version}; "
            f"use one of {_listed(k.party for k in self.weights_across)}"
        )

    def with_planned_levels(self, planned_levels: Mapping[str, str]) -> "Method":
        """Return the method as a critical tier reads it: other planned levels, the same version.

        Parameters
        ----------
        planned_levels : mapping of criterion id to level id

        Raises
        ------
        NotInMethod
            A criterion is not in the method.
        InvalidMethod
            A level is not in the method.
        """
        for criterion in planned_levels:
            self.position(criterion)
        return replace(
            self,
            criteria=tuple(
                replace(c, planned_level=planned_levels.get(c.id, c.planned_level)) for c in self.criteria
            ),
        )


def _listed(names: Iterable[object]) -> str:
    return ", ".join(str(name) for name in names)


def _check_constants(method: Method) -> None:
    for name in ("prior_for", "prior_against", "points_per_criterion"):
        value = getattr(method, name)
        require(0 < value < math.inf, f"{name} is {value}; it must be a finite number above 0")
    require(
        0 < method.quantile_level < HALF, f"quantile_level is {method.quantile_level}; it must be in (0, 0.5)"
    )
    require(0 < method.floor < 1, f"floor is {method.floor}; it must be in (0, 1)")
    require(0 <= method.early_share <= 1, f"early_share is {method.early_share}; it must be in [0, 1]")
    require(method.scenarios >= FEWEST_SCENARIOS, f"scenarios is {method.scenarios}; at least 2 are needed")
    require(
        1 <= method.order_statistic <= method.scenarios,
        f"order_statistic is {method.order_statistic}; it must be from 1 to scenarios, {method.scenarios}",
    )
    if method.steps_per_point is not None:
        steps = method.points_per_criterion * method.steps_per_point
        require(method.steps_per_point >= 1, f"steps_per_point is {method.steps_per_point}; use 1 or more")
        require(
            math.isclose(steps, round(steps)) and round(steps) <= MOST_STEPS,
            f"{method.points_per_criterion:g} points of {method.steps_per_point} steps make {steps:g} steps; "
            f"this must be a whole number up to {MOST_STEPS}",
        )


def _check_names(method: Method) -> None:
    kinds = {
        "level": [level.id for level in method.levels],
        "dimension": list(method.dimensions),
        "criterion": [criterion.id for criterion in method.criteria],
        "party": [weights.party for weights in method.weights_across],
    }
    for kind, names in kinds.items():
        require(bool(names), f"the method has no {kind}; give at least one")
        twice = sorted({name for name in names if names.count(name) > 1})
        require(not twice, f"{kind} {_listed(twice)} is given twice; names must differ")


def _check_criteria(method: Method) -> None:
    levels = {level.id for level in method.levels}
    for criterion in method.criteria:
        require(
            criterion.dimension in method.dimensions,
            f"criterion {criterion.id}: dimension {criterion.dimension!r} is not one of "
            f"{_listed(method.dimensions)}",
        )
        require(
            criterion.planned_level in levels,
            f"criterion {criterion.id}: planned level {criterion.planned_level!r} is not one of "
            f"{_listed(sorted(levels))}",
        )


def _check_weights(method: Method) -> None:
    for dimension in method.dimensions:
        total = math.fsum(c.weight for c in method.criteria if c.dimension == dimension)
        require(
            math.isclose(total, 1.0, abs_tol=WEIGHT_TOLERANCE),
            f"dimension {dimension}: the weights of its criteria sum to {total:.6g}; they must sum to 1",
        )
    for party in method.weights_across:
        require(
            len(party.weights) == len(method.dimensions),
            f"party {party.party}: {len(party.weights)} weights for {len(method.dimensions)} dimensions; "
            "give one each",
        )
