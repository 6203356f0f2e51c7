"""Calendar periods, and the exports that people make of them: whole ones afterwards, the open one to date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = 3
LAG = timedelta(days=3)
SINCE = timedelta(days=2)  # how old the latest export of an open period is
SHORTEST = timedelta(days=12)  # of an open period: an export of fewer days is not worth making


@dataclass(frozen=True, slots=True)
class Span:
    """A calendar period, half open."""

    name: str
    starts_on: date
    ends_on: date

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.ends_on - self.starts_on).days

    def day(self, share: float) -> date:
        """Return the day that lies at a share, 0 up to 1, of the period."""
        return self.starts_on + timedelta(days=int(share * self.days))


@dataclass(frozen=True, slots=True)
class Export:
    """What somebody exported of a period: what was known until a day, on the day it was brought."""

    span: Span
    until: date
    """The first day that it knows nothing of."""
    arrives_on: date


def first_day(today: date) -> date:
    """Return the day on which the programme begins: that of a quarter, three years before or a little more.

    >>> first_day(date(2026, 11, 24))
    datetime.date(2023, 10, 1)
    """
    return date(today.year - YEARS, (today.month - 1) // 3 * 3 + 1, 1)


def spans(since: date, today: date, *, months: int) -> list[Span]:
    """Return the calendar periods of so many months from one that holds `since` to one that holds `today`.

    >>> [one.name for one in spans(date(2025, 8, 1), date(2026, 2, 1), months=6)]
    ['2025-H2', '2026-H1']
    """
    found = []
    number = since.year * 12 + since.month - 1
    number -= number % months
    while (starts_on := _month(number)) <= today:
        found.append(Span(_name(starts_on, months), starts_on, _month(number + months)))
        number += months
    return found


def exports(periods: list[Span], today: date) -> Iterator[Export]:
    """Yield an export of each period: of a whole one three days after its end, of an open one lately."""
    for one in periods:
        arrives_on = min(one.ends_on + LAG, today - SINCE)
        until = min(one.ends_on, arrives_on)
        if until - one.starts_on >= SHORTEST:
            yield Export(one, until, arrives_on)


def _month(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _name(starts_on: date, months: int) -> str:
    year, month = starts_on.year, starts_on.month
    if months == 12:  # noqa: PLR2004
        return str(year)
    if months == 1:
        return f"{year}-{month:02}"
    letter = {6: "H", 3: "Q"}.get(months)
    return (
        f"{year}-{letter}{(month - 1) // months + 1}"
        if letter
        else f"{year}-{month:02}-{month + months - 1:02}"
    )
