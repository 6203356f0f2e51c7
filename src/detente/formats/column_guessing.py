"""What a column of somebody's table seems to hold: its type, how it is written, and which field it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import Any

from detente.formats.cell_typing import NO, YES
from detente.formats.record_rules import Shape, shapes
from detente.formats.records import Record

FEW = 8
ALIKE = 0.72

_BLANKS = frozenset({"", "?", "-", "n/a", "N/A", "NA", "null", "none", "None", "unknown", "Unknown"})
_DATES = ("%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%m/%d/%Y", "%Y/%m/%d", "%d %b %Y", "%b %d, %Y")
_TIMES = ("", " %H:%M", " %H:%M:%S")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_COMMA_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:\.\d{3})+|\d+),\d+")
_ISO_DATE_LENGTH = 10
_ALSO_CALLED = {
    "starts_on": ("from", "start", "period start", "begin"),
    "ends_on": ("to", "until", "end", "period end"),
    "starts_at": ("from", "start", "begin"),
    "ends_at": ("to", "until", "end"),
    "started_at": ("from", "start", "begin", "down since"),
    "ended_at": ("to", "until", "end", "restored"),
    "number": ("nr", "no", "id", "ticket", "ticket number", "key"),
    "resolved_at": ("done", "solved", "fixed"),
    "kept_sla": ("sla", "made sla", "sla met", "in time"),
    "priority": ("prio", "severity"),
    "reopened": ("reopen count", "reopens"),
    "state": ("status", "incident state"),
    "metric": ("kpi", "measure", "indicator"),
    "active": ("active users", "used"),
    "agreed": ("licences", "licenses", "seats"),
    "due_on": ("deadline",),
    "entity": ("organisation", "organization", "company", "name of covered entity"),
    "reported_on": ("breach submission date", "submission date", "notified", "notification date"),
    "records": ("individuals affected", "records affected", "people affected"),
    "category": ("type of breach", "type"),
    "assets": ("location of breached information",),
    "scheme": ("certificate", "standard", "certification"),
    "expires_on": ("valid until", "expiry", "expiry date"),
    "issued_on": ("valid from", "issue date"),
    "cve": ("cve id", "cveid"),
}
_LEVELS = {
    "critical": 1,
    "urgent": 1,
    "highest": 1,
    "high": 2,
    "medium": 3,
    "moderate": 3,
    "normal": 3,
    "low": 4,
}


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """What was seen in one column."""

    name: str
    samples: tuple[str, ...] = ()  # different, not blank
    unknown: frozenset[str] = frozenset()  # words that seem to mean: not known
    type: type = str
    options: dict[str, Any] = field(default_factory=dict)  # of a mapping, to read it with
    ambiguous: bool = False  # days or months may come first


def seen_column(name: str, cells: Sequence[Any]) -> SeenColumn:
    """Return what some cells of a column seem to be."""
    unknown = frozenset(cell for cell in cells if isinstance(cell, str) and cell.strip() in _BLANKS)
    known = [cell for cell in cells if cell is not None and cell not in unknown]
    samples = tuple(dict.fromkeys(str(cell).strip() for cell in known))
    kind: type = str
    options: dict[str, Any] = {}
    ambiguous = False
    if samples:
        typed = next(
            (one for one in (bool, float, datetime, date) if all(isinstance(c, one) for c in known)), None
        )
        kind, options = (typed, {}) if typed else _number_like(samples)
        if kind is str:
            kind, options, ambiguous = _moment_like(samples)
    return SeenColumn(name, samples, unknown - {""}, kind, options, ambiguous)


def _number_like(samples: Sequence[str]) -> tuple[type, dict[str, Any]]:
    if all(one.casefold() in YES | NO for one in samples) and not all(one.isdecimal() for one in samples):
        return bool, {}
    if all(_NUMBER.fullmatch(one) for one in samples):
        return (float if any("." in one for one in samples) else int), {}
    if all(_COMMA_NUMBER.fullmatch(one) or one.isdecimal() for one in samples):
        return float, {"decimal": ",", **({"thousands": "."} if any("." in one for one in samples) else {})}
    if all(_NUMBER.fullmatch(one.removesuffix("%").strip()) for one in samples):
        return float, {}
    return str, {}


def _moment_like(samples: Sequence[str]) -> tuple[type, dict[str, Any], bool]:
    try:
        for one in samples:
            datetime.fromisoformat(one)
    except ValueError:
        fitting = [
            (day + clock, clock) for clock in _TIMES for day in _DATES if _all_fit(samples, day + clock)
        ]
        if not fitting:
            return str, {}, False
        best, clock = fitting[0]
        return (datetime if clock else date), {"formats": [best]}, len(fitting) > 1
    return (date if all(len(one) <= _ISO_DATE_LENGTH for one in samples) else datetime), {}, False


def _all_fit(samples: Sequence[str], layout: str) -> bool:
    try:
        for one in samples:
            datetime.strptime(one, layout)  # noqa: DTZ007
    except ValueError:
        return False
    return True


def likeness(field_name: str, column: str) -> float:
    """Return how much a column's name is like a field's, from 0 to 1.

    >>> likeness("opened_at", "Opened"), likeness("kept_sla", "SLA met")
    (1.0, 1.0)
    """
    plain = re.sub(r"[^a-z0-9]+", " ", column.casefold()).strip()
    whole = field_name.replace("_", " ")
    names = (whole, re.sub(r" (on|at)$", "", whole), *_ALSO_CALLED.get(field_name, ()))
    return max(SequenceMatcher(None, one, plain).ratio() for one in names)


def matching_columns(record: type[Record], seen: Sequence[SeenColumn]) -> dict[str, SeenColumn]:
    """Return which column each field of a record seems to be; each column is used once."""
    pairs = sorted(
        (
            (likeness(shape.name, column.name), -place, shape.name, column)
            for place, shape in enumerate(shapes(record))
            for column in seen
            if _fits(shape, column)
        ),
        key=lambda pair: pair[:3],
        reverse=True,
    )
    matched: dict[str, SeenColumn] = {}
    used: set[str] = set()
    for alike, _, name, column in pairs:
        if alike >= ALIKE and name not in matched and column.name not in used:
            matched[name] = column
            used.add(column.name)
    return matched


def _fits(shape: Shape, column: SeenColumn) -> bool:
    if not column.samples or shape.type is str:
        return True
    if shape.type in {date, datetime}:
        return column.type in {date, datetime}
    if shape.type is bool:
        return column.type is bool or len(column.samples) <= 2  # noqa: PLR2004
    return column.type in {int, float} or (shape.name == "priority" and len(column.samples) <= FEW)


def level(word: str) -> int | None:
    """Return the priority, 1 to 4, that a word seems to say.

    >>> level("3 - Moderate"), level("Urgent"), level("blue")
    (3, 1, None)
    """
    if digit := re.match(r"[Pp]?([1-4])\b", word):
        return int(digit[1])
    return next((number for name, number in _LEVELS.items() if name in word.casefold()), None)
