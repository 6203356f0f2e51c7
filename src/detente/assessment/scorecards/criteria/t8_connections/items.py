"""T8: live connections whose review was on time; one that no register had is bad."""

from collections.abc import Iterator, Sequence
from datetime import date

from detente.assessment.scorecards.criteria.deadlines import Owed, arrived_by, by_period, in_time, owed
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Connection

QUARTERS = 4
POINTS = 3.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a quarter's share: reviewed by their day / live connections whose review fell due in the quarter.

    An unlisted connection counts against whole in the quarter in which it was found: it is no part of the
    register, so it does not matter how far that reaches. A review whose day passed counts against once a
    register that arrived after that day leaves it open.

    References
    ----------
    Default scorecard method 1.0, row T8.
    """
    on = about.as_of.date()
    reviews = [
        _review(fact, one, on)
        for fact in document
        if isinstance(one := fact.record, Connection) and not _needs_none(fact, one)
    ]
    return by_period(
        reviews,
        about.as_of,
        unit="quarter",
        count=QUARTERS,
        points=POINTS,
        until=arrived_by(document, about),
        words=_words,
    )


def _needs_none(fact: Fact, one: Connection) -> bool:
    """Whether it was closed by the day of its review; a day after the register arrived is a plan."""
    return (
        one.listed
        and one.closed_on is not None
        and one.closed_on <= min(one.review_due_on, fact.known_at.date())
    )


def _review(fact: Fact, one: Connection, on: date) -> Owed:
    if not one.listed:
        return Owed(fact, fact.valid_from.date(), 0.0, 1.0, event=True)
    return owed(fact, one.review_due_on, in_time(one.review_due_on, one.reviewed_on, fact, on))


def _words(chosen: Sequence[Owed], count: int) -> str:
    good, bad = sum(one.good for one in chosen), sum(one.bad for one in chosen)
    unlisted = sum(one.event for one in chosen)
    live = "connection" if count == 1 else "connections"
    found = f"; found in no register: {unlisted}" if unlisted else ""
    return f"Reviewed in time: {good:.0f} of {count} {live}; late or overdue: {bad - unlisted:.0f}{found}"
