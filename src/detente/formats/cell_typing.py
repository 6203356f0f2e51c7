"""A cell of a table to the value of a record's field, as a mapping or the field's type says.

A converter is built once a column and called once a cell, a million times: what depends on the column
is settled before, and what a column repeats (dates, words, yes and no) is looked up.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo
from typing import Any

from detente.formats.record_rules import Shape
from detente.formats.xlsx_reading import Cell

Converter = Callable[[Any], Any]  # a cell to a value of the field's type: the two depend on the column

YES = frozenset({"true", "yes", "y", "1", "t", "x"})
NO = frozenset({"false", "no", "n", "0", "f"})
UNKNOWN = frozenset({"", "?"})
_REMEMBERED = 65536
_LARGEST = sys.float_info.max


class WrongCell(ValueError):
    """A cell is not what its column should hold; the message says what it is and what to write."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the cells of a column are written."""

    unknown: frozenset[str] = UNKNOWN
    formats: tuple[str, ...] = ()  # of dates, as for strptime; none: ISO 8601
    zone: tzinfo = UTC  # of moments that name none
    decimal: str = "."
    thousands: str = ""
    factor: float = 1.0
    yes: frozenset[str] = YES
    no: frozenset[str] = NO
    meanings: Mapping[str, str] = field(default_factory=dict)  # the table's word: ours
    words: tuple[str, ...] = ()  # those the field may have; none: any
    least: float = -_LARGEST
    most: float = _LARGEST


def converter(shape: Shape, reading: Reading, *, remember: bool = True) -> Converter:
    """Return what turns a cell into the value of the field, raising WrongCell.

    `remember` keeps results by cell; it is for text only, since 1.0 and True are one key.
    """
    careful = _careful(shape, reading)
    if not remember:
        return careful
    plain = not (reading.meanings or reading.formats)
    if shape.type is float and plain and reading.decimal == "." and not reading.thousands:
        return _quick_number(reading, careful)
    if shape.type is datetime and plain:
        return QuickMoment(careful)
    if shape.type is str and not (reading.words or reading.meanings):
        return QuickText(reading.unknown, careful)
    if shape.type is float:
        return careful  # hardly repeats
    return Remembered(careful).__getitem__


def _careful(shape: Shape, reading: Reading) -> Converter:
    """Return what looks at everything: blanks, words that mean another, words that mean nothing."""
    read: Converter = {
        str: _word if reading.words else _text,
        int: _whole,
        float: _number,
        bool: _yes_no,
        date: _date,
        datetime: _moment,
    }[shape.type](reading)
    meanings, unknown, written = reading.meanings, reading.unknown, _text(reading)

    def convert(cell: Cell) -> Any:
        if isinstance(cell, str):
            cell = cell.strip()
        if meanings and cell is not None:
            cell = meanings.get(written(cell), cell)
        if cell is None or cell in unknown:
            if shape.required:
                raise WrongCell("it is empty, and every row needs it.")
            return shape.silent
        return read(cell)

    return convert


class QuickText:
    """The text of a cell; a column of cells at once where none of them is unknown."""

    def __init__(self, unknown: frozenset[str], otherwise: Converter) -> None:
        self.unknown, self.otherwise = unknown | {""}, otherwise

    def __call__(self, cell: Cell) -> Any:
        text = cell.strip() if isinstance(cell, str) else ""
        return self.otherwise(cell) if text in self.unknown else text

    def column(self, cells: Sequence[str]) -> list[Any]:
        """Return the values of many cells."""
        texts = list(map(str.strip, cells))
        return texts if self.unknown.isdisjoint(texts) else list(map(self, cells))


def _quick_number(reading: Reading, otherwise: Converter) -> Converter:
    """Return the same converter, that tries first what most cells are."""
    least, most, factor = reading.least, reading.most, reading.factor

    def read(cell: str) -> Any:
        try:
            number = float(cell) * factor
        except (ValueError, TypeError):
            return otherwise(cell)
        return number if least <= number <= most else otherwise(cell)

    return read


class QuickMoment:
    """The moment that a cell names, in UTC; a column of cells at once where all are written in UTC."""

    def __init__(self, otherwise: Converter) -> None:
        self.otherwise = otherwise

    def __call__(self, cell: str) -> Any:
        try:
            moment = datetime.fromisoformat(cell)
            if moment.tzinfo is not None:
                return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            pass
        return self.otherwise(cell)

    def column(self, cells: Sequence[str]) -> list[Any]:
        """Return the values of many cells."""
        try:
            moments = list(map(datetime.fromisoformat, cells))
        except (ValueError, TypeError):
            return list(map(self, cells))
        in_utc = {moment.tzinfo for moment in moments} == {UTC}
        return moments if in_utc else list(map(self, cells))


class Remembered(dict[Any, Any]):
    """Values by cell, computed when first asked for; forgotten when there are too many."""

    def __init__(self, read: Converter) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, cell: Any) -> Any:
        value = self.read(cell)
        if len(self) >= _REMEMBERED:
            self.clear()
        self[cell] = value
        return value


def _shown(cell: Cell) -> str:
    return repr(cell[:60] if isinstance(cell, str) else cell)


def _text(reading: Reading) -> Converter:
    def read(cell: Cell) -> str:
        if isinstance(cell, str):
            return cell
        if isinstance(cell, float) and cell.is_integer():
            return str(int(cell))
        return cell.isoformat() if isinstance(cell, date) else str(cell)

    return read


def _word(reading: Reading) -> Converter:
    text = _text(reading)
    known = {word.casefold(): word for word in reading.words}

    def read(cell: Cell) -> str:
        word = known.get(text(cell).replace("_", " ").casefold())
        if word is None:
            raise WrongCell(f"{_shown(cell)} is not one of its words: write {', '.join(reading.words)}.")
        return word

    return read


def _number(reading: Reading) -> Converter:
    decimal, thousands, factor = reading.decimal, reading.thousands, reading.factor
    least, most = reading.least, reading.most

    def read(cell: Cell) -> float:
        written = cell
        try:
            if isinstance(cell, str):
                if thousands:
                    cell = cell.replace(thousands, "")
                if decimal != ".":
                    cell = cell.replace(decimal, ".")
                percent = cell.endswith("%")
                number = float(cell[:-1]) / 100 if percent else float(cell) * factor
            elif isinstance(cell, float) and not isinstance(cell, bool):
                number = cell * factor
            else:
                raise WrongCell(f"{_shown(written)} is no number.")
        except ValueError as error:
            raise WrongCell(f"{_shown(written)} is no number{_hint(written, decimal)}.") from error
        if not least <= number <= most:
            raise WrongCell(f"{_shown(written)} is out of range: {_range(least, most)} was expected.")
        return number

    return read


def _hint(cell: Cell, decimal: str) -> str:
    comma = isinstance(cell, str) and "," in cell and decimal == "."
    return ": where the comma is the decimal sign, a mapping says `decimal: ','`" if comma else ""


def _range(least: float, most: float) -> str:
    if most >= 1e15:  # noqa: PLR2004
        return "a finite number" if least < 0 else f"{least:g} or more"
    return f"{least:g} to {most:g}"


def _whole(reading: Reading) -> Converter:
    number = _number(reading)

    def read(cell: Cell) -> int:
        value: float = number(cell)
        if not value.is_integer():
            raise WrongCell(f"{_shown(cell)} is no whole number.")
        return int(value)

    return read


def _yes_no(reading: Reading) -> Converter:
    def read(cell: Cell) -> bool:
        word = str(int(cell)) if isinstance(cell, float | bool) and cell in {0, 1} else str(cell).casefold()
        if word in reading.yes:
            return True
        if word in reading.no:
            return False
        yes, no = (" or ".join(sorted(words - {"t", "f", "x"})) for words in (reading.yes, reading.no))
        raise WrongCell(f"{_shown(cell)} is neither yes ({yes}) nor no ({no}).")

    return read


def _date(reading: Reading) -> Converter:
    formats = reading.formats

    def read(cell: Cell) -> date:
        if isinstance(cell, datetime):
            return cell.date()
        if isinstance(cell, date):
            return cell
        try:
            if formats:
                return _by_formats(str(cell), formats).date()
            text = str(cell)
            return date.fromisoformat(text) if len(text) <= 10 else datetime.fromisoformat(text).date()  # noqa: PLR2004
        except ValueError as error:
            wanted = " or ".join(formats) or "2024-05-31"
            raise WrongCell(f"{_shown(cell)} is no date: {wanted} was expected.") from error

    return read


def _moment(reading: Reading) -> Converter:
    formats, zone = reading.formats, reading.zone

    def read(cell: Cell) -> datetime:
        try:
            if isinstance(cell, datetime):
                moment = cell
            elif isinstance(cell, date):
                moment = datetime.combine(cell, time())
            else:
                moment = _by_formats(str(cell), formats) if formats else datetime.fromisoformat(str(cell))
            return (
                moment.replace(tzinfo=zone).astimezone(UTC)
                if moment.tzinfo is None
                else moment.astimezone(UTC)
            )
        except (ValueError, OverflowError) as error:
            wanted = " or ".join(formats) or "2024-05-31T13:00:00+02:00"
            raise WrongCell(f"{_shown(cell)} is no moment: {wanted} was expected.") from error

    return read


def _by_formats(text: str, formats: tuple[str, ...]) -> datetime:
    for one in formats[:-1]:
        try:
            return datetime.strptime(text, one)  # noqa: DTZ007
        except ValueError:
            continue
    return datetime.strptime(text, formats[-1])  # noqa: DTZ007
