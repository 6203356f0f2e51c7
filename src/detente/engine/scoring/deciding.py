"""The scenario in which an end is read: in it, the figure is exactly the sum, or the mean, of its parts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.draws import dimension_draws, log_floored, weighted
from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.method import Method
from detente.engine.scoring.points import InvalidPoints, PortfolioPoints, checked_points
from detente.engine.scoring.quantiles import BLOCK, looked_up
from detente.engine.scoring.total import geometric_total


class NoSuchDimension(ScoringError):
    """The method has no such dimension."""


@dataclass(frozen=True, slots=True)
class Deciding:
    """One scenario, and what stood where in it.

    Parameters
    ----------
    scenario : int
        From 0 to K - 1. Of several with the same value, the first.
    parts : tuple of float in [0, 1]
        A dimension's criteria, or the blend's dimensions, in the method's order.
    value : float in [0, 1]
        What they come to: the end that is shown.
    """

    scenario: int
    parts: tuple[float, ...]
    value: float


@dataclass(frozen=True, slots=True)
class DecidingPair:
    """The scenarios of both ends."""

    low: Deciding
    high: Deciding


def deciding_in_dimension(method: Method, points: PortfolioPoints, dimension: str) -> DecidingPair:
    """Scenarios in which both ends of one vendor's dimension are read.

    Parameters
    ----------
    points : PortfolioPoints, (1, n_criteria)
    dimension : str

    Returns
    -------
    DecidingPair
        ``value`` is ``sum_i w_i parts_i`` over the dimension's criteria, and the end of `portfolio_scores`.

    Raises
    ------
    NoSuchDimension
        The method lacks it.
    InvalidPoints
        The points are not those of one vendor.

    References
    ----------
    David & Nagaraja (2003). Order Statistics, 3rd ed., section 1.1: the value of rank r is one of the draws.
    """
    points = _of_one(method, points)
    if dimension not in method.dimensions:
        raise NoSuchDimension(f"dimension is {dimension!r}; the method has {', '.join(method.dimensions)}")
    place, members = method.dimensions.index(dimension), list(method.members(dimension))
    draws = dimension_draws(method, points)
    low, high = _places(method, draws.low[0, place], draws.high[0, place])
    shown = _criteria_in(method, points.points_for, low, mirrored=False)
    against = _criteria_in(method, points.points_against, high, mirrored=True)
    return DecidingPair(
        low=Deciding(low, tuple(shown[members].tolist()), float(draws.low[0, place, low])),
        high=Deciding(high, tuple((1.0 - against[members]).tolist()), float(draws.high[0, place, high])),
    )


def deciding_in_total(method: Method, points: PortfolioPoints, weights: Sequence[float]) -> DecidingPair:
    """Scenarios in which both ends of one vendor's blend are read.

    Parameters
    ----------
    points : PortfolioPoints, (1, n_criteria)
    weights : sequence of float, >= 0, one a dimension
        One party's.

    Returns
    -------
    DecidingPair
        ``value`` is `geometric_total` of the parts, and the end of `portfolio_scores`.

    Raises
    ------
    InvalidPoints
        The points are not those of one vendor.
    """
    draws = dimension_draws(method, _of_one(method, points))
    logs, across = log_floored(method, draws), np.array([weights], dtype=np.float64)
    sums = (weighted(logs.low, across)[0], weighted(logs.high, across)[0])
    low, high = _places(method, *sums)
    return DecidingPair(
        low=Deciding(low, tuple(draws.low[0, :, low].tolist()), _total(method, sums[0], low)),
        high=Deciding(high, tuple(draws.high[0, :, high].tolist()), _total(method, sums[1], high)),
    )


def _of_one(method: Method, points: PortfolioPoints) -> PortfolioPoints:
    checked = checked_points(method, points)
    if len(checked.points_for) != 1:
        raise InvalidPoints(f"points are those of {len(checked.points_for)} vendors; give one vendor's")
    return checked


def _places(method: Method, low: NDArray[np.float64], high: NDArray[np.float64]) -> tuple[int, int]:
    """Return the scenarios whose values `lower_end` and `upper_end` give."""
    from_below = np.argsort(low, kind="stable")[method.order_statistic - 1]
    from_above = np.argsort(high, kind="stable")[method.scenarios - method.order_statistic]
    return int(from_below), int(from_above)


def _criteria_in(
    method: Method, points: NDArray[np.float64], scenario: int, *, mirrored: bool
) -> NDArray[np.float64]:
    ordered, rows = looked_up(method, points, mirrored=mirrored)
    block, column = divmod(scenario, BLOCK)
    return np.array([ordered.blocks[block][i, row, column] for i, row in enumerate(rows[0])])


def _total(method: Method, logs: NDArray[np.float64], scenario: int) -> float:
    return float(geometric_total(logs[scenario], method.floor))
