"""The fields of one row or object, asked for by name and type; what is wrong names the value.

A parser turns an UnusableRow into a Rejected, so one bad row never loses the good ones.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from detente.formats.csv_reading import EXCERPT
from detente.formats.errors import FormatError
from detente.formats.found import Rejected

UNKNOWN = frozenset({"", "?", "n/a", "N/A", "null", "None"})
FIRST_YEAR, YEAR_TOO_LATE = 1900, 2200
TOO_LATE = date(YEAR_TOO_LATE, 1, 1)


class UnusableRow(FormatError):
    """One row cannot be used; the message says why, with which value, and what to do."""

    def rejected(self, locator: str, row: object) -> Rejected:
        """Return the rejection of the row that this is about."""
        words = row if isinstance(row, str) else json.dumps(row, ensure_ascii=False, default=str)
        return Rejected(locator, str(self), words[:EXCERPT])


def meant(day: date) -> bool:
    """Return whether a day, or a moment, can be meant: not in the year 1 or 9999, which stand for none."""
    return FIRST_YEAR <= day.year < YEAR_TOO_LATE


def require_meant(day: date) -> None:
    """Refuse a day, or a moment, that nobody can mean.

    Raises
    ------
    UnusableRow
        It lies before 1900, or from 2200 on.
    """
    if not meant(day):
        raise UnusableRow(not_meant(day))


def not_meant(day: date) -> str:
    """Return what is wrong with a day that nobody can mean, and what to do."""
    return f"{day} lies outside {FIRST_YEAR} to {YEAR_TOO_LATE - 1}: correct it, or leave it empty where there is none."


def midnight(day: date) -> datetime:
    """Return the first moment of a day, in UTC."""
    return datetime.combine(day, time(), UTC)


def as_moment(text: str) -> datetime:
    """Return a moment written by ISO 8601, in UTC; one without a zone is in UTC, a date its midnight.

    >>> as_moment("2019-02-20T12:00:19.418-06:00").isoformat()
    '2019-02-20T18:00:19.418000+00:00'
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UnusableRow(f"{text[:60]!r} is no moment: write it as 2024-05-31T13:00:00+02:00.") from error
    require_meant(moment)
    return moment


def as_date(text: str) -> date:
    """Return a date written by ISO 8601 or, as US authorities do, as 8/29/2017."""
    found = _as_date(text.strip())
    require_meant(found)
    return found


def _as_date(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        pass
    try:
        month, day, year = (int(part) for part in words.split("/"))
        return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004
    except (ValueError, OverflowError) as error:
        raise UnusableRow(f"{words[:60]!r} is no date: write it as 2024-05-31.") from error


class RowFields:
    """The fields of one row: each method returns one, typed, or raises UnusableRow."""

    def __init__(self, row: Any) -> None:  # whatever a file has in the place of an object
        if not isinstance(row, Mapping):
            raise UnusableRow(f"{str(row)[:60]!r} stands where an object is expected.")
        self.row: Mapping[str, Any] = row

    def text(self, name: str) -> str:
        """Return a text that must be there."""
        if text := self.text_or_none(name):
            return text
        raise UnusableRow(f"{name} is missing: add it, or leave the row out.")

    def text_or_none(self, name: str) -> str | None:
        """Return a text without the blanks around it, None where it is unknown."""
        value = self.row.get(name)
        if value is None or isinstance(value, dict | list):
            return None
        text = str(value).strip()
        return None if text in UNKNOWN else text

    def moment(self, name: str) -> datetime:
        """Return a moment in UTC that must be there."""
        return as_moment(self.text(name))

    def moment_or_none(self, name: str) -> datetime | None:
        """Return a moment in UTC, None where it is unknown."""
        text = self.text_or_none(name)
        return None if text is None else as_moment(text)

    def day(self, name: str) -> date:
        """Return a date that must be there."""
        return as_date(self.text(name))

    def day_or_none(self, name: str) -> date | None:
        """Return a date, None where it is unknown."""
        text = self.text_or_none(name)
        return None if text is None else as_date(text)

    def number(self, name: str) -> float:
        """Return a number that must be there."""
        text = self.text(name)
        try:
            return float(text)
        except ValueError as error:
            raise UnusableRow(f"{name} is {text[:60]!r}, which is no number.") from error

    def within(self, name: str) -> "RowFields":
        """Return the fields of an object within; none at all where it is missing."""
        return RowFields(self.row.get(name) or {})

    def items(self, name: str) -> list[Any]:
        """Return an array within; an empty one where it is missing."""
        value = self.row.get(name)
        return value if isinstance(value, list) else []
