"""Has one vendor shown more than another, or is it ahead whatever is still unknown?"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.draws import dimension_draws
from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.method import Method
from detente.engine.scoring.scorecard import Scorecard, scorecard_points
from detente.engine.scoring.total import party_weights, total_draws

SURE_ENOUGH = 0.95


class DifferentMethods(ScoringError):
    """Scorecards of different versions of the method were to be compared."""


class DifferentWindows(ScoringError):
    """Scorecards of different windows of time were to be compared."""


@dataclass(frozen=True, slots=True)
class Lead:
    """How surely the first is above the second in one respect.

    Parameters
    ----------
    of : str
        A dimension, or the party whose weights make the total.
    shown_more : float in [0, 1]
        ``P(low first > low second)`` over all pairs of draws.
    ahead : float in [0, 1]
        ``P(low first > high second)``: whatever fills the gaps of the second.
    """

    of: str
    shown_more: float
    ahead: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two scorecards side by side.

    Parameters
    ----------
    totals : tuple of Lead
        One a party, with its weights.
    dimensions : tuple of Lead
    has_shown_more, is_ahead : bool
        Whether the probability is at least .95 with *every* party's weights.
    """

    totals: tuple[Lead, ...]
    dimensions: tuple[Lead, ...]
    has_shown_more: bool
    is_ahead: bool


def probability_above(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """Share of all pairs in which the draw of the first is above that of the second.

    Parameters
    ----------
    first : (n_first,) float64
    second : (n_second,) float64
        Draws in any order: scenarios are never matched to each other, since their order means nothing
        across vendors.

    Returns
    -------
    float in [0, 1]
        Ties belong to neither side.

    References
    ----------
    Mann, H. B. & Whitney, D. R. (1947), Annals of Mathematical Statistics 18(1): U over the number of pairs.

    Examples
    --------
    >>> probability_above(np.array([1.0, 3.0]), np.array([2.0, 3.0]))
    0.25
    """
    below = np.searchsorted(np.sort(second), first, side="left").sum()
    return float(below) / (first.size * second.size)


def comparison(method: Method, first: Scorecard, second: Scorecard) -> Comparison:
    """Compare what two vendors have shown, with every party's weights.

    Parameters
    ----------
    method : Method
        The version of both scorecards; its weights across the dimensions are used for both.
    first, second : Scorecard

    Returns
    -------
    Comparison
        Of the first over the second. Exchange them for the other direction: both may fail.

    Raises
    ------
    DifferentMethods
        A scorecard is of another version than the method.
    DifferentWindows
        The scorecards read evidence of different days.
    """
    for side in (first, second):
        if side.method_version != method.version:
            raise DifferentMethods(
                f"a scorecard of method {side.method_version} and method {method.version} do not compare; "
                "compute both with one version"
            )
    if first.window != second.window:
        raise DifferentWindows(
            f"evidence from {first.window.starts_on} to {first.window.ends_on} and from "
            f"{second.window.starts_on} to {second.window.ends_on} does not compare; use one window"
        )
    draws = dimension_draws(method, scorecard_points(method, [first, second]))
    dimensions = tuple(
        _lead(dimension, draws.low[0, i], draws.low[1, i], draws.high[1, i])
        for i, dimension in enumerate(method.dimensions)
    )
    totals = []
    weights = party_weights(method)
    for i, party in enumerate(method.weights_across):
        total = total_draws(method, draws, weights[:, i])
        totals.append(_lead(party.party, total.low[0], total.low[1], total.high[1]))
    return Comparison(
        totals=tuple(totals),
        dimensions=dimensions,
        has_shown_more=all(lead.shown_more >= SURE_ENOUGH for lead in totals),
        is_ahead=all(lead.ahead >= SURE_ENOUGH for lead in totals),
    )


def _lead(
    of: str, low: NDArray[np.float64], other_low: NDArray[np.float64], other_high: NDArray[np.float64]
) -> Lead:
    return Lead(of=of, shown_more=probability_above(low, other_low), ahead=probability_above(low, other_high))
