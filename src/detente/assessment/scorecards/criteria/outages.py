"""Outages and the watch over services as one document has them: what availability and restoring both read.

Two kinds of source are kept apart. A probe is somebody else's measurement; what it saw, service by service,
can count for and against. A status page is the vendor's own word about itself: it is one service, and can
count against only.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property

from detente.assessment.scorecards.criteria.periods import Slot, Span, together, without
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Monitoring, Outage

LONG_AGO = datetime.min.replace(tzinfo=UTC)
DOWN = {None, "major", "critical"}
"""Impacts that mean down: what a status page calls minor, or none, was slow or partial."""


@dataclass(frozen=True, slots=True)
class Down:
    """A service was down; outages less than `merged_below` apart are one."""

    starts_at: datetime
    ends_at: datetime | None
    """None: nobody has seen it end."""
    until: datetime
    """When it ended, or the last moment at which its source can have seen it open."""
    facts: tuple[Fact, ...]


@dataclass
class ServiceLog:
    """What a document says of one service."""

    name: str
    downs: list[Down] = field(default_factory=list)
    watches: list[tuple[Fact, Monitoring]] = field(default_factory=list)

    @cached_property
    def watched(self) -> list[Span]:
        """The spans over which somebody looked, in the order of time."""
        return together((one.starts_at, one.ends_at) for _, one in self.watches)

    def share_watched(self, slot: Slot) -> float:
        """Return the share of a period over which somebody looked, 0 to 1."""
        return min(1.0, sum(slot.covered(starts_at, ends_at) for starts_at, ends_at in self.watched))

    @cached_property
    def down(self) -> list[Span]:
        """The spans over which it was down, in the order of time."""
        return together((one.starts_at, one.until) for one in self.downs)

    @cached_property
    def pieces(self) -> list[tuple[datetime, datetime, float]]:
        """The watched spans, none twice, each with the share of it that its source calls downtime.

        A source that lists outages states no share: 0. Where a share over 30 days and one over a year
        overlap, the shorter one tells more.
        """
        covered = together(
            (one.starts_at, one.ends_at) for _, one in self.watches if one.uptime_share is None
        )
        found = [(starts_at, ends_at, 0.0) for starts_at, ends_at in covered]
        shares = [one for _, one in self.watches if one.uptime_share is not None]
        for one in sorted(shares, key=lambda each: each.ends_at - each.starts_at):
            span = (one.starts_at, one.ends_at)
            down = 1 - (one.uptime_share or 0.0)
            found += [(starts_at, ends_at, down) for starts_at, ends_at in without(span, covered)]
            covered = together([*covered, span])
        return found


def service_logs(
    document: Sequence[Fact], merged_below: timedelta
) -> tuple[list[ServiceLog], ServiceLog | None]:
    """Return what a probe saw of each service, and what a status page told, if it did.

    Parameters
    ----------
    document : sequence of Fact
        Outages and monitoring of one document.
    merged_below : timedelta
        Outages that are less than this apart are one: otherwise a service that comes and goes would look
        quickly restored.
    """
    probed: dict[str, ServiceLog] = {}
    outages: dict[str, list[tuple[Fact, Outage]]] = {}
    told: list[tuple[Fact, Outage]] = []
    for fact in document:
        record = fact.record
        if isinstance(record, Monitoring):
            probed.setdefault(record.service, ServiceLog(record.service)).watches.append((fact, record))
        elif isinstance(record, Outage) and record.impact in DOWN:
            if record.measured_by == "probe":
                outages.setdefault(record.service, []).append((fact, record))
            else:
                told.append((fact, record))
    watching = bool(probed)
    for service, found in outages.items():
        log = probed.setdefault(service, ServiceLog(service))
        looked_until = max((one.ends_at for _, one in log.watches), default=LONG_AGO if watching else None)
        log.downs = _merged(found, merged_below, looked_until)
    page = ServiceLog("status page", _merged(told, merged_below, None)) if told else None
    return list(probed.values()), page


def _merged(
    outages: list[tuple[Fact, Outage]], merged_below: timedelta, looked_until: datetime | None
) -> list[Down]:
    """Return outages in the order of time; an open one lasted at least as long as its source looked.

    A list of outages without a watch (`looked_until` is None) speaks for the moment at which it saw each still open;
    where it does not say when, for the day on which it arrived. An end that its source names in advance nobody has
    seen.
    """
    downs: list[Down] = []
    for fact, one in sorted(outages, key=lambda pair: pair[1].started_at):
        last = downs[-1] if downs else None
        ended_at = one.ended_at if one.ended_at and one.ended_at <= fact.known_at else None
        until = ended_at or max(one.started_at, looked_until or one.seen_until or fact.known_at)
        if last and last.ends_at and one.started_at - last.ends_at < merged_below:
            ends_at = ended_at and max(ended_at, last.ends_at)
            downs[-1] = Down(last.starts_at, ends_at, max(until, last.until), (*last.facts, fact))
        else:
            downs.append(Down(one.started_at, ended_at, until, (fact,)))
    return downs
