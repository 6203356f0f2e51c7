r"""Tables in Markdown, with the line of each row.

References
----------
GitHub Flavored Markdown Spec 0.29, section 4.10, Tables (extension): a header, a row of dashes, and rows
until a line without a bar; a bar inside a cell is written `\|`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_BAR = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r":?-+:?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table and the line it stands on."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header, and its rows, which may have more or fewer cells."""

    header: tuple[str, ...]
    rows: list[Row] = field(default_factory=list)


def tables(lines: Iterable[tuple[int, str]]) -> Iterator[Table]:
    r"""Yield the tables among numbered lines.

    >>> lines = ["| A | B |", "|---|:-:|", "| 1 | x \\| y |"]
    >>> [table.rows[0].cells for table in tables(enumerate(lines, 1))]
    [('1', 'x | y')]
    """
    table: Table | None = None
    last: tuple[str, ...] = ()
    for number, text in lines:
        if not _BAR.search(text):
            if table:
                yield table
            table, last = None, ()
            continue
        cells = _cells(text)
        if table:
            table.rows.append(Row(number, cells))
        elif last and len(cells) == len(last) and all(_DASHES.fullmatch(cell) for cell in cells):
            table = Table(last)
        last = cells
    if table:
        yield table


def _cells(text: str) -> tuple[str, ...]:
    text = text.strip()
    parts = _BAR.split(text)
    if text.startswith("|"):
        parts = parts[1:]
    if len(parts) > 1 and not parts[-1].strip():
        parts = parts[:-1]
    return tuple(part.strip().replace("\\|", "|") for part in parts)
