"""A record as JSON and back: the form in which the ledger keeps what a file said.

Dates are ISO 8601, datetimes RFC 3339 in UTC, None is null. `from_json(kind, to_json(record)) == record`.
"""

from collections.abc import Callable
from dataclasses import fields
from datetime import date, datetime
from functools import cache
from types import NoneType
from typing import Any, get_args, get_type_hints

import orjson

from detente.formats.errors import FormatError
from detente.formats.records import KINDS, Record


class UnknownKind(FormatError):
    """The ledger holds a kind of record that this version does not know."""


def to_json(record: Record) -> bytes:
    """Return a record's facts, without its kind, in the order of its fields."""
    return orjson.dumps(record)


def from_json(kind: str, facts: bytes | str) -> Record:
    """Return the record of a kind that these facts say.

    Raises
    ------
    UnknownKind
        The kind is none of `records.KINDS`.

    Examples
    --------
    >>> from detente.formats.records import Usage
    >>> said = Usage("mail", date(2026, 1, 1), date(2026, 4, 1), active=40, agreed=50)
    >>> from_json("usage", to_json(said)) == said
    True
    """
    try:
        cls = KINDS[kind]
    except KeyError:
        raise UnknownKind(f"There is no kind of evidence {kind!r}: a newer version wrote it.") from None
    said: dict[str, Any] = orjson.loads(facts)
    for name, read in _readers(kind):
        text = said.get(name)
        if text is not None:
            said[name] = read(text)
    return cls(**said)


@cache
def _readers(kind: str) -> tuple[tuple[str, Callable[[str], object]], ...]:
    """Return the fields that JSON has as text but the record as a date or datetime."""
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    found: list[tuple[str, Callable[[str], object]]] = []
    for field in fields(cls):
        kinds = set(get_args(hints[field.name]) or (hints[field.name],)) - {NoneType}
        if kinds == {datetime}:
            found.append((field.name, datetime.fromisoformat))
        elif kinds == {date}:
            found.append((field.name, date.fromisoformat))
    return tuple(found)
