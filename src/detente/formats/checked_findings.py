"""What holds for the findings of every format: dates that can be meant, and no text that runs in a spreadsheet.

What happened has a day that has come: else a score would rise by waiting. A row that is ahead of the clock by more
than a day (for time zones) is rejected; only a plan, such as an expiry or a due date, lies ahead.

A date before 1900, or from 2200 on, is a slip or stands for "none": its row is rejected. On a certificate such an end
is how people write "never expires": there it is taken as no end at all, and the certificate's words say so.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from detente.formats.errors import BrokenReader, FormatError
from detente.formats.found import UNDATED, Finding, Found
from detente.formats.record_rules import PLANS, rules, shapes
from detente.formats.records import KINDS, Certificate
from detente.formats.row_fields import (
    FIRST_YEAR,
    TOO_LATE,
    UnusableRow,
    meant,
    midnight,
    not_meant,
    require_meant,
)
from detente.formats.safe_cell import refuse_formulas

LAST_END = midnight(TOO_LATE)
"""The end of the last day that can be meant."""
FIRST_DAY = date(FIRST_YEAR, 1, 1).toordinal()
SLACK = timedelta(days=1)
"""How far ahead the day of something that happened may lie: elsewhere it is tomorrow already."""


def checked(findings: Iterator[Finding], *, at: datetime) -> Iterator[Finding]:
    """Yield findings; a row that cannot be meant, or that would run in a spreadsheet, is rejected.

    Parameters
    ----------
    findings : iterator of Finding
        What a parser found.
    at : datetime
        Now: what happened has happened by then.

    Raises
    ------
    BrokenReader
        The parser met what it was not made for: a fault of ours, which names the last place it came past.
    """
    return refuse_formulas(_refuse_far_dates(_followed(findings), at.astimezone(UTC)))


def _followed(findings: Iterator[Finding]) -> Iterator[Finding]:
    last: Finding | None = None
    try:
        for one in findings:
            last = one
            yield one
    except (FormatError, OSError, MemoryError):
        raise
    except Exception as error:
        raise BrokenReader(getattr(last, "locator", "")) from error


def _refuse_far_dates(findings: Iterator[Finding], at: datetime) -> Iterator[Finding]:
    today = at.toordinal()
    for one in findings:
        if not isinstance(one, Found) or _is_plain(one, today):
            yield one
            continue
        try:
            found = _as_meant(one)
            _require_past(found, at + SLACK)
            yield found
        except UnusableRow as error:
            yield error.rejected(one.locator, str(one.record))


def _is_plain(found: Found, today: int) -> bool:
    """Return whether all dates lie between 1900 and today."""
    record = found.record
    days = [found.valid_from, found.valid_to]
    days += [getattr(record, name) for name in _names(record.kind)]
    for day in days:  # noqa: SIM110  # asked a million times: `all` takes twice as long
        if day is not None and not FIRST_DAY <= day.toordinal() <= today:
            return False
    return True


@cache
def _names(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind of record that are dates."""
    return tuple(shape.name for shape in shapes(KINDS[kind]) if shape.type in (date, datetime))


def _as_meant(found: Found) -> Found:
    """Return a certificate that "ends" in a far future as one without an end; raise UnusableRow for all else."""
    record = found.record
    if isinstance(record, Certificate) and record.expires_on is not None and record.expires_on >= TOO_LATE:
        words = "; ".join(filter(None, (record.words, f"never expires: {record.expires_on} in the file")))
        found = replace(found, record=replace(record, expires_on=None, words=words), valid_to=None)
    for name in _names(found.record.kind):
        if (day := getattr(found.record, name)) is not None and not meant(day):
            raise UnusableRow(f"{name}: {not_meant(day)}")
    if found.valid_from != UNDATED:
        require_meant(found.valid_from)
    if found.valid_to is not None and found.valid_to != LAST_END:
        require_meant(found.valid_to)
    return found


def _require_past(found: Found, latest: datetime) -> None:
    """Refuse what says that something happened on a day to come; raise UnusableRow.

    A fact that holds from a date that is a plan, such as a commitment from the day it is due, waits for that day.
    """
    record = found.record
    for name in _names(record.kind):
        if name not in PLANS and (day := getattr(record, name)) is not None and _moment(day) > latest:
            raise UnusableRow(f"{name} {_to_come(day)}")
    begins = [getattr(record, name) for name in rules(type(record)).begins if name in PLANS]
    planned = [midnight(day) for day in begins if day]
    if _moment(found.valid_from) > latest and found.valid_from not in planned:
        raise UnusableRow(f"The row {_to_come(found.valid_from)}")


def _moment(day: date) -> datetime:
    if not isinstance(day, datetime):
        return midnight(day)
    return day if day.tzinfo else day.replace(tzinfo=UTC)


def _to_come(day: date) -> str:
    return f"is dated {day:%-d %B %Y}, which has not come: bring it when it has."
