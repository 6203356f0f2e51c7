"""The blend of the dimensions: a geometric mean with a floor, once per party's weights."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.draws import Draws, log_floored, lower_end, upper_end, weighted
from detente.engine.scoring.method import Method


@dataclass(frozen=True, slots=True)
class TotalScore:
    """Both ends of the blend under one party's weights.

    Parameters
    ----------
    party : str
    demonstrated, possible : float in [0, 1]
    """

    party: str
    demonstrated: float
    possible: float


def geometric_total(log_total: NDArray[np.float64], floor: float) -> NDArray[np.float64]:
    """``S = (prod_d (eps + (1 - eps) D_d)^W_d - eps) / (1 - eps)``, from the logarithm of the product.

    Parameters
    ----------
    log_total : float64, any shape
        ``sum_d W_d log(eps + (1 - eps) D_d)``.
    floor : float in (0, 1)
        ``eps``: without it, one dimension of which nothing is known would be the whole answer.

    Returns
    -------
    float64 in [0, 1], the same shape

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators, step 6: geometric aggregation lets
    strength compensate weakness less than the arithmetic one.
    """
    return np.clip((np.exp(log_total) - floor) / (1.0 - floor), 0.0, 1.0)


def party_weights(method: Method) -> NDArray[np.float64]:
    """Every party's weights, (1, n_parties, n_dimensions) float64."""
    return np.array([[party.weights for party in method.weights_across]], dtype=np.float64)


def total_draws(method: Method, dimensions: Draws, weights: NDArray[np.float64]) -> Draws:
    """Scenario values of the blend.

    Parameters
    ----------
    dimensions : Draws, (n_vendors, n_dimensions, K)
    weights : (n_vendors or 1, n_dimensions) float64, >= 0
        One party's.

    Returns
    -------
    Draws, (n_vendors, K)
    """
    logs = log_floored(method, dimensions)
    return Draws(
        low=geometric_total(weighted(logs.low, weights), method.floor),
        high=geometric_total(weighted(logs.high, weights), method.floor),
    )


def total_ends(
    method: Method, logs: Draws, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Both ends of the blend for every party.

    The total rises with its logarithm, so the order statistic is taken there and one value is transformed.

    Parameters
    ----------
    logs : Draws, (n_vendors, n_dimensions, K)
        Of `log_floored`.
    weights : (n_vendors or 1, n_parties, n_dimensions) float64, >= 0

    Returns
    -------
    demonstrated, possible : (n_vendors, n_parties) float64 in [0, 1]
    """
    parties = range(weights.shape[1])
    low = [lower_end(method, weighted(logs.low, weights[:, party])) for party in parties]
    high = [upper_end(method, weighted(logs.high, weights[:, party])) for party in parties]
    return (
        geometric_total(np.stack(low, axis=1), method.floor),
        geometric_total(np.stack(high, axis=1), method.floor),
    )
