"""Which moments a question is about: a day means its end."""

from datetime import UTC, date, datetime, time, timedelta

from detente.foundation.errors import Invalid


class InTheFuture(Invalid):
    """Nothing is known yet of a day that has not begun."""


def moments(at: datetime, as_of: date | None, known_on: date | None) -> tuple[datetime, datetime]:
    """Return the moment that facts are true by, and the one they were known by: now, or the end of a day.

    Asked about a past day alone, the answer is as it was known then.
    """
    valid = _end_of(as_of, at)
    return valid, _end_of(known_on if known_on is not None else as_of, at)


def day_of(moment: datetime) -> date:
    """Return the day that a moment ends, or lies in: midnight ends the day before.

    >>> day_of(datetime(2026, 3, 2, tzinfo=UTC)), day_of(datetime(2026, 3, 2, 9, tzinfo=UTC))
    (datetime.date(2026, 3, 1), datetime.date(2026, 3, 2))
    """
    return (moment - timedelta(microseconds=1)).date()


def _end_of(day: date | None, at: datetime) -> datetime:
    if day is None or day == at.date():
        return at
    if day > at.date():
        raise InTheFuture(f"{day} has not come yet: give today or a day before.")
    return datetime.combine(day, time(), UTC) + timedelta(days=1)
