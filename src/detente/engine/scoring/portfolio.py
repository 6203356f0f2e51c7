"""Scorecards of many vendors at once, as arrays."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.draws import dimension_draws, log_floored, lower_end, upper_end
from detente.engine.scoring.early import filled_shares, too_early
from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.method import Method
from detente.engine.scoring.plan import WEIGHT_TOLERANCE
from detente.engine.scoring.points import PortfolioPoints, checked_points, unknown_points
from detente.engine.scoring.quantiles import looked_up
from detente.engine.scoring.total import party_weights, total_ends

CHUNK = 256
"""Vendors worked on at once: 12 MB of draws with three dimensions and 1,024 scenarios."""


class InvalidWeights(ScoringError):
    """Weights across the dimensions have the wrong shape, are negative or do not sum to 1."""


@dataclass(frozen=True, slots=True, eq=False)
class PortfolioScores:
    """Both ends of everything, for every vendor.

    Parameters
    ----------
    points_for, points_against, unknown : (n_vendors, n_criteria) float64 in [0, N]
    demonstrated_by_criterion, possible_by_criterion : (n_vendors, n_criteria) float64 in [0, 1]
    filled_shares : (n_vendors, n_dimensions) float64 in [0, 1]
    too_early : (n_vendors, n_dimensions) bool
        Where a dimension shows points instead of numbers; the blend needs all.
    demonstrated_by_dimension, possible_by_dimension : (n_vendors, n_dimensions) float64 in [0, 1]
    demonstrated_total, possible_total : (n_vendors, n_parties) float64 in [0, 1]
        In the order of `Method.weights_across`.
    """

    points_for: NDArray[np.float64]
    points_against: NDArray[np.float64]
    unknown: NDArray[np.float64]
    demonstrated_by_criterion: NDArray[np.float64]
    possible_by_criterion: NDArray[np.float64]
    filled_shares: NDArray[np.float64]
    too_early: NDArray[np.bool_]
    demonstrated_by_dimension: NDArray[np.float64]
    possible_by_dimension: NDArray[np.float64]
    demonstrated_total: NDArray[np.float64]
    possible_total: NDArray[np.float64]

    @property
    def sources_disagree(self) -> NDArray[np.bool_]:
        """Where more is demonstrated than is possible, (n_vendors, n_criteria) bool."""
        return self.demonstrated_by_criterion > self.possible_by_criterion


def criterion_ends(
    method: Method, points: PortfolioPoints
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Demonstrated and possible end of every criterion.

    ``L = B05(a0 + s, b0 + N - s)`` and ``U = 1 - B05(b0 + f, a0 + N - f)``, which is the 95 % quantile of
    ``Beta(a0 + N - f, b0 + f)``.

    Parameters
    ----------
    points : PortfolioPoints, (n_vendors, n_criteria), rounded as the method says

    Returns
    -------
    demonstrated, possible : (n_vendors, n_criteria) float64 in [0, 1]

    References
    ----------
    Brown, Cai & DasGupta (2001), Statistical Science 16(2), section 4.3: the Jeffreys interval, which this
    is when everything planned is known and a0 = b0 = 1/2.
    """
    ordered, rows = looked_up(method, points.points_for, mirrored=False)
    demonstrated = ordered.table.tail[rows]
    ordered, rows = looked_up(method, points.points_against, mirrored=True)
    return demonstrated, 1.0 - ordered.table.tail[rows]


def portfolio_scores(
    method: Method, points: PortfolioPoints, *, weights_across: NDArray[np.float64] | None = None
) -> PortfolioScores:
    """Score every vendor of a portfolio.

    Parameters
    ----------
    points : PortfolioPoints, (n_vendors, n_criteria)
        Points that are not on the method's steps are rounded down to them.
    weights_across : (n_vendors, n_parties, n_dimensions) float64, >= 0, or None
        Where parties weigh each relationship differently; None takes the method's for every vendor.

    Returns
    -------
    PortfolioScores
        The same bits for a vendor, whoever else is in the portfolio.

    Raises
    ------
    InvalidPoints
        The points have the wrong shape or leave [0, N].
    InvalidWeights
        The weights have the wrong shape, are negative or do not sum to 1.

    Notes
    -----
    Working memory is bounded by `CHUNK` vendors, whatever their number. No draw is random.
    """
    points = checked_points(method, points)
    vendors = points.points_for.shape[0]
    weights = _weights(method, weights_across, vendors)
    dimensions = (np.empty((vendors, len(method.dimensions))), np.empty((vendors, len(method.dimensions))))
    totals = (np.empty((vendors, weights.shape[1])), np.empty((vendors, weights.shape[1])))
    for start in range(0, vendors, CHUNK):
        rows = slice(start, start + CHUNK)
        draws = dimension_draws(
            method,
            PortfolioPoints(points_for=points.points_for[rows], points_against=points.points_against[rows]),
        )
        dimensions[0][rows] = lower_end(method, draws.low)
        dimensions[1][rows] = upper_end(method, draws.high)
        some = weights if weights.shape[0] == 1 else weights[rows]
        totals[0][rows], totals[1][rows] = total_ends(method, log_floored(method, draws), some)
    demonstrated, possible = criterion_ends(method, points)
    shares = filled_shares(method, points)
    return PortfolioScores(
        points_for=points.points_for,
        points_against=points.points_against,
        unknown=unknown_points(method, points.points_for, points.points_against),
        demonstrated_by_criterion=demonstrated,
        possible_by_criterion=possible,
        filled_shares=shares,
        too_early=too_early(method, shares),
        demonstrated_by_dimension=dimensions[0],
        possible_by_dimension=dimensions[1],
        demonstrated_total=totals[0],
        possible_total=totals[1],
    )


def _weights(method: Method, weights_across: NDArray[np.float64] | None, vendors: int) -> NDArray[np.float64]:
    if weights_across is None:
        return party_weights(method)
    weights = np.asarray(weights_across, dtype=np.float64)
    expected = (vendors, len(method.weights_across), len(method.dimensions))
    if weights.shape != expected:
        raise InvalidWeights(
            f"weights_across has shape {weights.shape}; give {expected}: vendor, party, dimension"
        )
    sound = (weights >= 0).all(axis=2) & (np.abs(weights.sum(axis=2) - 1.0) <= WEIGHT_TOLERANCE)
    if not sound.all():
        vendor, party = np.argwhere(~sound)[0]
        raise InvalidWeights(
            f"vendor {vendor}, party {method.weights_across[party].party}: weights "
            f"{weights[vendor, party].tolist()} must be 0 or more and sum to 1"
        )
    return weights
