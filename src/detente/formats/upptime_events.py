"""Upptime's checks as a table of events: time, service, state, with HTTP code and response time if known.

Checks that say "down" again and again are one outage until the next "up", which ends it however soon the
next "down" follows: what counts as one outage is for whoever judges. A service that is degraded is up, if slow.

Upptime logs a check when the state changes and once a day otherwise, so a service was watched as long as
its checks are at most three days apart; nothing is said of a longer silence.
"""

from array import array
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from detente.formats.csv_reading import column_names, excerpt, ragged
from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found
from detente.formats.records import Monitoring, Outage
from detente.formats.row_fields import UnusableRow, as_moment
from detente.formats.source import Source

SILENCE = timedelta(days=3)

_UP, _DOWN, _DEGRADED = 0, 1, 2
_STATES = {"up": _UP, "down": _DOWN, "degraded": _DEGRADED}


class _Checks:
    """The checks of one service, kept as numbers: a file may have millions."""

    def __init__(self) -> None:
        self.times = array("d")
        self.lines = array("q")
        self.states = bytearray()
        self.milliseconds = array("f")

    def sort(self) -> None:
        """Put the checks into the order of time, where the file was in another."""
        order = sorted(range(len(self.times)), key=self.times.__getitem__)
        if order != list(range(len(order))):
            self.times = array("d", (self.times[index] for index in order))
            self.lines = array("q", (self.lines[index] for index in order))
            self.states = bytearray(self.states[index] for index in order)
            self.milliseconds = array("f", (self.milliseconds[index] for index in order))

    def moment(self, index: int) -> datetime:
        return datetime.fromtimestamp(self.times[index], UTC)


def _matches(source: Source) -> bool:
    return {"time", "service", "state"} <= {name.lower() for name in source.header or ()}


def _parse(source: Source) -> Findings:
    rows = source.raw_rows()
    _, header = next(rows, (1, []))
    names = [name.lower() for name in column_names(header)]
    if not {"time", "service", "state"} <= set(names):
        raise DamagedFile(
            f"{source.name} needs the columns time, service and state; it has {', '.join(names)}."
        )
    services: dict[str, _Checks] = {}
    for line, values in rows:
        if len(values) != len(names):
            yield ragged(line, values, len(names))
            continue
        try:
            _keep(services, line, dict(zip(names, values, strict=True)))
        except UnusableRow as error:
            yield error.rejected(f"line {line}", excerpt(values))
    for service, checks in services.items():
        checks.sort()
        yield from _outages(service, checks)
        yield from _monitoring(service, checks)


def _keep(services: dict[str, _Checks], line: int, row: dict[str, str]) -> None:
    service = row["service"].strip()
    state = _STATES.get(row["state"].strip().lower())
    if not service:
        raise UnusableRow("The service is missing: add its name.")
    if state is None:
        raise UnusableRow(f"The state is {row['state'][:60]!r}: write up, down or degraded.")
    moment = as_moment(row["time"])
    try:
        milliseconds = float(row.get("response_ms", "") or "nan")
    except ValueError as error:
        raise UnusableRow(f"response_ms is {row['response_ms'][:60]!r}, which is no number.") from error
    checks = services.setdefault(service, _Checks())
    checks.times.append(moment.timestamp())
    checks.lines.append(line)
    checks.states.append(state)
    checks.milliseconds.append(milliseconds)


def _outages(service: str, checks: _Checks) -> Iterator[Found]:
    start: int | None = None  # the first check of the outage under way
    last = 0  # its last check
    for index, state in enumerate(checks.states):
        if state == _DOWN:
            start, last = (index if start is None else start), index
        elif start is not None:
            yield _outage(service, checks, start, index, ended_at=checks.moment(index))
            start = None
    if start is not None:
        yield _outage(service, checks, start, last, ended_at=None)


def _outage(service: str, checks: _Checks, start: int, last: int, *, ended_at: datetime | None) -> Found:
    started_at = checks.moment(start)
    first_line, last_line = checks.lines[start], checks.lines[last]
    return Found(
        Outage(service=service, started_at=started_at, ended_at=ended_at, measured_by="probe"),
        vendor=None,
        key=f"{service} {started_at:%Y-%m-%dT%H:%M:%SZ}",
        valid_from=started_at,
        locator=f"line {first_line}" if first_line == last_line else f"lines {first_line} to {last_line}",
    )


def _monitoring(service: str, checks: _Checks) -> Iterator[Found]:
    """Yield one record for each month, or part of one, in which the service was watched."""
    begin = 0
    for index in range(1, len(checks.times) + 1):
        if (
            index == len(checks.times)
            or checks.times[index] - checks.times[index - 1] > SILENCE.total_seconds()
        ):
            yield from _watched(service, checks, begin, index - 1)
            begin = index


def _watched(service: str, checks: _Checks, first: int, last: int) -> Iterator[Found]:
    """Yield the months between the first and the last check of a span without silence."""
    starts_at, until = checks.moment(first), checks.moment(last)
    index = first
    while starts_at < until:
        ends_at = min(_next_month(starts_at), until)
        inside = range(index, last + 1)
        stop = next((one for one in inside if checks.times[one] >= ends_at.timestamp()), last + 1)
        stop = last + 1 if ends_at == until else stop
        if stop > index:
            yield _month(service, checks, range(index, stop), starts_at, ends_at)
        index, starts_at = stop, ends_at


def _month(service: str, checks: _Checks, inside: range, starts_at: datetime, ends_at: datetime) -> Found:
    answered = [
        checks.milliseconds[index]
        for index in inside
        if checks.states[index] != _DOWN and checks.milliseconds[index] > 0
    ]
    return Found(
        Monitoring(
            service=service,
            starts_at=starts_at,
            ends_at=ends_at,
            checks=len(inside),
            failed_checks=sum(checks.states[index] == _DOWN for index in inside),
            response_ms=round(sum(answered) / len(answered), 1) if answered else None,
        ),
        vendor=None,
        key=f"{service} {starts_at:%Y-%m-%dT%H:%M:%SZ}",
        valid_from=ends_at,
        locator=f"lines {checks.lines[inside[0]]} to {checks.lines[inside[-1]]}",
    )


def _next_month(moment: datetime) -> datetime:
    return datetime(moment.year + moment.month // 12, moment.month % 12 + 1, 1, tzinfo=UTC)


FORMAT = Format(
    name="upptime-events",
    title="Upptime or probe events (CSV)",
    about="Checks of services, one a row with time, service and state; also of any other probe.",
    assurance=Assurance.TOOL_MEASURED,
    matches=_matches,
    parse=_parse,
    media=("csv",),
)
