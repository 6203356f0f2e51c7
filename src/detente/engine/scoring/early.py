"""When there is too little to show numbers."""

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.method import Method
from detente.engine.scoring.points import PortfolioPoints, unknown_points


def filled_shares(method: Method, points: PortfolioPoints) -> NDArray[np.float64]:
    """How much of what was planned for each dimension is in, good or bad.

    Parameters
    ----------
    points : PortfolioPoints, (n_vendors, n_criteria), rounded as the method says

    Returns
    -------
    (n_vendors, n_dimensions) float64 in [0, 1]
        Points in over points planned; every criterion counts the same.
    """
    unknown = unknown_points(method, points.points_for, points.points_against)
    shares = np.empty((unknown.shape[0], len(method.dimensions)))
    for column, dimension in enumerate(method.dimensions):
        members = list(method.members(dimension))
        planned = method.points_per_criterion * len(members)
        shares[:, column] = (planned - unknown[:, members].sum(axis=1)) / planned
    return np.round(shares, 12)


def too_early(method: Method, shares: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a dimension shows points and the next steps instead of numbers, the same shape as `shares`.

    The blend needs every dimension: it is too early where any of them is.
    """
    return shares < method.early_share
