"""Support tickets as the log of their events (ServiceNow; the UCI incident event log): a row an event.

A ticket is as its last event leaves it, with the priority of its first: a later downgrade does not count.
Events are in the order of their time, which the file need not be. Moments without a zone are in UTC.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from detente.formats.csv_reading import CsvRecord, excerpt
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found, Rejected
from detente.formats.records import Ticket
from detente.formats.row_fields import UNKNOWN, UnusableRow, as_moment
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
_YES_NO = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(slots=True)
class _Events:
    """What is kept of one ticket while the log goes by: its first event and its last one."""

    first: tuple[tuple[datetime, int], str]
    last: tuple[tuple[datetime, int], dict[str, str]]
    lines: tuple[int, int]


def _name(column: str) -> str:
    name = column.strip().lower()
    return _ALSO_CALLED.get(name, name)


def _matches(source: Source) -> bool:
    return {_name(column) for column in source.header or ()} >= _NEEDED


def _parse(source: Source) -> Findings:
    tickets: dict[str, _Events] = {}
    for record in source.records():
        if isinstance(record, Rejected):
            yield record
            continue
        try:
            _keep(tickets, record)
        except UnusableRow as error:
            yield error.rejected(f"line {record.line}", excerpt(list(record.values.values())))
    for number, events in tickets.items():
        first_line, last_line = events.lines
        locator = f"line {first_line}" if first_line == last_line else f"lines {first_line} to {last_line}"
        try:
            yield _ticket(number, events, locator)
        except UnusableRow as error:
            yield error.rejected(locator, excerpt(list(events.last[1].values())))


_KEPT = ("state", "opened_at", "resolved_at", "closed_at", "made_sla", "reopen_count", "vendor")


def _keep(tickets: dict[str, _Events], record: CsvRecord) -> None:
    row = {_name(column): value.strip() for column, value in record.values.items()}
    number = row.get("number", "")
    if number in UNKNOWN:
        raise UnusableRow("The ticket's number is missing: add it, or leave the row out.")
    at = (_happened_at(row), record.line)
    kept = {name: row.get(name, "") for name in _KEPT}
    known = tickets.get(number)
    if known is None:
        tickets[number] = _Events((at, row.get("priority", "")), (at, kept), (record.line, record.line))
        return
    known.lines = (known.lines[0], record.line)
    if at < known.first[0]:
        known.first = (at, row.get("priority", ""))
    if at > known.last[0]:
        known.last = (at, kept)


def _happened_at(row: dict[str, str]) -> datetime:
    """Return when an event happened; a log without that has its number of updates, or its own order."""
    updated_at = _moment(row.get("sys_updated_at", ""))
    if updated_at is not None:
        return updated_at
    updates = row.get("sys_mod_count", "")
    return datetime.fromtimestamp(int(updates) if updates.isdecimal() else 0, UTC)


def _ticket(number: str, events: _Events, locator: str) -> Found:
    last = events.last[1]
    opened_at = _moment(last["opened_at"])
    if opened_at is None:
        raise UnusableRow(f"Ticket {number} does not say when it was opened: fill opened_at.")
    resolved_at, closed_at = _moment(last["resolved_at"]), _moment(last["closed_at"])
    for word, at in (("resolved", resolved_at), ("closed", closed_at)):
        if at is not None and at < opened_at:
            raise UnusableRow(f"Ticket {number} was {word} ({at}) before it was opened ({opened_at}).")
    return Found(
        Ticket(
            number=number,
            opened_at=opened_at,
            resolved_at=resolved_at,
            closed_at=closed_at,
            priority=_priority(events.first[1]),
            kept_sla=_yes_no(last["made_sla"]),
            reopened=_count(last["reopen_count"]),
            state=last["state"] if last["state"] not in UNKNOWN else "",
        ),
        vendor=last["vendor"] if last["vendor"] not in UNKNOWN else None,
        key=number,
        valid_from=opened_at,
        locator=locator,
    )


@lru_cache(maxsize=65536)
def _moment(text: str) -> datetime | None:
    if text in UNKNOWN:
        return None
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year, hour, minute, second = (int(part or 0) for part in match.groups())
        try:
            return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
        except ValueError as error:
            raise UnusableRow(
                f"{text!r} is no moment: days come first here, as in 29-02-2016 01:16."
            ) from error
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
    if text.isdecimal():
        return int(text)
    raise UnusableRow(f"reopen_count is {text[:60]!r}: a whole number was expected.")


FORMAT = Format(
    name="ticket-log",
    title="Ticket event log (CSV)",
    about="Support tickets as the log of their events, exported from ServiceNow or shaped like that.",
    assurance=Assurance.TOOL_MEASURED,
    matches=_matches,
    parse=_parse,
    media=("csv",),
)
