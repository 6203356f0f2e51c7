"""Tables of Beta quantiles: computed once for every step of points, then only looked up."""

from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.method import Method
from detente.engine.scoring.points import step_numbers

BLOCK = 128
"""Scenarios in a block of an ordered table: small enough for one criterion to stay in a cache."""


@dataclass(frozen=True, slots=True, eq=False)
class QuantileTable:
    """Quantiles of ``Beta(a + s, b + N - s)`` for a number of points ``s``.

    Parameters
    ----------
    points : (n_values,) float64
        The values of ``s``, rising.
    tail : (n_values,) float64 in [0, 1]
        Quantile at the method's level (5 %): the demonstrated end of a criterion.
    scenarios : (n_values, K) float64 in [0, 1]
        Quantiles at ``(k + 1/2) / K``.
    """

    points: NDArray[np.float64]
    tail: NDArray[np.float64]
    scenarios: NDArray[np.float64]


def beta_quantile(
    probability: NDArray[np.float64], a: NDArray[np.float64], b: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Value below which a Beta variable lies with the probability given.

    Parameters
    ----------
    probability : float64 in [0, 1], broadcast with `a` and `b`
    a, b : float64, > 0

    Returns
    -------
    float64 in [0, 1]

    References
    ----------
    NIST Digital Library of Mathematical Functions, 8.17 (incomplete beta function); the inverse is
    ``scipy.special.betaincinv``.

    Examples
    --------
    >>> float(beta_quantile(np.array(0.05), np.array(6.5), np.array(6.5)).round(6))
    0.27957
    """
    from scipy.special import betaincinv  # noqa: PLC0415 - half the time of importing the engine, rarely needed

    return np.asarray(betaincinv(a, b, probability), dtype=np.float64)


def quantile_table(
    points: NDArray[np.float64], *, a: float, b: float, total: float, level: float, scenarios: int
) -> QuantileTable:
    """Quantiles of ``Beta(a + s, b + total - s)`` for rising points ``s``, never falling as ``s`` rises.

    Parameters
    ----------
    points : (n_values,) float64 in [0, total], rising
    a, b : float, > 0
        The prior.
    total : float, > 0
        ``N``.
    level : float in (0, 1)
        Of the tail.
    scenarios : int
        ``K``.

    Returns
    -------
    QuantileTable
    """
    first, second = a + points, b + (total - points)
    middles = (np.arange(scenarios) + 0.5) / scenarios
    table = QuantileTable(
        points=points,
        tail=np.maximum.accumulate(beta_quantile(np.array(level), first, second)),
        scenarios=np.maximum.accumulate(
            beta_quantile(middles[np.newaxis, :], first[:, np.newaxis], second[:, np.newaxis]), axis=0
        ),
    )
    for array in (table.points, table.tail, table.scenarios):
        array.setflags(write=False)
    return table


@lru_cache(maxsize=8)
def step_table(
    *, steps: int, steps_per_point: int, a: float, b: float, level: float, scenarios: int
) -> QuantileTable:
    """Table for every step from 0 to `steps`, built at the first call: 241 x 1,024 quantiles by default."""
    return quantile_table(
        np.arange(steps + 1) / steps_per_point,
        a=a,
        b=b,
        total=steps / steps_per_point,
        level=level,
        scenarios=scenarios,
    )


@lru_cache(maxsize=1024)
def scenario_order(criterion: str, scenarios: int) -> NDArray[np.intp]:
    """Which quantile each fixed scenario takes of a criterion: the rank of ``sha256("id:k")``.

    Parameters
    ----------
    criterion : str
        The criterion's id.
    scenarios : int
        ``K``.

    Returns
    -------
    (K,) intp, a permutation of 0 .. K-1
        Criteria with different ids get orders that look independent, without any random draw.

    References
    ----------
    McKay, Beckman & Conover (1979), Technometrics 21(2): one stratum a draw and variable, as in Latin
    hypercube sampling; here the pairing is fixed by a hash (FIPS 180-4) instead of drawn.
    """
    digests = [sha256(f"{criterion}:{k}".encode()).digest() for k in range(scenarios)]
    ranks = np.empty(scenarios, dtype=np.intp)
    ranks[sorted(range(scenarios), key=digests.__getitem__)] = np.arange(scenarios)
    ranks.setflags(write=False)
    return ranks


@dataclass(frozen=True, slots=True, eq=False)
class OrderedTable:
    """A quantile table with the columns of each criterion in its order of scenarios.

    Parameters
    ----------
    table : QuantileTable
    blocks : tuple of (n_criteria, n_values, <= BLOCK) float64
        Consecutive blocks of scenarios.
    """

    table: QuantileTable
    blocks: tuple[NDArray[np.float64], ...]


def _ordered(table: QuantileTable, criteria: tuple[str, ...]) -> OrderedTable:
    scenarios = table.scenarios.shape[1]
    orders = [scenario_order(criterion, scenarios) for criterion in criteria]
    blocks = tuple(
        np.ascontiguousarray([table.scenarios[:, order[start : start + BLOCK]] for order in orders])
        for start in range(0, scenarios, BLOCK)
    )
    return OrderedTable(table=table, blocks=blocks)


@lru_cache(maxsize=2)
def _ordered_step_table(
    criteria: tuple[str, ...],
    steps: int,
    steps_per_point: int,
    prior: tuple[float, float],
    level: float,
    scenarios: int,
) -> OrderedTable:
    table = step_table(
        steps=steps, steps_per_point=steps_per_point, a=prior[0], b=prior[1], level=level, scenarios=scenarios
    )
    return _ordered(table, criteria)


def looked_up(
    method: Method, points: NDArray[np.float64], *, mirrored: bool
) -> tuple[OrderedTable, NDArray[np.intp]]:
    """Find the table that serves these points, and the row of each.

    Parameters
    ----------
    points : (n_vendors, n_criteria) float64 in [0, N], already rounded as the method says
    mirrored : bool
        True for points against: the prior's two numbers change places.

    Returns
    -------
    ordered : OrderedTable
    rows : (n_vendors, n_criteria) intp
    """
    criteria = tuple(criterion.id for criterion in method.criteria)
    prior = (method.prior_for, method.prior_against)
    a, b = prior[::-1] if mirrored else prior
    if method.steps is not None and method.steps_per_point is not None:
        ordered = _ordered_step_table(
            criteria, method.steps, method.steps_per_point, (a, b), method.quantile_level, method.scenarios
        )
        return ordered, step_numbers(method, points).astype(np.intp)
    values, rows = np.unique(points, return_inverse=True)
    table = quantile_table(
        values,
        a=a,
        b=b,
        total=method.points_per_criterion,
        level=method.quantile_level,
        scenarios=method.scenarios,
    )
    return _ordered(table, criteria), rows.reshape(points.shape).astype(np.intp)
