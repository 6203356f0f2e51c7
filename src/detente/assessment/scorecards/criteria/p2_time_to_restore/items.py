"""Time to restore: the share of outages that were over within the hours agreed."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from statistics import median

from detente.assessment.scorecards.criteria.outages import Down, ServiceLog, service_logs
from detente.assessment.scorecards.criteria.periods import Slot, reach, slots
from detente.assessment.scorecards.criteria.shown import About, Shown, places, weakest_level
from detente.evidence.ledger.contracts import Fact

POINTS = 3.0
NONE_SHOWN = 0.5
HOUR = timedelta(hours=1)


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item a quarter: of the outages that began in it, how many were over in time.

    ``good = o r / n`` and ``bad = o l / n`` with ``n`` outages of the document's services that a probe saw,
    ``r`` of them over within the target, ``l`` that lasted longer (an open one: for as long as its source
    is known to have looked), and ``o`` the share of the quarter that was watched; without a watch, that the
    document reaches over. A watched quarter without an outage under way attests a complete absence: half a
    slot. Outages that a status page tells of count against only.

    An outage that is still open is judged by what its source saw, not by the day of the scorecard: the next
    file may show that it was over in time, and could not take back what this one had counted.

    References
    ----------
    The scorecard method 1.0, P2. ISO/IEC 20000-1:2018, 8.6.1 (incident management).
    """
    target = timedelta(hours=about.number("restore_target_hours"))
    merged_below = timedelta(minutes=about.number("merged_below_minutes"))
    probed, page = service_logs(document, merged_below)
    watching = any(one.watches for one in probed)
    for slot in slots(about.as_of, unit="quarter", count=4):
        known = _watched(probed, slot) if watching else reach(document, slot)
        began = [
            down for one in probed for down in one.downs if slot.starts_at <= down.starts_at < slot.ends_at
        ]
        if began and known > 0:
            yield _restored(began, slot, known, target)
        elif watching:
            yield from _none(probed, slot)
        told = (
            [down for down in page.downs if slot.starts_at <= down.starts_at < slot.ends_at] if page else ()
        )
        if told:
            yield _restored(told, slot, reach(document, slot), target, told=True)


def _restored(
    began: Sequence[Down], slot: Slot, known: float, target: timedelta, *, told: bool = False
) -> Shown:
    """Return the item of a quarter in which outages began."""
    in_time = sum(down.ends_at is not None and down.ends_at - down.starts_at <= target for down in began)
    late = sum(down.until - down.starts_at > target for down in began)
    facts = [fact for down in began for fact in down.facts]
    return Shown(
        slot=slot.name,
        points=POINTS * slot.factor,
        level=weakest_level(facts),
        age_days=slot.age_days,
        share_for=0.0 if told else known * in_time / len(began),
        share_against=known * late / len(began),
        places=places(facts),
        words=_words(began, in_time, target, told=told),
    )


def _none(services: Sequence[ServiceLog], slot: Slot) -> Iterator[Shown]:
    """Yield half a slot where somebody watched and nothing was down.

    A source that states only a share of uptime, or failed checks without an outage, attests no absence.
    """
    under_way = any(
        down.starts_at < slot.ends_at and down.until > slot.starts_at
        for one in services
        for down in one.downs
    )
    watches = [
        (fact, one)
        for service in services
        for fact, one in service.watches
        if slot.covered(one.starts_at, one.ends_at) > 0
    ]
    if under_way or any(one.failed_checks or (one.uptime_share or 1.0) < 1 for _, one in watches):
        return
    known = _watched(services, slot)
    if known > 0:
        facts = [fact for fact, _ in watches]
        yield Shown(
            slot=slot.name,
            points=POINTS * slot.factor,
            level=weakest_level(facts),
            age_days=slot.age_days,
            share_for=NONE_SHOWN * known,
            share_against=0.0,
            places=places(facts),
            words=f"No outage was seen; {known:.0%} of the quarter was watched.",
        )


def _watched(services: Sequence[ServiceLog], slot: Slot) -> float:
    """Return the share of a quarter that was watched, the mean over the services."""
    return sum(one.share_watched(slot) for one in services) / len(services)


def _words(began: Sequence[Down], in_time: int, target: timedelta, *, told: bool) -> str:
    lasted = sorted(down.until - down.starts_at if down.ends_at else timedelta.max for down in began)
    still_open = sum(down.ends_at is None for down in began)
    middle = median(one.total_seconds() for one in lasted) / HOUR.total_seconds()
    source = "The status page tells that " if told else ""
    outages = "1 outage was" if len(began) == 1 else f"{len(began)} outages were"
    took = (
        f"the median took {middle:.1f} hours"
        if middle < target.max / HOUR / 4
        else "the median is still open"
    )
    tail = f", {still_open} open" if still_open else ""
    return f"{source}{in_time} of {outages} over within {target / HOUR:g} hours; {took}{tail}."
