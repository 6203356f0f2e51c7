"""Excel workbooks (XLSX), read by calamine."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from detente.formats.errors import DamagedFile

Cell = str | float | bool | datetime | date | None
"""A number is a float, as in Excel; a time of day or a duration is text."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet and its rows, each with its number as Excel shows it; blank rows are passed over."""

    name: str
    rows: Iterator[tuple[int, tuple[Cell, ...]]]
    hidden: bool = False


def holds_workbook(path: Path, head: bytes) -> bool:
    """Return whether the bytes are a ZIP archive with an Excel workbook; never raises."""
    if not head.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return "xl/workbook.xml" in archive.NameToInfo
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def sheets(path: Path, name: str) -> Iterator[Sheet]:
    """Yield the sheets, in order, of a workbook that `archive_checking` has found safe to unpack.

    Raises
    ------
    DamagedFile
        It is no workbook after all.
    """
    try:
        with path.open("rb") as file, CalamineWorkbook.from_filelike(file) as workbook:
            for index, about in enumerate(workbook.sheets_metadata):
                if about.typ is not SheetTypeEnum.WorkSheet:
                    continue
                sheet = workbook.get_sheet_by_index(index)
                yield Sheet(
                    about.name,
                    _rows(sheet),
                    hidden=about.visible is not SheetVisibleEnum.Visible,
                )
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(
            f"{name} is no Excel workbook that is read here ({error}). Save it as XLSX."
        ) from error


def _rows(sheet: CalamineSheet) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    left = (None,) * (sheet.start[1] if sheet.start else 0)  # columns that calamine leaves out
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = left + tuple(_cell(value) for value in row)
        if any(cell is not None for cell in cells):
            yield number, cells


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool | datetime | date):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return None
