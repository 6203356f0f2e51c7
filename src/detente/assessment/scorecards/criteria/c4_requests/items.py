"""C4: requests of the customer that the vendor answered in time, of all that it asked."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.deadlines import Owed, arrived_by, by_period, in_time, owed
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import RequestAnswered

QUARTERS = 4
POINTS = 3.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a quarter's share: requests answered in full by their day / requests asked in the quarter.

    A request whose day passed without an answer counts against once a log that arrived after that day leaves
    it open, so a new file may add to what is against, but time alone does not.

    References
    ----------
    Default scorecard method 1.0, row C4.
    """
    return requests_in_time(document, about, asked_by="customer")


def requests_in_time(document: Sequence[Fact], about: About, *, asked_by: str) -> Iterator[Shown]:
    """Yield the share of one side's requests that the other answered in time, quarter by quarter."""
    on = about.as_of.date()
    asked = [
        owed(fact, one.asked_on, in_time(one.due_on, one.answered_on, fact, on))
        for fact in document
        if isinstance(one := fact.record, RequestAnswered) and one.asked_by == asked_by
    ]
    return by_period(
        asked,
        about.as_of,
        unit="quarter",
        count=QUARTERS,
        points=POINTS,
        until=arrived_by(document, about),
        words=lambda chosen, count: _words(chosen, count, asked_by),
    )


def _words(chosen: Sequence[Owed], count: int, asked_by: str) -> str:
    good, bad = sum(one.good for one in chosen), sum(one.bad for one in chosen)
    asked = "request" if count == 1 else "requests"
    return f"Answered in time: {good:.0f} of {count} {asked} of the {asked_by}; late or overdue: {bad:.0f}"
