"""What truly happened in the three years: the files of the programme tell parts of it, each in its way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from detente.site.commands.demo.chance import Chance
from detente.site.commands.demo.spans import Span, first_day, spans
from detente.site.commands.demo.vendors import Vendor

DAYS_A_YEAR = 365.25
OUTAGES_A_MONTH = 2.2  # of a service that never works as it should
SHORTEST_MINUTES = 12
LONGEST_MINUTES = 900
EARLIEST_MINUTE, LATEST_MINUTE = 60, 18 * 60
LAST_DAY = 27


@dataclass(frozen=True, slots=True)
class Outage:
    """A service was down."""

    service: str
    starts_at: datetime
    ends_at: datetime

    @property
    def minutes(self) -> float:
        """How long it lasted."""
        return (self.ends_at - self.starts_at).total_seconds() / 60


@dataclass(frozen=True, slots=True)
class World:
    """The world of one programme."""

    chance: Chance
    today: date

    @property
    def begins_on(self) -> date:
        """The first day of the programme."""
        return first_day(self.today)

    def periods(self, *, months: int) -> list[Span]:
        """Return the programme's calendar periods of so many months."""
        return spans(self.begins_on, self.today, months=months)

    def before(self, days: int) -> date:
        """Return the day so many days before today; negative: after it."""
        return self.today - timedelta(days=days)

    def trait(self, vendor: Vendor, name: str, on: date) -> float:
        """Return how a vendor was on a day, 0 to 1."""
        return vendor.trait(name, (self.today - on).days / DAYS_A_YEAR)

    def outages(self, vendor: Vendor, service: str, span: Span) -> list[Outage]:
        """Return what went down in a period, in the order of time."""
        months = spans(span.starts_on, span.ends_on - timedelta(days=1), months=1)
        return sorted(
            (one for month in months for one in self._in_month(vendor, service, month)),
            key=lambda one: one.starts_at,
        )

    def _in_month(self, vendor: Vendor, service: str, month: Span) -> Iterator[Outage]:
        missing = 1 - self.trait(vendor, "delivers", month.starts_on)
        names = (vendor.name, service, month.name, "outage")
        for number in range(self.chance.count(missing * OUTAGES_A_MONTH, *names)):
            day = self.chance.whole(1, LAST_DAY, *names, number, "day")
            minute = self.chance.whole(EARLIEST_MINUTE, LATEST_MINUTE, *names, number, "minute")
            longest = LONGEST_MINUTES * missing**1.5
            minutes = SHORTEST_MINUTES + int(longest * self.chance.share(*names, number, "length") ** 3)
            starts_at = at_midnight(month.starts_on.replace(day=day)) + timedelta(minutes=minute)
            yield Outage(service, starts_at, starts_at + timedelta(minutes=minutes))


def at_midnight(day: date) -> datetime:
    """Return the beginning of a day, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def as_text(moment: datetime) -> str:
    """Return a moment as RFC 3339 has it, in UTC."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"
