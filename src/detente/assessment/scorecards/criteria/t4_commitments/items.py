"""T4: what the vendor promised, and what became of it."""

from collections.abc import Iterator, Sequence
from datetime import date

from detente.assessment.scorecards.criteria.deadlines import Owed, by_period
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Commitment

MONTHS = 12
POINTS = 1.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield a month's share: on time 1, late .5, broken 0, over the commitments of the month.

    "The last twelve" are the calendar months, not twelve commitments: a thirteenth would push out the first,
    and one more file could lower what was demonstrated. The register knows beforehand what falls due in a
    month, so the open month counts like any other.

    References
    ----------
    Default scorecard method 1.0, row T4.
    """
    return promises_kept(document, about, owner_side="vendor")


def promises_kept(document: Sequence[Fact], about: About, *, owner_side: str) -> Iterator[Shown]:
    """Yield the share of one side's commitments that it kept, month by month."""
    on, late = about.as_of.date(), about.number("late")
    promised = [
        _owed(fact, one, on, late)
        for fact in document
        if isinstance(one := fact.record, Commitment) and one.owner_side == owner_side
    ]
    return by_period(
        promised,
        about.as_of,
        unit="month",
        count=MONTHS,
        points=POINTS,
        until=None,
        words=lambda chosen, count: _words(chosen, count, owner_side),
    )


def _owed(fact: Fact, one: Commitment, on: date, late: float) -> Owed:
    settled_on = one.done_on or fact.valid_from.date()
    if one.outcome == "open" or settled_on > min(on, fact.known_at.date()):
        return Owed(fact, one.due_on, 0.0, 0.0)
    day = min(one.due_on, settled_on)
    if one.outcome == "broken":
        return Owed(fact, day, 0.0, 1.0)
    good = 1.0 if one.outcome == "on time" else late
    return Owed(fact, day, good, 1.0 - good)


def _words(chosen: Sequence[Owed], count: int, owner_side: str) -> str:
    outcomes = [
        one.fact.record.outcome
        for one in chosen
        if one.good + one.bad > 0 and isinstance(one.fact.record, Commitment)
    ]
    on_time, late, broken = (outcomes.count(word) for word in ("on time", "late", "broken"))
    promised = "commitment" if count == 1 else "commitments"
    return f"On time: {on_time} of {count} {promised} of the {owner_side}; late: {late}; broken: {broken}"
