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
        The kind is none of `records.KINDS`, or a newer version of it has fields that this one does not know.

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
    names, readers = _plan(kind)
    if tuple(said) != names:
        return _of_another_version(kind, said)
    values = list(said.values())
    for place, reader in readers:
        if values[place] is not None:
            values[place] = reader(values[place])
    return cls(*values)


def _of_another_version(kind: str, said: dict[str, Any]) -> Record:
    """Return a record that lacks a field that has come since; it has its default."""
    names, readers = _plan(kind)
    unknown = sorted(said.keys() - set(names))
    if unknown:
        raise UnknownKind(
            f"A newer version wrote {', '.join(unknown)} of a {kind}, which this one cannot read."
        )
    for place, read in readers:
        if said.get(names[place]) is not None:
            said[names[place]] = read(said[names[place]])
    return KINDS[kind](**said)


@cache
def _plan(kind: str) -> tuple[tuple[str, ...], tuple[tuple[int, Callable[[str], object]], ...]]:
    """Return a kind's fields in their order, and which are text in JSON but a date or datetime in the record."""
    cls = KINDS[kind]
    hints = get_type_hints(cls)
    names = tuple(field.name for field in fields(cls))
    readers: list[tuple[int, Callable[[str], object]]] = []
    for place, name in enumerate(names):
        kinds = set(get_args(hints[name]) or (hints[name],)) - {NoneType}
        if kinds == {datetime}:
            readers.append((place, datetime.fromisoformat))
        elif kinds == {date}:
            readers.append((place, date.fromisoformat))
    return names, tuple(readers)
