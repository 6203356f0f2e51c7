"""Small files on disk, read by one format; and what the real samples are checked for."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlsxwriter import Workbook

from detente.formats.format import Format, formats_by_name
from detente.formats.found import UNDATED, Found, PassedOver, Rejected
from detente.formats.source import Source


@dataclass(frozen=True, slots=True)
class Read:
    """What a format yielded."""

    found: list[Found]
    rejected: list[Rejected]
    passed_over: Counter[str]

    @property
    def records(self):
        return [one.record for one in self.found]

    @property
    def vendors(self) -> set[str | None]:
        return {one.vendor for one in self.found}

    @property
    def dates(self) -> tuple[datetime, datetime]:
        dated = [one.valid_from for one in self.found if one.valid_from != UNDATED]
        return min(dated), max(dated)

    def by_key(self, key: str) -> Found:
        return next(one for one in self.found if one.key == key)


def source_of(folder: Path, content: str | bytes, name: str = "file") -> Source:
    """Write a file as it is given, byte for byte."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(path, name)


def workbook_of(folder: Path, sheets: dict[str, list[list]], hidden: tuple[str, ...] = ()) -> Source:
    """Write an Excel workbook; a row is a list of cells, datetimes as such."""
    path = folder / "workbook.xlsx"
    with Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name in hidden:
                sheet.hide()
    return Source(path, path.name)


def read(one: Format, source: Source) -> Read:
    """Read a file with one format, whether or not that format recognises it."""
    findings = list(one.parse(source))
    return Read(
        [each for each in findings if isinstance(each, Found)],
        [each for each in findings if isinstance(each, Rejected)],
        Counter(each.why for each in findings if isinstance(each, PassedOver)),
    )


def recognised_as(source: Source) -> list[str]:
    """Return the names of all formats that recognise the content."""
    return [name for name, one in formats_by_name().items() if one.matches(source)]
