"""Support tickets as the log of their events (ServiceNow; the UCI incident event log): a row an event.

A ticket is as its last event leaves it, with the priority of its first: a later downgrade does not count.
Events are in the order of their time, which the file need not be. Moments without a zone are in UTC.
A ticket with an event that cannot be read is left out whole: what became of it is not known.
"""

import re
import sys
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from detente.formats.csv_reading import excerpt
from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found, Rejected
from detente.formats.records import Ticket
from detente.formats.row_fields import UNKNOWN, UnusableRow, as_moment, require_meant
from detente.formats.source import Source

_ALSO_CALLED = {
    "incident_state": "state",
    "opened": "opened_at",
    "resolved": "resolved_at",
    "closed": "closed_at",
    "made sla": "made_sla",
    "reopen count": "reopen_count",
    "updated": "sys_updated_at",
    "sys_updated_on": "sys_updated_at",
    "updates": "sys_mod_count",
}
_NEEDED = {"number", "state", "opened_at", "priority", "made_sla"}
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?")
_PRIORITY = re.compile(r"(?:P|p)?([1-5])(?: *-.*)?")
_DIGITS = 9
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class _Event:
    """One row of the log."""

    order: tuple[datetime, int]
    ticket: Ticket
    vendor: str | None


@dataclass(slots=True)
class _Log:
    """What is kept of one ticket while the log goes by: its first event and its last one."""

    first: _Event
    last: _Event
    first_line: int
    last_line: int


def _name(column: str) -> str:
    name = column.strip().lower()
    return _ALSO_CALLED.get(name, name)


def _matches(source: Source) -> bool:
    return {_name(column) for column in source.header or ()} >= _NEEDED


def _parse(source: Source) -> Findings:
    if missing := sorted(_NEEDED - {_name(column) for column in source.header or ()}):
        raise DamagedFile(f"{source.name} is no log of tickets: it lacks the columns {', '.join(missing)}.")
    logs: dict[str, _Log] = {}
    spoiled: set[str] = set()
    for record in source.records():
        if isinstance(record, Rejected):
            yield record
            continue
        row = {_name(column): value.strip() for column, value in record.values.items()}
        try:
            _keep(logs, _event(row, record.line), record.line)
        except UnusableRow as error:
            spoiled.add(row.get("number", ""))
            yield error.rejected(f"line {record.line}", excerpt(list(record.values.values())))
    for number, log in logs.items():
        found = _found(log)
        if number not in spoiled:
            yield found
        else:
            reason = f"Another row of ticket {number} cannot be used, so none of it is: mend that one."
            yield Rejected(found.locator, reason)


def _keep(logs: dict[str, _Log], event: _Event, line: int) -> None:
    log = logs.get(event.ticket.number)
    if log is None:
        logs[event.ticket.number] = _Log(event, event, line, line)
        return
    log.last_line = line
    if event.order < log.first.order:
        log.first = event
    if event.order > log.last.order:
        log.last = event


def _event(row: dict[str, str], line: int) -> _Event:
    number, opened_at = row.get("number", ""), _moment(row.get("opened_at", ""))
    if number in UNKNOWN:
        raise UnusableRow("The ticket's number is missing: add it, or leave the row out.")
    if opened_at is None:
        raise UnusableRow(f"Ticket {number} does not say when it was opened: fill opened_at.")
    resolved_at, closed_at = _moment(row.get("resolved_at", "")), _moment(row.get("closed_at", ""))
    for word, at in (("resolved", resolved_at), ("closed", closed_at)):
        if at is not None and at < opened_at:
            raise UnusableRow(f"Ticket {number} was {word} ({at}) before it was opened ({opened_at}).")
    ticket = Ticket(
        number=number,
        opened_at=opened_at,
        resolved_at=resolved_at,
        closed_at=closed_at,
        priority=_priority(row.get("priority", "")),
        kept_sla=_yes_no(row.get("made_sla", "")),
        reopened=_count(row.get("reopen_count", "")),
        state=_text(row.get("state", "")) or "",
    )
    return _Event((_happened_at(row), line), ticket, _text(row.get("vendor", "")))


def _found(log: _Log) -> Found:
    ticket = replace(log.last.ticket, priority=log.first.ticket.priority)
    one_line = log.first_line == log.last_line
    return Found(
        ticket,
        vendor=log.last.vendor,
        key=ticket.number,
        valid_from=ticket.opened_at,
        locator=f"line {log.last_line}" if one_line else f"lines {log.first_line} to {log.last_line}",
    )


def _text(text: str) -> str | None:
    return None if text in UNKNOWN else sys.intern(text)


def _happened_at(row: dict[str, str]) -> datetime:
    """Return when an event happened; a log without that has its number of updates, or its own order."""
    updated_at = _moment(row.get("sys_updated_at", ""))
    if updated_at is not None:
        return updated_at
    updates = row.get("sys_mod_count", "")
    return datetime.fromtimestamp(int(updates) if _is_number(updates) else 0, UTC)


@lru_cache(maxsize=65536)
def _moment(text: str) -> datetime | None:
    if text in UNKNOWN:
        return None
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            moment = datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as error:
            raise UnusableRow(
                f"{text!r} is no moment: days come first here, as in 29-02-2016 01:16."
            ) from error
        require_meant(moment)
        return moment
    return as_moment(text)


def _priority(text: str) -> int | None:
    if text in UNKNOWN:
        return None
    if match := _PRIORITY.fullmatch(text):
        return min(int(match[1]), 4)  # 5 is "planning": below low
    raise UnusableRow(f"The priority is {text[:60]!r}: write 1 (critical) to 4 (low), as in '3 - Moderate'.")


def _yes_no(text: str) -> bool | None:
    if text in UNKNOWN:
        return None
    if text.lower() in _YES_NO:
        return _YES_NO[text.lower()]
    raise UnusableRow(f"made_sla is {text[:60]!r}: write TRUE or FALSE, or ? where it is not known.")


def _count(text: str) -> int | None:
    if text in UNKNOWN:
        return None
    if _is_number(text):
        return int(text)
    raise UnusableRow(f"reopen_count is {text[:60]!r}: a whole number was expected.")


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _DIGITS


FORMAT = Format(
    name="ticket-log",
    title="Ticket event log (CSV)",
    about="Support tickets as the log of their events, exported from ServiceNow or shaped like that.",
    assurance=Assurance.TOOL_MEASURED,
    matches=_matches,
    parse=_parse,
    media=("csv",),
)
