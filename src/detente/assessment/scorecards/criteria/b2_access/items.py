"""B2: accesses that the customer granted in time, of all that the vendor asked for."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.deadlines import Owed, arrived_by, by_period, in_time, owed
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import AccessGranted

QUARTERS = 4
POINTS = 3.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a quarter's share: accesses granted by their day / accesses asked for in the quarter.

    An access whose day passed without a grant counts against once a register that arrived after that day
    leaves it open.

    References
    ----------
    Buyer's scorecard method 1.0, row B2, after row C4 of the default scorecard method 1.0.
    """
    on = about.as_of.date()
    asked = [
        owed(fact, one.asked_on, in_time(one.due_on, one.granted_on, fact, on))
        for fact in document
        if isinstance(one := fact.record, AccessGranted)
    ]
    return by_period(
        asked,
        about.as_of,
        unit="quarter",
        count=QUARTERS,
        points=POINTS,
        until=arrived_by(document, about),
        words=_words,
    )


def _words(chosen: Sequence[Owed], count: int) -> str:
    good, bad = sum(one.good for one in chosen), sum(one.bad for one in chosen)
    asked = "access" if count == 1 else "accesses"
    return f"Granted in time: {good:.0f} of {count} {asked} that the vendor asked for; late or overdue: {bad:.0f}"
