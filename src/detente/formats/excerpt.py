"""What a file says at a locator: the line, the row or the JSON value that a fact came from."""

import json
import re
from itertools import islice
from typing import Any

import orjson

from detente.formats.errors import FormatError
from detente.formats.source import Source

LONGEST = 2000
LINES = re.compile(r"lines? (\d+)(?: to (\d+))?")
ROWS = re.compile(r"sheet (.+), rows? (\d+)(?: to (\d+))?")


class NoSuchPlace(FormatError):
    """The file has no such line, row or value."""


def excerpt(source: Source, locator: str) -> str:
    """Return what stands at a locator, cut to 2,000 characters.

    Parameters
    ----------
    source : Source
        The file.
    locator : str
        `line 12`, `lines 12 to 14`, `sheet Answers, row 7`, or a JSON pointer (RFC 6901).

    Raises
    ------
    NoSuchPlace
        There is no such place in the file.
    """
    if match := LINES.match(locator):
        first, last = int(match[1]), int(match[2] or match[1])
        found = [text for number, text in islice(source.lines(), last) if number >= first]
        if not found:
            raise NoSuchPlace(f"{source.name} has no {locator}.")
        return "\n".join(found)[:LONGEST]
    if match := ROWS.match(locator):
        return _cells(source, match[1], int(match[2]))[:LONGEST]
    if locator == "" or locator.startswith("/"):
        return _as_json(_pointed_at(source, locator))[:LONGEST]
    raise NoSuchPlace(f"{locator!r} is no place that {source.name} could have.")


def _cells(source: Source, sheet: str, row: int) -> str:
    for one in source.sheets():
        if one.name == sheet:
            for number, cells in one.rows:
                if number == row:
                    return "\t".join("" if cell is None else str(cell) for cell in cells)
    raise NoSuchPlace(f"{source.name} has no sheet {sheet}, row {row}.")


def _pointed_at(source: Source, pointer: str) -> Any:  # any JSON value
    value: Any = source.json() if source.is_json else source.yaml()
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        try:
            value = value[_index(name)] if isinstance(value, list) else value[name]
        except (KeyError, IndexError, ValueError, TypeError):
            raise NoSuchPlace(f"{source.name} has nothing at {pointer}.") from None
    return value


def _index(name: str) -> int:
    if not name.isdecimal():
        raise ValueError(name)
    return int(name)


def _as_json(value: Any) -> str:  # any JSON value, or a date of YAML
    try:
        return orjson.dumps(value, option=orjson.OPT_INDENT_2).decode()
    except TypeError:  # a number beyond 64 bits, or half a character, which is written out as such
        return json.dumps(value, indent=2, default=str)
