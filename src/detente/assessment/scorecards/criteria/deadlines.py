"""What was to be done by a day, as a register has it: in time, too late, or not known; and its share of a period.

A register tells what happened until it arrived: what it leaves open was open then, and of a period that went on
afterwards it knows only a part.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.criteria.calendar_months import month_of, slots_by_month
from detente.assessment.scorecards.criteria.periods import Slot, slots
from detente.assessment.scorecards.criteria.shown import LEVELS, About, Shown, places
from detente.evidence.ledger.contracts import Fact

WHOLE = 0.9995  # what is shown as 100 %


@dataclass(frozen=True, slots=True)
class Owed:
    """One thing that was to be done."""

    fact: Fact
    day: date
    """The day that puts it into a period."""
    good: float
    bad: float
    """0 to 1, together at most 1: what is neither is not known."""
    event: bool = False
    """Its bad part counts whole, however little of the period the register reaches over."""


Words = Callable[[Sequence[Owed], int], str]
"""From those that were checked well enough, and the number of all, to a sentence without its full stop."""


def in_time(due_on: date, done_on: date | None, fact: Fact, on: date) -> bool | None:
    """Return whether something was done by its day: True, False, or None while that is not known.

    Parameters
    ----------
    due_on, done_on : date
        The last day that is in time, and the day on which it was done; None if it is not said to be done.
    fact : Fact
        Where that is said. A register knows nothing of what came after it: a day that it names in advance is a
        plan, and what it leaves open counts as overdue only if it arrived after the day.
    on : date
        The day of the scorecard: what happened later has not happened yet.
    """
    known_on = min(on, fact.known_at.date())
    if done_on is None or done_on > known_on:
        return False if due_on < known_on else None
    return done_on <= due_on


def owed(fact: Fact, day: date, kept: bool | None) -> Owed:  # noqa: FBT001  # an answer, not an option
    """Return something that was kept, was not, or of which that is not known."""
    return Owed(fact, day, float(kept is True), float(kept is False))


def arrived_by(document: Sequence[Fact], about: About) -> datetime:
    """Return until when a register knows what happened: its arrival, never after the day of the scorecard."""
    return min(document[0].known_at, about.as_of)


def by_period(
    every: Iterable[Owed],
    as_of: datetime,
    *,
    unit: str,
    count: int,
    points: float,
    until: datetime | None,
    words: Words,
) -> Iterator[Shown]:
    """Yield what a register shows of each period: the sums of good and of bad over the number owed.

    Parameters
    ----------
    every : iterable of Owed
        All that the register has; what lies outside the periods is left out.
    as_of, unit, count
        The periods, as `periods.slots` has them.
    points : float, > 0
        Planned for a period.
    until : datetime or None
        Until when the register knows: shares are multiplied by the part of the period before it. None: it
        knows beforehand all that will be owed in a period.
    words : Words
        What is counted.
    """
    held: dict[str, list[Owed]] = {}
    months = slots_by_month(as_of, unit=unit, count=count)
    for one in every:
        slot = months.get(month_of(one.day))
        if slot is not None:
            held.setdefault(slot.name, []).append(one)
    for slot in slots(as_of, unit=unit, count=count) if held else ():
        owing = held.get(slot.name)
        if owing:
            covered = 1.0 if until is None else slot.covered(slot.starts_at, until)
            yield from _in_slot(owing, slot, points, covered, words)


def _in_slot(
    owing: Sequence[Owed], slot: Slot, points: float, covered: float, words: Words
) -> Iterator[Shown]:
    levels = {one.fact.assurance for one in owing}
    for level in sorted(levels):
        chosen = owing if len(levels) == 1 else [one for one in owing if one.fact.assurance >= level]
        reached = "" if covered > WHOLE else f"; the file reaches over {covered:.0%} of the period"
        yield Shown(
            slot=slot.name,
            points=points * slot.factor,
            level=LEVELS[level - 1],
            age_days=slot.age_days,
            share_for=covered * sum(one.good for one in chosen) / len(owing),
            share_against=sum(one.bad * (1.0 if one.event else covered) for one in chosen) / len(owing),
            places=places([one.fact for one in chosen]),
            words=f"{words(chosen, len(owing))}{reached}.",
        )
