"""Availability: the downtime that is allowed, divided by the downtime there was."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from detente.assessment.scorecards.criteria.outages import ServiceLog, service_logs
from detente.assessment.scorecards.criteria.periods import DAY, Slot, slots, together
from detente.assessment.scorecards.criteria.shown import About, Shown, places, weakest_level
from detente.evidence.ledger.contracts import Fact

MINUTES_A_DAY = 24 * 60


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item a month: the mean over the document's services of what was seen of each.

    With ``o`` the share of the month in which somebody looked, ``d`` the minutes down meanwhile and ``a``
    the minutes allowed a month, a service is ``min(1, a o / d) o`` good, and the rest of ``o`` is bad: the
    allowance shrinks with the watch, or a short look would be judged by the allowance of a whole month. A
    list of outages that nobody watched for can only count against: ``1 - min(1, a / d)``, since the month
    had at least those minutes.

    A document is as well checked as its least checked fact. Points against do not wait for the end of the
    month.

    References
    ----------
    The scorecard method 1.0, P1. ITIL 4, Availability management practice (2020): agreed service time and
    downtime.
    """
    merged_below = timedelta(minutes=about.number("merged_below_minutes"))
    allowed = about.number("allowed_minutes_a_month")
    probed, page = service_logs(document, merged_below)
    for slot in slots(about.as_of, unit="month", count=12):
        if probed:
            yield from _item(probed, slot, allowed, about.as_of)
        if page:
            yield from _item([page], slot, allowed, about.as_of)


def _item(services: Sequence[ServiceLog], slot: Slot, allowed: float, as_of: datetime) -> Iterator[Shown]:
    """Yield the item of some services in one month, if anything is known of it."""
    good = bad = down = watched = 0.0
    evidence: list[Fact] = []
    for service in services:
        facts = _facts(service, slot)
        if not facts:
            continue
        evidence += facts
        share, minutes = (
            _seen(service, slot) if service.watches else (1.0, _minutes_down(service, slot, as_of))
        )
        met = share * min(1.0, allowed * share / minutes) if minutes > 0 else share
        good += met if service.watches else 0.0
        bad += share - met
        down += minutes
        watched += share if service.watches else 0.0
    if not evidence:
        return
    count = len(services)
    yield Shown(
        slot=slot.name,
        points=slot.factor,
        level=weakest_level(evidence),
        age_days=slot.age_days,
        share_for=min(1.0, good / count),
        share_against=min(1.0, bad / count),
        places=places(evidence),
        words=_words(services, down, watched / count, allowed),
    )


def _seen(service: ServiceLog, slot: Slot) -> tuple[float, float]:
    """Return the share of a month in which a service was watched, and the minutes down meanwhile."""
    share = minutes = 0.0
    downs = together((one.starts_at, one.until) for one in service.downs)
    for starts_at, ends_at, stated in service.pieces():
        begins, ends = max(starts_at, slot.starts_at), min(ends_at, slot.ends_at)
        if begins >= ends:
            continue
        piece = (ends - begins) / DAY
        overlaps = (min(until, ends) - max(since, begins) for since, until in downs)
        listed = sum(one / DAY for one in overlaps if one > timedelta())
        share += piece / slot.days
        minutes += MINUTES_A_DAY * max(listed, stated * piece)
    return min(1.0, share), minutes


def _minutes_down(service: ServiceLog, slot: Slot, as_of: datetime) -> float:
    """Return the minutes of a month, up to the day, that outages cover; nobody says that somebody watched."""
    downs = together((one.starts_at, min(one.until, as_of)) for one in service.downs)
    return MINUTES_A_DAY * slot.days * sum(slot.covered(since, until) for since, until in downs)


def _facts(service: ServiceLog, slot: Slot) -> list[Fact]:
    """Return what a document says of a service in a month."""
    downs = [
        fact
        for one in service.downs
        if one.starts_at < slot.ends_at and one.until >= slot.starts_at
        for fact in one.facts
    ]
    watches = [
        fact for fact, one in service.watches if one.starts_at < slot.ends_at and one.ends_at > slot.starts_at
    ]
    return downs + watches


def _words(services: Sequence[ServiceLog], down: float, watched: float, allowed: float) -> str:
    minutes = f"{down:,.0f} minutes" if round(down) != 1 else "1 minute"
    if services[0].name == "status page":
        return f"The status page tells of {minutes} down; {allowed:g} are allowed a month."
    if len(services) == 1:
        return f"{minutes} down, with {allowed:g} allowed a month; {watched:.0%} of the month was watched."
    return (
        f"{minutes} down over {len(services)} services, with {allowed:g} allowed a month to each; "
        f"{watched:.0%} of the month was watched."
    )
