"""Many rows of a table to facts, column by column: the same as `record_plan` does row by row, in half the time.

A table of a million rows is mostly rows in which nothing is wrong. They are read some hundred at a time, each
column by one call into C; where anything is unusual (a row of another width, a cell that is wrong, dates the
wrong way round), the same rows are read one by one, which finds out which row it is and what is to be done.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice, repeat
from typing import Any

from detente.formats.cell_typing import Converter, WrongCell
from detente.formats.found import Finding, Found
from detente.formats.record_plan import Aside, Column, Row
from detente.formats.record_rules import rules, shapes
from detente.formats.records import Record

AT_ONCE = 500

Numbered = tuple[int, Row]
RowsReader = Callable[[Sequence[Row], Sequence[str]], list[Found]]


class NotAsUsual(Exception):
    """Something about some row wants a closer look."""


def findings(
    rows: Iterable[Numbered],
    place: str,
    read_all: RowsReader | None,
    one_by_one: Callable[[Iterable[Numbered]], Iterator[Finding]],
) -> Iterator[Finding]:
    """Yield what rows state, read together where that goes, else one by one.

    `place` stands before a row's number in its locator. Without `read_all`, every row is read by itself.
    """
    if read_all is None:
        yield from one_by_one(rows)
        return
    rows = iter(rows)
    while batch := list(islice(rows, AT_ONCE)):
        try:
            yield from read_all([row for _, row in batch], [f"{place}{number}" for number, _ in batch])
        except NotAsUsual:
            yield from one_by_one(batch)


def rows_reader(
    record: type[Record], columns: Mapping[str, Column], aside: Aside, width: int
) -> RowsReader | None:
    """Return what turns rows of `width` cells and their locators into facts, raising NotAsUsual.

    None where the table needs more than that: a key of several columns, or dates of its own beside the record's.
    """
    kind, fields = rules(record), shapes(record)
    names = [one.name for one in fields]
    if aside.key or aside.valid_from or aside.valid_to or aside.assurance or kind.within_two_months:
        return None
    identity = [names.index(name) for name in kind.identity]
    begins = [names.index(name) for name in kind.begins]
    if len(identity) != 1 or not begins or fields[begins[0]].type is not datetime:
        return None
    [key_at], begins_at = identity, begins[0]
    order = [(names.index(first), names.index(second)) for first, second in kind.order]

    def read_all(rows: Sequence[Row], locators: Sequence[str]) -> list[Found]:
        if set(map(len, rows)) != {width}:
            raise NotAsUsual
        cells = list(zip(*rows, strict=True))
        try:
            values = [
                _column(columns[name].convert, cells[columns[name].place])
                if name in columns
                else [silent.silent] * len(rows)
                for name, silent in zip(names, fields, strict=True)
            ]
            vendors = (
                _column(aside.vendor.convert, cells[aside.vendor.place]) if aside.vendor else repeat(None)
            )
        except WrongCell as error:
            raise NotAsUsual from error
        keys, moments = values[key_at], values[begins_at]
        if not all(keys) or None in moments or any(_is_reversed(values, *pair) for pair in order):
            raise NotAsUsual
        return list(map(Found, map(record, *values), vendors, keys, moments, locators))

    return read_all


def _column(convert: Converter, cells: Sequence[Any]) -> list[Any]:
    """Return the values of a column's cells."""
    at_once = getattr(convert, "column", None)
    return at_once(cells) if at_once else list(map(convert, cells))


def _is_reversed(values: Sequence[Sequence[Any]], first: int, second: int) -> bool:
    """Return whether a date of the one column is after that of the other, in any row where both are known."""
    pairs = zip(values[first], values[second], strict=True)
    return any(later is not None and earlier is not None and later < earlier for earlier, later in pairs)
