"""T1: quarterly statements about breaches, breaches told, and those that were found untold."""

from collections.abc import Iterator, Sequence
from datetime import date

from detente.assessment.scorecards.criteria.calendar_months import month_of, slots_by_month
from detente.assessment.scorecards.criteria.periods import (
    Slot,
    at_midnight,
    covered_together,
    days_between,
    slots,
)
from detente.assessment.scorecards.criteria.shown import (
    About,
    Shown,
    by_level,
    level_of,
    places,
    weakest_level,
)
from detente.assessment.scorecards.criteria.t1_breaches.breaches import Known, breaches, told_first
from detente.assessment.scorecards.criteria.t1_breaches.statements import (
    Statement,
    of_breaches,
    statements,
)
from detente.evidence.ledger.contracts import Fact

QUARTERS = 4
POINTS = 3.0
FOUND_POINTS = 12.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield what a document states of each quarter, the breaches that it tells, and those found untold.

    A statement reaches over the days that it names, up to its arrival. One that tells of breaches is worth
    what telling those breaches was worth, wherever they are described; what nobody described is unknown. A
    breach that was told is an event: it counts whole in its quarter, with or without a statement. A breach
    *found* untold is the one thing by which a file lowers what was demonstrated: it voids the self-attested
    statements that begin up to the day on which it was found, since these it contradicts.

    References
    ----------
    Default scorecard method 1.0, row T1.
    """
    of_document = list(breaches(document, about))
    yield from _stated(document, about)
    yield from _told([one for one in of_document if one.record.told_by_vendor], about)
    yield from _unclear([one for one in of_document if one.record.told_by_vendor is None], about)
    for one in of_document:
        if one.record.told_by_vendor is False:
            yield _found(one, about)


def _stated(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    stated = statements(document, about)
    if not stated:
        return
    known = list(breaches(about.everything.get("breach", ()), about))
    untold_on = max((one.day for one in known if one.record.told_by_vendor is False), default=date.min)
    told = [one for one in known if one.record.told_by_vendor and not one.fact.against_only]
    for slot in slots(about.as_of, unit="quarter", count=QUARTERS):
        here = [one for one in stated if one.starts_at < slot.ends_at and slot.starts_at < one.ends_at]
        void = [one.fact for one in here if one.is_void(untold_on)]
        if void:
            words = f"Self-attested, and void: a breach that was not told was found on {untold_on:%-d %B %Y}."
            yield _in_quarter(slot, weakest_level(void), 0.0, 0.0, void, words)
        none = {
            (one.fact.document, one.fact.position): one
            for one in here
            if not one.record.breaches and not one.is_void(untold_on)
        }
        for level, facts in by_level([one.fact for one in none.values()]):
            spans = [none[fact.document, fact.position] for fact in facts]
            covered = covered_together([(one.starts_at, one.ends_at) for one in spans], slot)
            words = f"No breach in {covered:.0%} of the quarter, the statement says."
            yield _in_quarter(slot, level, covered, 0.0, facts, words)
        for one in here:
            if one.record.breaches:
                yield from _with_breaches(one, told, slot, about, stands=not one.is_void(untold_on))


def _with_breaches(
    one: Statement, told: Sequence[Known], slot: Slot, about: About, *, stands: bool
) -> Iterator[Shown]:
    """Yield what telling was worth; of a void statement only what is against."""
    covered = slot.covered(one.starts_at, one.ends_at)
    for part in of_breaches(one, told, about):
        words = (
            f"The statement tells of {one.record.breaches} in the quarter; "
            f"{part.described} told first and described."
        )
        good = covered * part.good if stands else 0.0
        yield _in_quarter(slot, part.level, good, covered * part.bad, part.facts, words)


def _told(told: Sequence[Known], about: About) -> Iterator[Shown]:
    worth = {(one.fact.document, one.fact.position): told_first(one.record, about) for one in told}
    for slot, here in _by_quarter(told, about):
        for level, facts in by_level([one.fact for one in here]):
            worths = [worth[fact.document, fact.position] for fact in facts]
            good, bad = sum(one.good for one in worths), sum(one.bad for one in worths)
            words = f"Told first: {len(facts)} of {len(here)} in the quarter; telling was worth {good / len(here):.0%}."
            yield _in_quarter(slot, level, good / len(here), bad / len(here), facts, words)


def _unclear(unclear: Sequence[Known], about: About) -> Iterator[Shown]:
    """Show the date of what a register lists: who told first it does not say, so it counts for nothing."""
    for slot, here in _by_quarter(unclear, about):
        last = max(here, key=lambda one: one.day)
        records = f" of {last.record.records:,} records" if last.record.records is not None else ""
        words = (
            f"A register lists {len(here)}, the last{records} on {last.day:%-d %B %Y}; "
            "whether it was told first is not known, so it counts for nothing."
        )
        facts = [one.fact for one in here]
        yield _in_quarter(slot, weakest_level(facts), 0.0, 0.0, facts, words)


def _found(one: Known, about: About) -> Shown:
    records = f" of {one.record.records:,} records" if one.record.records is not None else ""
    return Shown(
        slot="found untold",
        points=FOUND_POINTS,
        level=level_of(one.fact),
        age_days=days_between(at_midnight(one.day), about.as_of),
        share_for=0.0,
        share_against=1.0,
        places=places([one.fact]),
        words=f"A breach{records} was found on {one.day:%-d %B %Y} before {about.vendor.name} told.",
    )


def _by_quarter(known: Sequence[Known], about: About) -> Iterator[tuple[Slot, list[Known]]]:
    held: dict[str, tuple[Slot, list[Known]]] = {}
    months = slots_by_month(about.as_of, unit="quarter", count=QUARTERS)
    for one in known:
        slot = months.get(month_of(one.day))
        if slot is not None:
            held.setdefault(slot.name, (slot, []))[1].append(one)
    yield from held.values()


def _in_quarter(slot: Slot, level: str, good: float, bad: float, facts: Sequence[Fact], words: str) -> Shown:
    return Shown(slot.name, POINTS * slot.factor, level, slot.age_days, good, bad, places(facts), words)
