"""What Upptime keeps beside its events: a state file a service, badges, and a summary of all services.

They state shares of uptime and minutes of downtime, not when an outage began or ended. So a share is a
Monitoring of its period, and everything else a Measure: a Monitoring without a share would say that
nothing failed. A badge carries no date: it is of the moment that its sender says, or else of the last one that the
events, states and summary say which arrived with it. The disk's date is none: nobody has watched until then. Where
nothing tells the moment, a share is a Measure without a period, since it is not known when anybody watched.
"""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import PurePosixPath

from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import UNDATED, Assurance, Findings, Found
from detente.formats.records import Measure, Monitoring, Outage, Record
from detente.formats.row_fields import RowFields, UnusableRow, as_date, midnight
from detente.formats.source import Source

_HISTORY = re.compile(rb"^status: *(?:up|down|degraded)\s*$.*^generator: *Upptime", re.MULTILINE | re.DOTALL)
_BADGE = re.compile(r"(uptime|response time)(?: (24h|7d|30d|1y))?")
_PERIODS = {"24h": 1, "7d": 7, "30d": 30, "1y": 365}
_SHARE = re.compile(r"(\d+(?:\.\d+)?) ?%")
_MILLISECONDS = re.compile(r"(\d+(?:\.\d+)?) ?ms")


def _found(record: Record, key: str, valid_from: datetime, locator: str) -> Found:
    return Found(record, vendor=None, key=key, valid_from=valid_from, locator=locator)


def _share(text: str) -> float:
    """Return a percentage as a share.

    >>> _share("84.96%")
    0.8496
    """
    number = _SHARE.fullmatch(text)
    if not number or float(number[1]) > 100:  # noqa: PLR2004
        raise UnusableRow(f"The uptime is {text[:60]!r}: a percentage from 0% to 100% was expected.")
    return round(float(number[1]) / 100, 6)


def _milliseconds(text: str) -> float:
    number = _MILLISECONDS.fullmatch(text)
    if not number:
        raise UnusableRow(f"The response time is {text[:60]!r}: milliseconds were expected, as in '891 ms'.")
    return float(number[1])


# ------------------------------------------------------------------ history/<service>.yml


def _matches_history(source: Source) -> bool:
    return not source.is_json and bool(_HISTORY.search(source.head.replace(b"\r\n", b"\n")))


def _parse_history(source: Source) -> Findings:
    document = source.yaml_document()
    state = RowFields(document.value)
    service = PurePosixPath(source.name).stem
    try:
        checked_at = state.moment("lastUpdated")
        if milliseconds := state.row.get("responseTime"):
            yield _found(
                Measure(f"response time of {service}", float(milliseconds), "ms", ends_at=checked_at),
                f"{service} response time at last check",
                checked_at,
                f"line {document.line(('responseTime',))}",
            )
        if state.text("status") == "down":
            yield _found(
                Outage(
                    service=service,
                    started_at=checked_at,
                    ended_at=None,
                    measured_by="probe",
                    title=f"down at the last check, HTTP {state.text_or_none('code') or 'without an answer'}",
                    seen_until=checked_at,
                ),
                f"{service} {checked_at:%Y-%m-%dT%H:%M:%SZ}",
                checked_at,
                f"line {document.line(('status',))}",
            )
    except UnusableRow as error:
        yield error.rejected("line 1", state.row)


# ------------------------------------------------------------------ api/<service>/uptime-month.json


def _matches_badge(source: Source) -> bool:
    found = source.json_object or {}
    return "schemaVersion" in found and bool(_BADGE.fullmatch(str(found.get("label"))))


def _parse_badge(source: Source) -> Findings:
    badge = RowFields(source.json())
    label = _BADGE.fullmatch(badge.text("label"))
    if label is None:
        raise DamagedFile(f"{source.name} is no badge of Upptime: its label is {badge.row.get('label')!r}.")
    try:
        service, ends_at = _service(source), source.written_at or source.beside_at
        days = _PERIODS.get(label[2])
        record: Record
        if label[1] == "response time":
            value = _milliseconds(badge.text("message"))
            record = _measure(f"response time of {service}", value, "ms", days, ends_at)
        else:
            record = _uptime(service, _share(badge.text("message")), days, ends_at)
        yield _found(record, f"{service} {label[0]}", ends_at or UNDATED, "/message")
    except UnusableRow as error:
        yield error.rejected("/message", badge.row)


def _service(source: Source) -> str:
    """Return the service that a badge is about: only its folder says so."""
    if folder := PurePosixPath(source.name).parent.name:
        return folder
    if source.path.name == source.name and source.path.parent.name:
        return source.path.parent.name
    raise UnusableRow(
        "A badge does not say of which service it is: import it from its folder api/<service>/."
    )


def _uptime(service: str, share: float, days: int | None, ends_at: datetime | None) -> Record:
    if (
        days is None or ends_at is None
    ):  # "since the beginning", which the file does not date; or nobody knows when
        return _measure(f"uptime of {service}", share, "share", days, ends_at)
    return Monitoring(service, ends_at - timedelta(days=days), ends_at, uptime_share=share)


def _measure(metric: str, value: float, unit: str, days: int | None, ends_at: datetime | None) -> Measure:
    if ends_at is None:
        return Measure(
            f"{metric} over {days} {'day' if days == 1 else 'days'}" if days else metric, value, unit
        )
    return Measure(metric, value, unit, ends_at - timedelta(days=days) if days else None, ends_at)


# ------------------------------------------------------------------ history/summary.json


def _matches_summary(source: Source) -> bool:
    if not source.is_json or b'"uptimeMonth"' not in source.head:
        return False
    return b'"slug"' in source.head


def _parse_summary(source: Source) -> Findings:
    services = source.json()
    if not isinstance(services, list):
        raise DamagedFile(f"{source.name} is no summary of Upptime: a list of services was expected.")
    ends_at = _summarised_at(source, services)
    for index, service in enumerate(services):
        try:
            yield from _summary(RowFields(service), ends_at, f"/{index}")
        except UnusableRow as error:
            yield error.rejected(f"/{index}", service)


def _summarised_at(source: Source, services: list[object]) -> datetime | None:
    """Return when it was written: as the sender says, or by the last day it lists; None where neither tells."""
    days = [
        day
        for one in services
        if isinstance(one, dict)
        for day in RowFields(one).within("dailyMinutesDown").row
    ]
    if source.written_at or not days:
        return source.written_at
    try:
        return min(midnight(as_date(max(days))) + timedelta(days=1), source.dated_at)
    except UnusableRow:
        return None


def _summary(service: RowFields, ends_at: datetime | None, pointer: str) -> Iterator[Found]:
    name = service.text("name")
    for field, days, label in (("uptimeMonth", 30, "30d"), ("uptimeYear", 365, "1y"), ("uptime", None, "")):
        if text := service.text_or_none(field):
            record = _uptime(name, _share(text), days, ends_at)
            yield _found(record, f"{name} uptime {label}".strip(), ends_at or UNDATED, f"{pointer}/{field}")
    for word, minutes in service.within("dailyMinutesDown").row.items():
        day: date = as_date(word)
        starts_at = datetime(day.year, day.month, day.day, tzinfo=UTC)
        until = starts_at + timedelta(days=1)
        yield _found(
            Measure(f"minutes down of {name}", _minutes(minutes), "minutes", starts_at, until),
            f"{name} minutes down {day}",
            until,
            f"{pointer}/dailyMinutesDown/{word}",
        )


def _minutes(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 24 * 60:
        raise UnusableRow(f"{value!r} minutes down in a day: a number from 0 to 1440 was expected.")
    return float(value)


FORMATS = (
    Format(
        name="upptime-history",
        title="Upptime state of a service (YAML)",
        about="The last check of one service: its response time, and an open outage where it is down.",
        assurance=Assurance.TOOL_MEASURED,
        matches=_matches_history,
        parse=_parse_history,
        media=("yaml",),
    ),
    Format(
        name="upptime-badge",
        title="Upptime badge (JSON)",
        about="The uptime or response time of one service over a day, a month, a year, or since it began.",
        assurance=Assurance.TOOL_MEASURED,
        matches=_matches_badge,
        parse=_parse_badge,
        dated_beside=frozenset({"upptime-events", "upptime-history", "upptime-summary"}),
        media=("json",),
    ),
    Format(
        name="upptime-summary",
        title="Upptime summary (JSON)",
        about="Uptime shares of every watched service and the minutes it was down each day.",
        assurance=Assurance.TOOL_MEASURED,
        matches=_matches_summary,
        parse=_parse_summary,
        media=("json",),
    ),
)
