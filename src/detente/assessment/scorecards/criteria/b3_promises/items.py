"""B3: what the customer promised, and what became of it."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.assessment.scorecards.criteria.t4_commitments.items import promises_kept
from detente.evidence.ledger.contracts import Fact


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a month's share: on time 1, late .5, broken 0, over the commitments of the month.

    The same formula as T4, with the sides changed.

    References
    ----------
    Buyer's scorecard method 1.0, row B3, after row T4 of the default scorecard method 1.0.
    """
    return promises_kept(document, about, owner_side="customer")
