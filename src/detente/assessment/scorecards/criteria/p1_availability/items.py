"""Availability: the downtime that is allowed, divided by the downtime there was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from detente.assessment.scorecards.criteria.outages import ServiceLog, service_logs
from detente.assessment.scorecards.criteria.periods import Slot, Span, slots
from detente.assessment.scorecards.criteria.shown import About, Shown, places, weakest_level
from detente.evidence.ledger.contracts import Fact

MINUTE, TICK, NOTHING = timedelta(minutes=1), timedelta.resolution, timedelta()


@dataclass(frozen=True, slots=True)
class Seen:
    """What a document says of one service in one month."""

    facts: list[Fact]
    down: list[Span]
    pieces: list[tuple[datetime, datetime, float]]


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item a month: the mean over the services of what arrived together, of what was seen of each.

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
    months = slots(about.as_of, unit="month", count=12)
    for services in filter(None, (probed, [page] if page else [])):
        laid_out = [_by_month(one, months) for one in services]
        for place, slot in enumerate(months):
            yield from _item(services, [one[place] for one in laid_out], slot, allowed, about.as_of)


def _item(
    services: Sequence[ServiceLog], seen: Sequence[Seen], slot: Slot, allowed: float, as_of: datetime
) -> Iterator[Shown]:
    """Yield the item of some services in one month, if anything is known of it."""
    good = bad = watched = 0.0
    downs: list[float] = []
    evidence: list[Fact] = []
    for service, here in zip(services, seen, strict=True):
        if not here.facts:
            downs.append(0.0)
            continue
        evidence += here.facts
        share, minutes = _measured(here, slot) if service.watches else (1.0, _told(here, slot, as_of))
        met = share * min(1.0, allowed * share / minutes) if minutes > 0 else share
        bad += share - met
        downs.append(minutes)
        if service.watches:
            good += met
            watched += share
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
        words=_words(services, downs, watched / count, allowed),
    )


def _by_month(service: ServiceLog, months: Sequence[Slot]) -> list[Seen]:
    """Return what is known of a service, laid out by months: each is gone through once."""
    newest = months[0].starts_at
    found = [Seen([], [], []) for _ in months]

    def touched(starts_at: datetime, ends_at: datetime) -> list[Seen]:
        back = [12 * (newest.year - each.year) + newest.month - each.month for each in (ends_at, starts_at)]
        return found[max(0, back[0]) : max(0, back[1] + 1)]

    for one in service.downs:
        for month in touched(one.starts_at, one.until):
            month.facts.extend(one.facts)
    for fact, watch in service.watches:
        for month in touched(watch.starts_at, watch.ends_at - TICK):
            month.facts.append(fact)
    for span in service.down:
        for month in touched(*span):
            month.down.append(span)
    for piece in service.pieces:
        for month in touched(piece[0], piece[1]):
            month.pieces.append(piece)
    return found


def _measured(seen: Seen, slot: Slot) -> tuple[float, float]:
    """Return the share of a month in which a service was watched, and the minutes down meanwhile."""
    share = minutes = 0.0
    length = slot.ends_at - slot.starts_at
    for starts_at, ends_at, stated in seen.pieces:
        begins, ends = max(starts_at, slot.starts_at), min(ends_at, slot.ends_at)
        if begins < ends:
            overlaps = (min(until, ends) - max(since, begins) for since, until in seen.down)
            listed = sum((one for one in overlaps if one > NOTHING), NOTHING)
            share += (ends - begins) / length
            minutes += max(listed, stated * (ends - begins)) / MINUTE
    return min(1.0, share), minutes


def _told(seen: Seen, slot: Slot, as_of: datetime) -> float:
    """Return the minutes of a month, up to the day, that outages cover; nobody says that somebody watched."""
    share = sum(slot.covered(since, min(until, as_of)) for since, until in seen.down)
    return share * (slot.ends_at - slot.starts_at) / MINUTE


def _words(services: Sequence[ServiceLog], downs: Sequence[float], watched: float, allowed: float) -> str:
    down = sum(downs)
    minutes = f"{down:,.0f} minutes" if round(down) != 1 else "1 minute"
    if services[0].name == "status page":
        return f"The status page tells of {minutes} down; {allowed:g} are allowed a month."
    if len(services) == 1:
        return f"{minutes} down, with {allowed:g} allowed a month; {watched:.0%} of the month was watched."
    worst = max(range(len(services)), key=downs.__getitem__)
    most = f", most of it at {services[worst].name}" if 2 * downs[worst] > down > 0 else ""
    return (
        f"{minutes} down over {len(services)} services{most}, with {allowed:g} allowed a month to each; "
        f"{watched:.0%} of the month was watched."
    )
