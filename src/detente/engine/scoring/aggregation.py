"""Means of dimensions: how far each lets strength compensate weakness."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.plan import WEIGHT_TOLERANCE


class NothingToAggregate(ScoringError):
    """Values and weights are empty, differ in number, or lie outside their ranges."""


@dataclass(frozen=True, slots=True)
class Means:
    """The same values under four means; arithmetic >= geometric >= harmonic >= minimum."""

    arithmetic: float
    geometric: float
    harmonic: float
    minimum: float


def weighted_means(values: NDArray[np.float64], weights: NDArray[np.float64]) -> Means:
    """Compare how far four means let strength compensate weakness.

    Parameters
    ----------
    values : (n,) float64, >= 0
    weights : (n,) float64, >= 0, summing to 1

    Returns
    -------
    Means
        Geometric and harmonic are 0 when a value with weight is 0; values without weight are not read.

    Raises
    ------
    NothingToAggregate
        Nothing was given, or a number is out of its range.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators, step 6; Saltelli, A. (2007), Social
    Indicators Research 81: compensability is the modeller's choice and must be declared.

    Examples
    --------
    >>> weighted_means(np.array([0.9, 0.9, 0.1]), np.array([0.4, 0.4, 0.2])).geometric
    0.5799546134795288
    """
    values, weights = np.asarray(values, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if values.ndim != 1 or values.shape != weights.shape or values.size == 0:
        raise NothingToAggregate(
            f"values of shape {values.shape} and weights of shape {weights.shape}; give one weight a value"
        )
    if not (np.isfinite(values).all() and (values >= 0).all() and (weights >= 0).all()):
        raise NothingToAggregate("values and weights must be finite and 0 or more")
    if abs(float(weights.sum()) - 1.0) > WEIGHT_TOLERANCE:
        raise NothingToAggregate(f"weights sum to {float(weights.sum()):.6g}; they must sum to 1")
    heavy = weights > 0
    values, weights = values[heavy], weights[heavy]
    any_zero = bool((values == 0).any())
    return Means(
        arithmetic=float(weights @ values),
        geometric=0.0 if any_zero else float(np.exp(weights @ np.log(values))),
        harmonic=0.0 if any_zero else float(1.0 / (weights / values).sum()),
        minimum=float(values.min()),
    )
