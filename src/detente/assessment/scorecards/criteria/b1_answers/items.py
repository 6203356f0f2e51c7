"""B1: requests of the vendor that the customer answered in time, of all that it asked."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.c4_requests.items import requests_in_time
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a quarter's share: requests answered in full by their day / requests asked in the quarter.

    The same formula as C4, with the sides changed.

    References
    ----------
    Buyer's scorecard method 1.0, row B1, after row C4 of the default scorecard method 1.0.
    """
    return requests_in_time(document, about, asked_by="vendor")
