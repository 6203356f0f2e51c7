"""Calendar periods that evidence is expected for, so that time alone never raises a score.

The slots are calendar months, two-month periods or quarters: the one that `as_of` lies in, and as many before
it as the criterion plans. The current one is open, so its evidence counts as far as it reaches; the oldest
one, which the current one replaces, counts for the part of the current one that is still to come. So the
points planned are the same on every day, nothing jumps when a month ends, and as `as_of` moves on, the same
evidence can only fade.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from detente.evidence.ledger.contracts import Fact

MONTHS = {"month": 1, "two months": 2, "quarter": 3}
NAMES = {"month": "{:%Y-%m}", "two months": "two months from {:%Y-%m}", "quarter": "quarter from {:%Y-%m}"}
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Slot:
    """One calendar period: starts_at <= t < ends_at, in UTC."""

    name: str
    starts_at: datetime
    ends_at: datetime
    factor: float
    """Share of the slot's points that is planned today: less than 1 for the oldest alone."""
    age_days: float
    """From the middle of the period to `as_of`; 0 while the middle is ahead."""

    @property
    def days(self) -> float:
        """How long it is."""
        return (self.ends_at - self.starts_at) / DAY

    def covered(self, begins: datetime, ends: datetime) -> float:
        """Return the share of the period that evidence from `begins` to `ends` reaches over, 0 to 1."""
        overlap = min(self.ends_at, ends) - max(self.starts_at, begins)
        return max(0.0, overlap / (self.ends_at - self.starts_at))


@lru_cache(maxsize=64)  # ten thousand vendors ask for the same ones
def slots(as_of: datetime, *, unit: str, count: int) -> tuple[Slot, ...]:
    """Return the current period and the `count` before it, the latest first.

    Parameters
    ----------
    as_of : datetime
        The day of the scorecard.
    unit : str
        `month`, `two months` or `quarter`; two-month periods begin with January, March ...
    count : int, >= 1
        How many periods the criterion plans.
    """
    months = MONTHS[unit]
    day = as_of.astimezone(UTC)
    month = day.year * 12 + day.month - 1
    first = month - month % months
    found = []
    for back in range(count + 1):
        starts_at, ends_at = _start(first - back * months), _start(first - (back - 1) * months)
        elapsed = min(1.0, (day - _start(first)) / (_start(first + months) - _start(first)))
        age = (day - (starts_at + (ends_at - starts_at) / 2)) / DAY
        found.append(
            Slot(
                name=NAMES[unit].format(starts_at),
                starts_at=starts_at,
                ends_at=ends_at,
                factor=1.0 - elapsed if back == count else 1.0,
                age_days=max(0.0, age),
            )
        )
    return tuple(one for one in found if one.factor > 0)


def reach(facts: Sequence[Fact], slot: Slot) -> float:
    """Return how far into a slot a document's facts reach, 0 to 1, by the last day that one of them begins.

    A log that goes on after the period covers it whole; one that ends within it covers it up to there.
    """
    last = max(fact.valid_from for fact in facts)
    return slot.covered(slot.starts_at, last + DAY)


Span = tuple[datetime, datetime]
"""Half open: starts_at <= t < ends_at."""


def together(spans: Iterable[Span]) -> list[Span]:
    """Return spans in the order of time, with those that overlap or touch made one."""
    joined: list[Span] = []
    for starts_at, ends_at in sorted(spans):
        if joined and starts_at <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], ends_at))
        elif starts_at < ends_at:
            joined.append((starts_at, ends_at))
    return joined


def without(span: Span, others: Sequence[Span]) -> list[Span]:
    """Return what is left of a span outside others, which are in the order of time and apart."""
    left = []
    begins, ends_at = span
    for starts, ends in others:
        if begins < min(starts, ends_at):
            left.append((begins, min(starts, ends_at)))
        begins = max(begins, ends)
    return [*left, (begins, ends_at)] if begins < ends_at else left


def covered_together(spans: Iterable[Span], slot: Slot) -> float:
    """Return the share of a slot that spans cover, 0 to 1; where several overlap it counts once."""
    return min(1.0, sum(slot.covered(starts_at, ends_at) for starts_at, ends_at in together(spans)))


def at_midnight(day: date) -> datetime:
    """Return the beginning of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def days_between(earlier: datetime, later: datetime) -> float:
    """Return the days from one moment to another, never below 0: the age of something at `later`."""
    return max(0.0, (later - earlier) / DAY)


def _start(months: int) -> datetime:
    return datetime(months // 12, months % 12 + 1, 1, tzinfo=UTC)
