"""A file to read, in bounded memory: what every parser gets instead of a path.

Nothing here trusts the file. Every way to read has a limit; passing one raises UnsafeFile (or
DamagedFile) with what was met, the limit, and what to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from detente.formats import csv_reading, json_reading, text_reading, xlsx_reading, yaml_reading
from detente.formats.archive_checking import check_workbook
from detente.formats.csv_reading import CsvRecord, CsvRow
from detente.formats.errors import FormatError, UnsafeFile, UnusableFile
from detente.formats.found import Rejected
from detente.formats.limits import Limits, in_words
from detente.formats.safe_cell import safe_cell
from detente.formats.text_reading import Encoding
from detente.formats.xlsx_reading import Cell, Sheet

__all__ = ["Cell", "CsvRecord", "CsvRow", "Limits", "Sheet", "Source", "safe_cell"]

HEAD = 65536


@dataclass
class Source:
    """A file on disk under the name its sender gave it.

    `path` is where the bytes are (an upload's temporary file); `name` is what people see.
    """

    path: Path
    name: str
    limits: Limits = field(default_factory=Limits)
    written_at: datetime | None = None
    """When it was written or fetched, where the sender says so, for files that do not date themselves."""
    beside_at: datetime | None = None
    """The last moment that files state which arrived with it and date what it says: see `Format.dated_beside`."""

    @cached_property
    def sha256(self) -> str:
        """The hash of the bytes, in hex."""
        digest = sha256()
        with self.path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
        return digest.hexdigest()

    @cached_property
    def head(self) -> bytes:
        """The first 64 KiB, for recognising the content."""
        try:
            with self.path.open("rb") as file:
                return file.read(HEAD)
        except OSError:
            return b""  # reading it says so; recognising never fails

    @cached_property
    def is_json(self) -> bool:
        """Whether the first character that is not blank opens a JSON object or array."""
        return text_reading.opening(self.head)[:1] in {"{", "["}

    @cached_property
    def is_xlsx(self) -> bool:
        """Whether the file is a ZIP archive that holds an Excel workbook."""
        return xlsx_reading.holds_workbook(self.path, self.head)

    @cached_property
    def dated_at(self) -> datetime:
        """When a file that does not date itself was written: as the sender says, or as the disk has it."""
        return self.written_at or datetime.fromtimestamp(self.path.stat().st_mtime, UTC)

    @cached_property
    def encoding(self) -> Encoding:
        """How the whole text is encoded."""
        self._refuse_by_size(self.limits.file_bytes)
        return text_reading.encoding(self.path, self.head, self.name)

    def text(self) -> str:
        """Return the whole text (UTF-8 with or without BOM, UTF-16 or UTF-32 with BOM)."""
        self._refuse_by_size(self.limits.json_bytes)
        return "".join(text_reading.blocks(self.path, self.encoding, self.name))

    def lines(self) -> Iterator[tuple[int, str]]:
        r"""Yield the number, from 1, and the text of each line; it may end in \n, \r\n or \r."""
        return text_reading.numbered_lines(self._portions())

    @cached_property
    def delimiter(self) -> str:
        """What separates the cells, as the first records tell: comma, semicolon, tab or bar."""
        return csv_reading.delimiter(text_reading.opening(self.head))

    def raw_rows(self, delimiter: str | None = None) -> Iterator[tuple[int, list[str]]]:
        """Yield what `rows` does as plain pairs: for millions of rows."""
        return csv_reading.raw_rows(self._portions(), delimiter or self.delimiter, self.limits, self.name)

    def rows(self, delimiter: str | None = None) -> Iterator[CsvRow]:
        """Yield the CSV records, each with the line it starts on; blank lines are passed over."""
        return (CsvRow(line, tuple(values)) for line, values in self.raw_rows(delimiter))

    @cached_property
    def header(self) -> tuple[str, ...] | None:
        """The first CSV record, or None where the file is no CSV; never raises."""
        try:
            if self.is_json or text_reading.refusal(self.head, self.name):
                return None
            blocks = text_reading.blocks(self.path, text_reading.guess(self.head), self.name)
            portions = text_reading.whole_lines(blocks, self.limits, self.name)
            rows = csv_reading.raw_rows(portions, self.delimiter, self.limits, self.name)
            return next((tuple(cell.strip() for cell in values) for _, values in rows), None)
        except (FormatError, OSError):
            return None

    def records(self) -> Iterator[CsvRecord | Rejected]:
        """Yield each CSV record by its column names; a row with too few or many cells is Rejected."""
        return csv_reading.records(self.raw_rows(), self.name)

    def json(self) -> Any:  # any JSON value: what it is, the parser has to find out
        """Return the JSON value: parsed once and kept; bounded, no key contradicts itself, no NaN."""
        value, error = self._json
        if error is not None:
            raise error
        return value

    @cached_property
    def json_object(self) -> dict[str, Any] | None:
        """The JSON value where it is an object, else None; never raises."""
        try:
            value = self._json[0] if self.is_json else None
        except (FormatError, OSError):
            return None
        return value if isinstance(value, dict) else None

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets of an Excel workbook, after the archive was checked for bombs."""
        if self._workbook_fault is not None:
            raise self._workbook_fault
        return xlsx_reading.sheets(self.path, self.name)

    def yaml(self) -> Any:  # any YAML value
        """Return the YAML value by the safe loader; aliases, depth and size are bounded."""
        return self.yaml_document().value

    def yaml_document(self) -> yaml_reading.Document:
        """Return the YAML value with the line of each part of it."""
        return yaml_reading.read(self.text(), self.name, self.limits)

    @cached_property
    def _workbook_fault(self) -> FormatError | None:
        """What speaks against unpacking the workbook: found once, since several formats may ask."""
        try:
            self._refuse_by_size(self.limits.file_bytes)
            check_workbook(self.path, self.limits, self.name)
        except FormatError as error:
            return error
        return None

    @cached_property
    def _json(self) -> tuple[Any, FormatError | None]:
        try:
            return json_reading.read(self.text(), self.limits, self.name), None
        except FormatError as error:
            return None, error

    def _portions(self) -> Iterator[str]:
        """Yield the text in portions of whole lines."""
        blocks = text_reading.blocks(self.path, self.encoding, self.name, self.limits.line_bytes)
        return text_reading.whole_lines(blocks, self.limits, self.name)

    def _refuse_by_size(self, most: int) -> None:
        if not self.path.is_file():
            raise UnusableFile(f"{self.name} is not a file that can be read.")
        if (size := self.path.stat().st_size) > most:
            raise UnsafeFile(
                f"{self.name} has {in_words(size)}, and {in_words(most)} is the most that is read: split it."
            )
