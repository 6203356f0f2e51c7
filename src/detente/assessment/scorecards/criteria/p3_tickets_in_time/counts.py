"""The customer's own count of tickets: what a log lacks, so that leaving missed ones out cannot raise its share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from detente.assessment.scorecards.criteria.calendar_months import month_of
from detente.assessment.scorecards.criteria.periods import Slot, Span, at_midnight, covered_together
from detente.assessment.scorecards.criteria.shown import About
from detente.evidence.ledger.contracts import Fact
from detente.formats.found import Assurance
from detente.formats.records import Ticket, TicketCount

ALL = None  # the priority of a count of all priorities together
WHOLE = 1 - 1e-9


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a log lacks of the customer's count of some period."""

    weight: float = 0.0
    tickets: int = 0


@dataclass(slots=True)
class CountedPeriod:
    """What the customer counted over one period, by priority: the largest where several documents differ."""

    starts_at: datetime
    ends_at: datetime
    known_until: datetime
    opened: dict[int | None, int] = field(default_factory=dict)
    facts: list[Fact] = field(default_factory=list)

    def add(self, fact: Fact, one: TicketCount) -> None:
        """Take in a count."""
        self.opened[one.priority] = max(one.opened, self.opened.get(one.priority, 0))
        self.known_until = max(self.known_until, min(self.ends_at, fact.known_at))
        self.facts.append(fact)

    def lacking(self, log: Sequence[Ticket], weights: Sequence[float]) -> Lacking:
        """Return what a log lacks of this period.

        A ticket that is counted under a priority weighs by it. Of one that is counted without, nobody knows its
        priority, and it weighs as a critical one. Any lighter weight could reward leaving tickets out: as a low
        one, or by the mix of the log, a missed critical ticket would weigh less left out than listed.
        """
        lowest = len(weights)
        here = Counter(
            min(one.priority or lowest, lowest)
            for one in log
            if self.starts_at <= one.opened_at < self.ends_at
        )
        lacking = {
            priority: max(0, self.opened.get(priority, 0) - here[priority])
            for priority in range(1, lowest + 1)
        }
        weight = sum(weights[priority - 1] * number for priority, number in lacking.items())
        beside = max(0, self.opened.get(ALL, 0) - sum(here.values()) - sum(lacking.values()))
        return Lacking(weight + max(weights) * beside, sum(lacking.values()) + beside)

    def span(self, priorities: int) -> Span:
        """Return over what time all tickets were counted; an empty one where a priority was left out."""
        whole = ALL in self.opened or all(one in self.opened for one in range(1, priorities + 1))
        return (self.starts_at, self.known_until if whole else self.starts_at)


@dataclass(frozen=True, slots=True)
class CountedSlot:
    """What the customer counted in a slot."""

    slot: Slot
    periods: Sequence[CountedPeriod]

    def is_whole(self, priorities: int) -> bool:
        """Return whether the slot was counted from its first day to its last, in every priority."""
        return covered_together((one.span(priorities) for one in self.periods), self.slot) >= WHOLE

    def lacking(self, log: Sequence[Ticket], weights: Sequence[float]) -> Lacking:
        """Return what a log lacks: the most that periods which do not overlap say together."""
        ended: list[tuple[datetime, Lacking]] = []
        for one in sorted(self.periods, key=lambda each: each.ends_at):
            own = one.lacking(log, weights)
            before = _most(lacking for ends_at, lacking in ended if ends_at <= one.starts_at)
            ended.append((one.ends_at, Lacking(before.weight + own.weight, before.tickets + own.tickets)))
        return _most(lacking for _, lacking in ended)

    @property
    def facts(self) -> list[Fact]:
        """The counts."""
        return [fact for one in self.periods for fact in one.facts]


def counted_slots(about: About, months: Mapping[int, Slot]) -> dict[str, CountedSlot]:
    """Return what the customer counted in each slot, by its name, from every document.

    A vendor's own word about how many tickets the customer had counts for nothing here. A period that reaches over
    more than a slot says not in which its tickets were opened; readers refuse it.
    """
    found: dict[str, dict[Span, CountedPeriod]] = {}
    slots: dict[str, Slot] = {}
    for fact in about.everything.get("ticket_count", ()):
        one = fact.record
        if not isinstance(one, TicketCount) or fact.against_only or fact.assurance is Assurance.SELF_ATTESTED:
            continue
        starts_at, ends_at = span = (at_midnight(one.starts_on), at_midnight(one.ends_on))
        slot = months.get(month_of(one.starts_on))
        if slot is not None and starts_at < ends_at <= slot.ends_at:
            slots[slot.name] = slot
            periods = found.setdefault(slot.name, {})
            periods.setdefault(span, CountedPeriod(starts_at, ends_at, starts_at)).add(fact, one)
    return {name: CountedSlot(slots[name], list(periods.values())) for name, periods in found.items()}


def _most(found: Iterable[Lacking]) -> Lacking:
    return max(found, key=lambda one: (one.weight, one.tickets), default=Lacking())
