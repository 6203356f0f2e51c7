"""Whether the order of vendors survives other judgements than those of the method."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.assessment.scorecards.contracts import RankSpan
from detente.assessment.scorecards.to_engine.many_vendors import Gathered
from detente.engine.scoring.points import PortfolioPoints, portfolio_points
from detente.engine.scoring.robustness import other_judgements, rank_shares

OTHER_WEIGHTS = 200
TAIL = 0.025
"""Left out at each end of a span of ranks: it holds for 95 % of other weights."""


@dataclass(frozen=True, slots=True)
class Ranks:
    """A vendor's ranks among others, 1 the highest, by what is demonstrated and by what is possible."""

    by_demonstrated: RankSpan
    by_possible: RankSpan
    judgements: dict[str, tuple[int, int]]
    """By what was judged otherwise: the ranks by both ends."""


def ranks_of(gathered: Gathered, vendors: int, *, party: str, seed: int) -> list[Ranks]:
    """Return each vendor's ranks under other weights, another mean and other half-lives.

    Parameters
    ----------
    gathered : Gathered
        What they have shown, a row each.
    vendors : int
        How many rows there are.
    party : str
        Whose weights across the dimensions are varied.
    seed : int
        Of the draws of other weights: the same seed, the same ranks.
    """
    method, columns = gathered.file.method, gathered.columns()
    points: PortfolioPoints = portfolio_points(method, columns, vendors=vendors)
    shares = rank_shares(
        method, points, party=party, generator=np.random.default_rng(seed), perturbations=OTHER_WEIGHTS
    )
    as_it_is, *others = other_judgements(method, columns, vendors=vendors, party=party)
    return [
        Ranks(
            by_demonstrated=_span(shares.by_demonstrated[row], int(as_it_is.rank_by_demonstrated[row])),
            by_possible=_span(shares.by_possible[row], int(as_it_is.rank_by_possible[row])),
            judgements={
                one.judgement: (int(one.rank_by_demonstrated[row]), int(one.rank_by_possible[row]))
                for one in others
            },
        )
        for row in range(vendors)
    ]


def _span(shares: NDArray[np.float64], rank: int) -> RankSpan:
    """Return the ranks from one tail to the other, the method's own rank among them."""
    below = np.cumsum(shares)
    first = int(np.searchsorted(below, TAIL + 1e-9)) + 1
    last = int(np.searchsorted(below, 1 - TAIL - 1e-9)) + 1
    return RankSpan(rank=rank, best=min(first, rank), worst=max(last, rank))
