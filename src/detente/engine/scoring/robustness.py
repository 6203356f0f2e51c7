"""Would the order of vendors survive other weights, another mean, other half-lives?"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.draws import Draws, dimension_draws, log_floored, lower_end, upper_end, weighted
from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.item import ItemColumns
from detente.engine.scoring.method import Method
from detente.engine.scoring.points import PortfolioPoints, checked_points, portfolio_points
from detente.engine.scoring.total import geometric_total, party_weights

MOST_VENDORS = 1000


class TooManyVendors(ScoringError):
    """Ranks of more vendors were asked than fit into memory together; choose a shorter list."""


@dataclass(frozen=True, slots=True, eq=False)
class Totals:
    """Both ends of the blend of every vendor, and their ranks among each other.

    Parameters
    ----------
    judgement : str
        What was varied: ``"as the method says"``, ``"arithmetic mean"``, ``"half-lives halved"`` or
        ``"half-lives doubled"``.
    demonstrated, possible : (n_vendors,) float64 in [0, 1]
    rank_by_demonstrated, rank_by_possible : (n_vendors,) intp, 1 is highest
        Vendors with equal ends share the better rank.
    """

    judgement: str
    demonstrated: NDArray[np.float64]
    possible: NDArray[np.float64]
    rank_by_demonstrated: NDArray[np.intp]
    rank_by_possible: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class RankShares:
    """How often each vendor takes each rank when the weights are perturbed.

    Parameters
    ----------
    by_demonstrated, by_possible : (n_vendors, n_vendors) float64 in [0, 1]
        Row: vendor; column: rank - 1. Every row sums to 1.
    """

    by_demonstrated: NDArray[np.float64]
    by_possible: NDArray[np.float64]


def rank_shares(
    method: Method,
    points: PortfolioPoints,
    *,
    party: str,
    generator: np.random.Generator,
    perturbations: int = 200,
    concentration: float = 100.0,
) -> RankShares:
    """Share of perturbed weights under which each vendor takes each rank.

    The weights inside every dimension and across the dimensions are drawn from Dirichlet distributions
    around the method's own. Draws decide how robust an order is; they never enter a score.

    Parameters
    ----------
    points : PortfolioPoints, (n_vendors, n_criteria), up to 1,000 vendors
    party : str
        Whose weights across the dimensions are perturbed.
    generator : numpy.random.Generator
        The only source of chance: seed it and keep the seed with the result.
    perturbations : int, >= 1
    concentration : float, > 0
        At 100, a weight of .25 has a standard deviation of .043. A judgement.

    Returns
    -------
    RankShares

    Raises
    ------
    NotInMethod
        The party has no weights in the method.
    TooManyVendors
        More than 1,000 vendors were given.

    References
    ----------
    Saisana, M., Saltelli, A. & Tarantola, S. (2005). Uncertainty and sensitivity analysis techniques as
    tools for the quality assessment of composite indicators, J. R. Statist. Soc. A 168(2), 307-323;
    OECD & JRC (2008), step 7.
    """
    points = _few_enough(method, points)
    vendors = points.points_for.shape[0]
    across = np.array(method.weights_across[method.party_position(party)].weights)
    counts = np.zeros((2, vendors, vendors))
    rows = np.arange(vendors)
    for _ in range(perturbations):
        perturbed = _perturbed(method, generator, concentration)
        draws = dimension_draws(perturbed, points)
        weights = _dirichlet(across, generator, concentration)
        for end, values in enumerate(_geometric_ends(method, draws, weights)):
            counts[end, rows, ranks(values) - 1] += 1
    return RankShares(by_demonstrated=counts[0] / perturbations, by_possible=counts[1] / perturbations)


def other_judgements(
    method: Method, items: ItemColumns, *, vendors: int, party: str
) -> tuple[Totals, Totals, Totals, Totals]:
    """Totals as the method says, under the arithmetic mean, and with half-lives halved and doubled.

    Parameters
    ----------
    items : ItemColumns
    vendors : int, up to 1,000
    party : str
        Whose weights across the dimensions are used.

    Returns
    -------
    tuple of four Totals
        The first is the method itself.

    Raises
    ------
    NotInMethod
        The party has no weights in the method.
    TooManyVendors
        More than 1,000 vendors were given.
    """
    weights = party_weights(method)[0, method.party_position(party)]
    results = []
    for judgement, factor in (
        ("as the method says", 1.0),
        ("half-lives halved", 0.5),
        ("half-lives doubled", 2.0),
    ):
        varied = with_half_lives(method, factor)
        points = _few_enough(varied, portfolio_points(varied, items, vendors=vendors))
        draws = dimension_draws(varied, points)
        results.append(_totals(judgement, *_geometric_ends(varied, draws, weights)))
        if factor == 1.0:
            row = weights[np.newaxis, :]
            low, high = weighted(draws.low, row), weighted(draws.high, row)
            arithmetic = _totals("arithmetic mean", lower_end(method, low), upper_end(method, high))
    return results[0], arithmetic, results[1], results[2]


def with_half_lives(method: Method, factor: float) -> Method:
    """Return the method with every half-life multiplied; its refresh periods stay."""
    return replace(
        method,
        criteria=tuple(replace(c, half_life_days=c.half_life_days * factor) for c in method.criteria),
    )


def ranks(values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Rank of each value, 1 for the largest; equal values share the better rank.

    Examples
    --------
    >>> ranks(np.array([0.2, 0.9, 0.2, 0.1])).tolist()
    [2, 1, 2, 4]
    """
    return values.size - np.searchsorted(np.sort(values), values, side="right") + 1


def _totals(judgement: str, demonstrated: NDArray[np.float64], possible: NDArray[np.float64]) -> Totals:
    return Totals(
        judgement=judgement,
        demonstrated=demonstrated,
        possible=possible,
        rank_by_demonstrated=ranks(demonstrated),
        rank_by_possible=ranks(possible),
    )


def _geometric_ends(
    method: Method, draws: Draws, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    logs = log_floored(method, draws)
    row = weights[np.newaxis, :]
    return (
        geometric_total(lower_end(method, weighted(logs.low, row)), method.floor),
        geometric_total(upper_end(method, weighted(logs.high, row)), method.floor),
    )


def _perturbed(method: Method, generator: np.random.Generator, concentration: float) -> Method:
    criteria = list(method.criteria)
    for dimension in method.dimensions:
        members = method.members(dimension)
        weights = np.array([criteria[i].weight for i in members])
        for i, weight in zip(members, _dirichlet(weights, generator, concentration), strict=True):
            criteria[i] = replace(criteria[i], weight=max(float(weight), np.finfo(np.float64).tiny))
    return replace(method, criteria=tuple(criteria))


def _dirichlet(
    weights: NDArray[np.float64], generator: np.random.Generator, concentration: float
) -> NDArray[np.float64]:
    drawn = np.zeros_like(weights)
    positive = weights > 0
    drawn[positive] = generator.dirichlet(concentration * weights[positive])
    return drawn


def _few_enough(method: Method, points: PortfolioPoints) -> PortfolioPoints:
    if len(points.points_for) > MOST_VENDORS:
        raise TooManyVendors(
            f"{len(points.points_for)} vendors; ranks are studied for up to {MOST_VENDORS}: "
            "choose a shorter list"
        )
    return checked_points(method, points)
