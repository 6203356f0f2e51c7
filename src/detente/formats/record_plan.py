"""Rows of a table to records: settled once a table, followed for every row of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from detente.formats.cell_typing import Converter, WrongCell
from detente.formats.found import UNDATED, Found
from detente.formats.record_rules import rules, shapes
from detente.formats.records import Record
from detente.formats.row_fields import UnusableRow, midnight

Row = Sequence[Any]  # of cells: text from CSV, typed from XLSX
RowReader = Callable[[Row, str], Found]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Column:
    """Where a value comes from: the place of a cell in the row, and what turns it into the value."""

    place: int
    convert: Converter
    name: str


def constant_column(value: Any, name: str) -> Column:
    """Return a column that has the same value in every row."""
    return Column(0, lambda _cell: value, name)


@dataclass(frozen=True, slots=True)
class Aside:
    """The columns beside a record's fields: what a Found has and a record has not."""

    vendor: Column | None = None
    key: tuple[Column, ...] = ()
    valid_from: Column | None = None
    valid_to: Column | None = None
    assurance: Column | None = None


def row_reader(record: type[Record], columns: Mapping[str, Column], aside: Aside) -> RowReader:
    """Return what turns a row and its locator into the fact that the row states.

    `columns` has a column for each field that the table has; another field gets its default. The reader
    raises UnusableRow, which names the column, the value and what to do.

    A row holds from the day that its own dates say; `valid_from` may put that off, and never brings it forward. Whoever
    writes the first day of a quarter beside what was reached in it means the quarter: nobody knew its end by then.
    """
    kind = rules(record)
    names = [shape.name for shape in shapes(record)]
    pairs = [
        (columns[name].place, columns[name].convert) if name in columns else _always(shape.silent)
        for name, shape in zip(names, shapes(record), strict=True)
    ]
    order = [(names.index(first), names.index(second)) for first, second in kind.order]
    periods = [(names.index(first), names.index(second)) for first, second in kind.within_two_months]
    identify = _identity([names.index(name) for name in kind.identity])
    begin = _beginning([names.index(name) for name in kind.begins])
    beside = [
        (column.place, column.convert) if column else None
        for column in (aside.vendor, aside.valid_from, aside.valid_to, aside.assurance)
    ]
    vendor_at, from_at, to_at, assurance_at = beside
    key_at = [(column.place, column.convert) for column in aside.key]

    def read(row: Row, locator: str) -> Found:
        try:
            values = [convert(row[place]) for place, convert in pairs]
            vendor = vendor_at[1](row[vendor_at[0]]) if vendor_at else None
            valid_from = from_at[1](row[from_at[0]]) if from_at else None
            valid_to = to_at[1](row[to_at[0]]) if to_at else None
            assurance = assurance_at[1](row[assurance_at[0]]) if assurance_at else None
            key = " ".join([convert(row[place]) or "" for place, convert in key_at]).strip() if key_at else ""
        except WrongCell as error:
            raise _named(row, columns, aside) from error
        for first, second in order:
            earlier, later = values[first], values[second]
            if later is not None and earlier is not None and later < earlier:
                raise UnusableRow(
                    f"{names[first]} ({earlier}) exceeds {names[second]} ({later}): correct one of them."
                )
        for first, second in periods:
            _check_period(names[first], values[first], names[second], values[second])
        return Found(
            record(*values),
            vendor,
            key or identify(values),
            max(valid_from, begin(values)) if valid_from else begin(values),
            locator,
            valid_to,
            assurance,
        )

    return read


def _always(value: Any) -> tuple[int, Converter]:
    return 0, lambda _cell: value


def _identity(places: list[int]) -> Callable[[list[Any]], str]:
    """Return what makes a key of the values of a record."""

    def identify(values: list[Any]) -> str:
        if len(places) == 1 and isinstance(alone := values[places[0]], str) and alone:
            return alone
        if key := " ".join([str(values[place]) for place in places if values[place] not in {None, ""}]):
            return key
        raise UnusableRow("Nothing says what makes this row the same thing next time: fill a key column.")

    return identify


def _beginning(places: list[int]) -> Callable[[list[Any]], datetime]:
    """Return what finds the moment from which a record holds among its values."""

    def begin(values: list[Any]) -> datetime:
        for place in places:
            value = values[place]
            if isinstance(value, datetime):
                return value
            if isinstance(value, date):
                return _MIDNIGHTS[value]
        return UNDATED

    return begin


def _check_period(starts: str, starts_on: date, ends: str, ends_on: date) -> None:
    """Refuse a period that reaches over more than the two months (January and February ...) that it begins in."""
    last = starts_on if ends_on <= starts_on else ends_on - A_DAY
    if (last.year, (last.month - 1) // 2) != (starts_on.year, (starts_on.month - 1) // 2):
        raise UnusableRow(
            f"{starts} ({starts_on}) to {ends} ({ends_on}) is more than two months that belong together (January and "
            "February, March and April ...), and says not how many fell into which: give a row for each month."
        )


def _named(row: Row, columns: Mapping[str, Column], aside: Aside) -> UnusableRow:
    """Return the error of the first cell that is wrong, with the name of its column."""
    beside = (aside.vendor, *aside.key, aside.valid_from, aside.valid_to, aside.assurance)
    for column in (*columns.values(), *(one for one in beside if one)):
        try:
            column.convert(row[column.place])
        except WrongCell as error:
            return UnusableRow(f"{column.name}: {error}")
    return UnusableRow("A cell is not what it should be.")


class _Midnights(dict[date, datetime]):
    """The first moments of days, remembered."""

    def __missing__(self, day: date) -> datetime:
        if len(self) > 65536:  # noqa: PLR2004
            self.clear()
        self[day] = moment = midnight(day)
        return moment


_MIDNIGHTS = _Midnights()
