"""CSV in bounded memory: records with the line each starts on, whatever ends the lines."""

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain, islice
from typing import NamedTuple

from detente.formats.errors import DamagedFile, UnsafeFile, UnusableFile
from detente.formats.found import Rejected
from detente.formats.limits import Limits, in_words

DELIMITERS = (",", ";", "\t", "|")
EXCERPT = 500
_END = "\0"  # fed after the last line: no text has it, so an open quote shows
_LOOKED_AT = 50


class CsvRow(NamedTuple):
    """A record of a CSV file and the physical line it starts on."""

    line: int
    values: tuple[str, ...]


class CsvRecord(NamedTuple):
    """A record of a CSV file by the names of its columns."""

    line: int
    values: dict[str, str]


def delimiter(opening: str) -> str:
    r"""Return which of comma, semicolon, tab and bar divides the first records most evenly.

    >>> delimiter("name;share\nA;0,5\nB;0,7\n")
    ';'
    """
    lines = StringIO(opening, newline="").readlines()
    if len(lines) > 1:
        lines.pop()  # it may be cut
    best, most = DELIMITERS[0], 0.0
    for one in DELIMITERS:
        try:
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=one), _LOOKED_AT) if row]
        except csv.Error:
            continue
        width, times = Counter(widths).most_common(1)[0] if widths else (0, 0)
        evenness = (times / len(widths)) ** 2 * (width - 1) if widths else 0.0
        if widths and widths[0] == width:
            evenness *= 4  # the header agrees: commas inside numbers are not in it
        if evenness > most:
            best, most = one, evenness
    return best


def raw_rows(
    portions: Iterator[str], delimiter: str, limits: Limits, name: str
) -> Iterator[tuple[int, list[str]]]:
    """Yield the records, each with the line it starts on; blank lines are passed over.

    Raises
    ------
    UnsafeFile
        A cell or a record is longer than the limit.
    DamagedFile
        The file ends inside a quoted cell.
    """
    # Python keeps one limit for all readers of the process; every Source sets it before it reads.
    csv.field_size_limit(limits.cell_characters)
    feed = _Feed(portions, limits, name)
    reader = csv.reader(chain.from_iterable(feed.lines()), delimiter=delimiter)
    try:
        for values in reader:
            if feed.ended and values and values[-1].endswith(_END):
                feed.refuse_open_quote(values)
                return
            if values:
                yield feed.start, values
            feed.start = reader.line_num + 1
    except csv.Error as error:
        raise feed.refusal(error) from error


class _Feed:
    """Feeds a CSV reader with lines and watches how long one record grows."""

    def __init__(self, portions: Iterator[str], limits: Limits, name: str) -> None:
        self.portions, self.limits, self.name = portions, limits, name
        self.start = 1
        """The line that the record under way starts on."""
        self.ended = False

    def lines(self) -> Iterator[StringIO]:
        start, waiting, portion = 0, 0, "\n"
        for portion in self.portions:
            waiting = waiting + len(portion) if self.start == start else 0
            start = self.start
            if waiting > self.limits.line_bytes:
                raise UnsafeFile(
                    f"{self.name}, line {start}: the record is longer than "
                    f"{in_words(self.limits.line_bytes)}. A quote is opened there and never closed?"
                )
            yield StringIO(portion, newline="")
        if not portion.endswith(("\n", "\r")):
            yield StringIO("\n", newline="")
        self.ended = True
        yield StringIO(_END, newline="")

    def refuse_open_quote(self, values: list[str]) -> None:
        if values != [_END]:
            raise DamagedFile(
                f"{self.name}, line {self.start}: a quote is opened here and never closed; the file "
                "breaks off, or a quote is missing."
            )

    def refusal(self, error: csv.Error) -> UnusableFile:
        if "field larger" in str(error):
            return UnsafeFile(
                f"{self.name}, line {self.start}: a cell is longer than {self.limits.cell_characters} "
                "characters. A quote is opened there and never closed?"
            )
        return DamagedFile(f"{self.name}, line {self.start}: no CSV ({error}).")


def column_names(values: Sequence[str]) -> list[str]:
    """Return the names of the columns; a second one of the same name is told apart by a number.

    >>> column_names(["Name ", "Date", "Date", ""])
    ['Name', 'Date', 'Date (2)', '']
    """
    seen: Counter[str] = Counter()
    names = []
    for value in values:
        name = value.strip()
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return names


def excerpt(values: Sequence[str]) -> str:
    """Return a row as it was written, cut to 500 characters."""
    text = StringIO()
    csv.writer(text, lineterminator="").writerow([value[:EXCERPT] for value in values[:EXCERPT]])
    return text.getvalue()[:EXCERPT]


def ragged(line: int, values: Sequence[str], columns: int) -> Rejected:
    """Return the rejection of a row that has too few or too many cells."""
    return Rejected(
        locator=f"line {line}",
        reason=f"The row has {len(values)} cells and the header {columns}: add or remove delimiters, "
        "or quote the cell that holds one.",
        excerpt=excerpt(values),
    )


def records(rows: Iterator[tuple[int, list[str]]], name: str) -> Iterator[CsvRecord | Rejected]:
    """Yield each record after the header by its column names; a ragged row is Rejected.

    Raises
    ------
    DamagedFile
        The file has no record at all.
    """
    first = next(rows, None)
    if first is None:
        raise DamagedFile(f"{name} is empty: there is no header.")
    names = column_names(first[1])
    for line, values in rows:
        if len(values) != len(names):
            yield ragged(line, values, len(names))
        elif any(values):
            yield CsvRecord(line, dict(zip(names, values, strict=True)))
