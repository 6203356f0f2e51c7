"""Pilots: what registered pilots showed, of what they were registered to show.

Two slots, and any number of pilots: the slots cannot be the two latest, or registering a third pilot would take
away what the first had shown. So the first slot holds whatever a single pilot shows, the second what two pilots
both show: of each two, the smaller. As slots keep their largest, they come to hold the best and the second best,
and likewise the worst and the second worst. Every further pilot only adds items, so it can lower neither; and
many half-good pilots do not add up to a good one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.assessment.scorecards.criteria.periods import at_midnight, days_between
from detente.assessment.scorecards.criteria.shown import LEVELS, About, Shown, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import PilotResult

POINTS = 6.0
FIRST, SECOND = "one pilot", "a second pilot"


@dataclass(frozen=True, slots=True)
class Pilot:
    """What one document says of a pilot."""

    fact: Fact
    record: PilotResult
    good: float
    bad: float
    age_days: float

    @property
    def name(self) -> str:
        """What makes it the same pilot in another document."""
        return self.record.pilot.strip().casefold()


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield what each pilot shows by itself, and with the one beside it that makes the most of it.

    ``good = supported / registered`` and ``bad = failed / registered``; the rest is not proven. A broken
    guardrail is 0 and 1. A pilot that is not decided shows nothing yet.

    References
    ----------
    The scorecard method 1.0, P5. Nosek et al. (2018), The preregistration revolution, PNAS 115(11).
    """
    known = [_pilot(fact, about.as_of) for fact in about.everything.get("pilot_result", ())]
    here = {(fact.document, fact.position) for fact in document}
    mine = [one for one in known if (one.fact.document, one.fact.position) in here]
    for one in mine:
        yield Shown(
            slot=FIRST,
            points=POINTS,
            level=LEVELS[one.fact.assurance - 1],
            age_days=one.age_days,
            share_for=one.good,
            share_against=one.bad,
            places=places([one.fact]),
            words=_words(one.record),
        )
    yield from _second(mine, [one for one in known if not one.fact.against_only], against=False)
    yield from _second(mine, known, against=True)


def _second(mine: Sequence[Pilot], others: Sequence[Pilot], *, against: bool) -> Iterator[Shown]:
    """Yield, for each pilot, what it shows beside another that shows at least as much.

    Both must show it, so the item is as well checked as the worse checked of the two and as old as the
    older. For each level the youngest other one is enough: whatever else is beside it fills no more.
    """
    share = _bad if against else _good
    ranked = sorted(others, key=share, reverse=True)
    beside: dict[int, dict[str, Pilot]] = {}  # by level, the youngest of each of two names
    place = 0
    for one in sorted(mine, key=share, reverse=True):
        if share(one) == 0:
            return
        while place < len(ranked) and share(ranked[place]) >= share(one):
            _keep_youngest(beside, ranked[place])
            place += 1
        for level, kept in beside.items():
            other = next((each for each in kept.values() if each.name != one.name), None)
            if other is not None:
                yield Shown(
                    slot=SECOND,
                    points=POINTS,
                    level=LEVELS[min(level, one.fact.assurance) - 1],
                    age_days=max(one.age_days, other.age_days),
                    share_for=0.0 if against else one.good,
                    share_against=one.bad if against else 0.0,
                    places=places([one.fact, other.fact]),
                    words=f"{_words(one.record)[:-1]}, beside {other.record.pilot}.",
                )


def _keep_youngest(beside: dict[int, dict[str, Pilot]], one: Pilot) -> None:
    """Keep the youngest two of a level that have different names, the youngest first."""
    kept = beside.setdefault(one.fact.assurance, {})
    if one.name not in kept or one.age_days < kept[one.name].age_days:
        kept[one.name] = one
    youngest = sorted(kept.values(), key=lambda each: each.age_days)[:2]
    beside[one.fact.assurance] = {each.name: each for each in youngest}


def _good(one: Pilot) -> float:
    return one.good


def _bad(one: Pilot) -> float:
    return one.bad


def _pilot(fact: Fact, as_of: datetime) -> Pilot:
    one = fact.record
    if not isinstance(one, PilotResult):
        raise TypeError(
            f"document {fact.document}, position {fact.position}: {fact.kind} is no pilot's result"
        )
    age_days = days_between(at_midnight(one.decided_on or one.registered_on), as_of)
    if one.guardrail_broken:
        return Pilot(fact, one, 0.0, 1.0, age_days)
    whole = max(one.criteria_registered, one.criteria_supported + one.criteria_failed)
    if one.decided_on is None or whole <= 0:
        return Pilot(fact, one, 0.0, 0.0, age_days)
    return Pilot(fact, one, one.criteria_supported / whole, one.criteria_failed / whole, age_days)


def _words(one: PilotResult) -> str:
    if one.guardrail_broken:
        return f"{one.pilot}: a guardrail was broken, so nothing of it counts as good."
    if one.decided_on is None:
        return f"{one.pilot} was registered on {one.registered_on:%-d %B %Y} and is not decided."
    registered = max(one.criteria_registered, one.criteria_supported + one.criteria_failed)
    return (
        f"{one.pilot}: {one.criteria_supported} of {registered} registered criteria were supported, "
        f"{one.criteria_failed} failed."
    )
