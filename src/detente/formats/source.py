"""A file to read, in bounded memory: what every parser gets instead of a path.

Nothing here trusts the file. Every way to read has a limit; passing one raises UnsafeFile (or
DamagedFile) with what was met, the limit, and what to do.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a file may ask of its reader."""

    file_bytes: int = 512 * 1024 * 1024
    json_bytes: int = 128 * 1024 * 1024
    line_bytes: int = 8 * 1024 * 1024
    json_depth: int = 64
    cell_characters: int = 1_000_000
    unpacked_bytes: int = 512 * 1024 * 1024
    unpacked_ratio: int = 200
    sheet_cells: int = 5_000_000


@dataclass
class Source:
    """A file on disk under the name its sender gave it.

    `path` is where the bytes are (an upload's temporary file); `name` is what people see.
    """

    path: Path
    name: str
    limits: Limits = field(default_factory=Limits)

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
        with self.path.open("rb") as file:
            return file.read(65536)

    # To be written (see the tests of hostile files):
    #   is_json, is_xlsx: bool          what the first bytes say, without trusting the name
    #   text() -> str                   decoded (UTF-8 with or without BOM, UTF-16 with BOM, else cp1252), no NUL
    #   lines() -> Iterator[tuple[int, str]]     1-based physical line numbers; \n, \r\n and bare \r
    #   rows() -> Iterator[CsvRow]      CSV records with the line each starts on; quoted newlines, delimiter sniffed
    #   json() -> Any                   parsed once and kept; depth and size bounded; duplicate keys refused
    #   json_object: dict | None        json() when the file is a JSON object, else None; never raises
    #   sheets() -> Iterator[Sheet]     XLSX by calamine, after the zip was checked
    #   yaml() -> Any                   safe loader, aliases bounded
    #   header: tuple[str, ...] | None  the first CSV record, None when it is no CSV; never raises
    def json(self) -> Any: ...  # noqa: D102
    def rows(self) -> Iterator[Any]: ...  # noqa: D102
