"""The fixed scenarios: what every end and every comparison is read from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.method import Method
from detente.engine.scoring.points import PortfolioPoints
from detente.engine.scoring.quantiles import OrderedTable, looked_up


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """Scenario values of something, at both ends.

    Parameters
    ----------
    low : (..., K) float64 in [0, 1]
        What the points for demonstrate, scenario by scenario.
    high : (..., K) float64 in [0, 1]
        What the points against leave possible.
    """

    low: NDArray[np.float64]
    high: NDArray[np.float64]


def dimension_draws(method: Method, points: PortfolioPoints) -> Draws:
    """Weighted sums of the criteria's scenario quantiles, ``D_k = sum_i w_i q_i(k)``.

    Parameters
    ----------
    points : PortfolioPoints, (n_vendors, n_criteria), rounded as the method says

    Returns
    -------
    Draws, (n_vendors, n_dimensions, K)
        Memory is 16 bytes a vendor, dimension and scenario: ask for some hundreds of vendors at a time.
    """
    low = _weighted_sums(method, *looked_up(method, points.points_for, mirrored=False))
    against = _weighted_sums(method, *looked_up(method, points.points_against, mirrored=True))
    return Draws(low=low, high=1.0 - against)


def _weighted_sums(method: Method, ordered: OrderedTable, rows: NDArray[np.intp]) -> NDArray[np.float64]:
    vendors = rows.shape[0]
    members = [method.members(dimension) for dimension in method.dimensions]
    sums = np.zeros((vendors, len(members), method.scenarios))
    columns = np.ascontiguousarray(rows.T)
    start = 0
    for block in ordered.blocks:
        width = block.shape[2]
        quantiles = np.empty((vendors, width))
        subtotal = np.empty((vendors, width))
        for dimension, criteria in enumerate(members):
            subtotal[:] = 0.0
            for i in criteria:
                np.take(block[i], columns[i], axis=0, out=quantiles, mode="clip")
                quantiles *= method.criteria[i].weight
                subtotal += quantiles
            sums[:, dimension, start : start + width] = subtotal
        start += width
    return sums


def log_floored(method: Method, dimensions: Draws) -> Draws:
    """``log(eps + (1 - eps) D)`` of every draw, the same shape: what the geometric total adds up."""
    return Draws(
        low=np.log(method.floor + (1.0 - method.floor) * dimensions.low),
        high=np.log(method.floor + (1.0 - method.floor) * dimensions.high),
    )


def weighted(draws: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum dimensions by weight, one after the other.

    Parameters
    ----------
    draws : (n_vendors, n_dimensions, K) float64
    weights : (n_vendors or 1, n_dimensions) float64, >= 0

    Returns
    -------
    (n_vendors, K) float64
    """
    total = np.zeros((draws.shape[0], draws.shape[2]))
    for dimension in range(draws.shape[1]):
        total += weights[:, dimension, np.newaxis] * draws[:, dimension, :]
    return total


def lower_end(method: Method, draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Order statistic (52nd smallest of 1,024) along the last axis, which loses it."""
    place = method.order_statistic - 1
    return np.partition(draws, place, axis=-1)[..., place]


def upper_end(method: Method, draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Order statistic from above (52nd largest of 1,024) along the last axis, which loses it."""
    place = method.scenarios - method.order_statistic
    return np.partition(draws, place, axis=-1)[..., place]
