"""Which moments a question is about: a day means its last moment, today as well."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from detente.foundation.errors import Invalid

FIRST_DAY = date(1900, 1, 1)
"""The first day that can be asked about: what looks years back from it still finds days that calendars have."""


class NotOnRecord(Invalid):
    """The record has nothing of such a day: it has not begun, or is before 1900."""


class NotADate(Invalid):
    """The address names a day that is none."""


def moments(at: datetime, as_of: date | None, known_on: date | None) -> tuple[datetime, datetime]:
    """Return the moment that facts are true by, and the one they were known by: the last of a day, or now.

    What is true is asked of whole days, today as well: so all who ask on one day, or of it later, count the same age
    of each fact. What is known is known by now at the latest. Asked about a past day alone, the answer is as it was
    known then.

    >>> noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    >>> [str(one) for one in moments(noon, None, None)]
    ['2026-11-24 23:59:59.999999+00:00', '2026-11-24 12:00:00+00:00']
    >>> [str(one) for one in moments(noon, date(2026, 3, 1), None)]
    ['2026-03-01 23:59:59.999999+00:00', '2026-03-01 23:59:59.999999+00:00']
    """
    valid = _last_of(as_of or at.date(), at)
    return valid, min(at, _last_of(known_on or as_of or at.date(), at))


def known_by(at: datetime, as_of: date | None, known_on: date | None) -> datetime | None:
    """Return the moment that a page is known by, None where no day is asked for: then all that is known is shown.

    >>> known_by(datetime(2026, 11, 24, 12, tzinfo=UTC), None, None)
    """
    return None if as_of is None and known_on is None else moments(at, as_of, known_on)[1]


@dataclass(frozen=True, slots=True)
class DaysAsked:
    """The days that a page's address asks for, under the names that commands and the API have for them.

    `as_of` is the day whose state is shown, today if not given; of what was recorded after `known_on`, nothing:
    the same day if not given.
    """

    as_of: date | None = None
    known_on: date | None = None

    def on(self, today: date) -> tuple[date, date]:
        """Return both days.

        >>> DaysAsked(as_of=date(2026, 3, 1)).on(date(2026, 11, 24))
        (datetime.date(2026, 3, 1), datetime.date(2026, 3, 1))
        """
        as_of = self.as_of or today
        return as_of, self.known_on or as_of

    def is_past(self, today: date) -> bool:
        """Say whether another state than today's is asked for: in the past nothing can be changed."""
        return self.on(today) != (today, today)

    def in_query(self) -> dict[str, str | None]:
        """Return the days as the query of an address has them: None takes one out of it.

        >>> DaysAsked(as_of=date(2026, 3, 1)).in_query()
        {'as_of': '2026-03-01', 'known_on': None}
        """
        return {
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "known_on": self.known_on.isoformat() if self.known_on else None,
        }


def days_in(query: Mapping[str, str]) -> DaysAsked:
    """Return the days that a page's address asks for.

    >>> days_in({"as_of": "2026-03-01", "known_on": ""})
    DaysAsked(as_of=datetime.date(2026, 3, 1), known_on=None)
    """
    return DaysAsked(day_in(query, "as_of"), day_in(query, "known_on"))


def day_in(query: Mapping[str, str], name: str) -> date | None:
    """Return the day that a page's address gives for a name, None where it gives none.

    >>> day_in({"known_on": "2026-11-24"}, "known_on"), day_in({}, "known_on")
    (datetime.date(2026, 11, 24), None)
    """
    said = query.get(name, "")
    return day_named(said) if said else None


def day_named(said: str) -> date:
    """Return the day that an address names, or raise NotADate."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        raise NotADate(f"{said!r} is no day: write it as 2026-11-24.") from None


def day_of(moment: datetime) -> date:
    """Return the day that a moment ends, or lies in: midnight ends the day before.

    >>> day_of(datetime(2026, 3, 2, tzinfo=UTC)), day_of(datetime(2026, 3, 2, 9, tzinfo=UTC))
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 2))
    """
    return (moment - timedelta(microseconds=1)).date()


def on_record(day: date) -> date:
    """Return a day that the record can be asked about, or raise NotOnRecord where it is before all records."""
    if day < FIRST_DAY:
        raise NotOnRecord(f"{day} is before all records: give a day from {FIRST_DAY} on.")
    return day


def _last_of(day: date, at: datetime) -> datetime:
    if day > at.date():
        raise NotOnRecord(f"{day} has not come yet: give today or a day before.")
    return datetime.combine(on_record(day), time.max, UTC)
