"""Whether it is safe to unpack a workbook: everything in it is unpacked once here, and thrown away.

Sizes that an archive declares are not believed: the streams are inflated by zlib, block by block, and
counted. A sheet's cells are counted too, and the rectangle they span, because a reader allocates all of it.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits, in_words

_BLOCK = 1 << 20
_OVERLAP = 4096  # what is looked for is never longer, so nothing hides at the edge of two blocks
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_ENCRYPTED = 0x1
_CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]{0,2000})?>")
_REFERENCE = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})([0-9]{1,7})["']""")
_SHARED = re.compile(rb"<(?:\w+:)?(?:si|row)[\s/>]")
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def check_workbook(path: Path, limits: Limits, name: str) -> None:
    """Refuse a workbook that is a bomb, has entities, or spans too many cells.

    Raises
    ------
    UnsafeFile
        One of the limits is passed; the message names it.
    DamagedFile
        It is no archive, breaks off, or is protected by a password.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFile(f"{name} is no whole Excel workbook ({error}). Send it again.") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise DamagedFile(f"{name} is a ZIP archive without an Excel workbook in it. Save it as XLSX or CSV.")
    if len(entries) > limits.archive_entries:
        raise UnsafeFile(f"{name} holds {len(entries)} entries; {limits.archive_entries} are the most.")
    most = max(limits.unpacked_anyway, limits.unpacked_ratio * path.stat().st_size)
    budget = min(limits.unpacked_bytes, most)
    unpacked = 0
    with path.open("rb") as file:
        for entry in entries:
            count = _Count()
            for block in _inflated(file, entry, name):
                unpacked += len(block)
                if unpacked > budget:
                    raise UnsafeFile(
                        f"{name} unpacks to more than {in_words(budget)}, the most for its size: an archive "
                        "bomb? Save the sheet as CSV."
                    )
                count.add(block, f"{name}, {entry.filename}", limits)


class _Count:
    """What was seen of one entry."""

    def __init__(self) -> None:
        self.tail = b""
        self.cells = self.strings = self.last_row = self.last_column = 0

    def add(self, block: bytes, where: str, limits: Limits) -> None:
        if b"\0" in block and b"<" in block[:200] and where.endswith((".xml", ".rels")):
            raise UnsafeFile(f"{where}: no UTF-8 text, so it cannot be checked. Save the workbook again.")
        seen = self.tail + block
        if _FORBIDDEN.search(seen):
            raise UnsafeFile(f"{where}: declares entities, which no workbook needs. Save the workbook again.")
        edge = seen.rfind(b"<") if seen.rfind(b"<") > len(seen) - _OVERLAP else len(seen)
        self._count_cells(seen[:edge])
        self.tail = seen[edge:]
        spanned = max(self.last_row * self.last_column, self.cells, self.strings)
        if spanned > limits.sheet_cells:
            raise UnsafeFile(
                f"{where}: spans {spanned} cells; {limits.sheet_cells} are the most that is read. "
                "Save it as CSV, or delete what lies far from the table."
            )

    def _count_cells(self, seen: bytes) -> None:
        self.strings += len(_SHARED.findall(seen))
        for tag in _CELL.finditer(seen):
            text = tag.group()
            if text.endswith(b"/>"):
                continue  # formatted, but empty
            self.cells += 1
            if reference := _REFERENCE.search(text):
                column = 0
                for letter in reference[1]:
                    column = column * 26 + letter - 64
                self.last_column = max(self.last_column, column)
                self.last_row = max(self.last_row, int(reference[2]))


def _inflated(file: BinaryIO, entry: zipfile.ZipInfo, name: str) -> Iterator[bytes]:
    """Yield what an entry really unpacks to, whatever its header says."""
    if entry.flag_bits & _ENCRYPTED:
        raise DamagedFile(f"{name} is protected by a password: remove it and send it again.")
    if entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise UnsafeFile(f"{name}, {entry.filename}: packed as no workbook is. Save it again.")
    file.seek(entry.header_offset)
    header = file.read(_LOCAL_HEADER.size)
    if len(header) < _LOCAL_HEADER.size or not header.startswith(b"PK\x03\x04"):
        raise DamagedFile(f"{name}, {entry.filename}: the archive breaks off. Send it again.")
    _, name_length, extra_length = _LOCAL_HEADER.unpack(header)
    file.seek(name_length + extra_length, 1)
    left, size = entry.compress_size, 0
    inflater = zlib.decompressobj(-15)
    try:
        while left and (packed := file.read(min(left, 65536))):
            left -= len(packed)
            if entry.compress_type == zipfile.ZIP_STORED:
                size += len(packed)
                yield packed
                continue
            while packed and not inflater.eof:
                block = inflater.decompress(packed, _BLOCK)
                packed = inflater.unconsumed_tail
                size += len(block)
                yield block
    except zlib.error as error:
        raise DamagedFile(f"{name}, {entry.filename}: damaged ({error}). Send it again.") from error
    if left or size != entry.file_size:
        raise DamagedFile(f"{name}, {entry.filename}: it breaks off, or lies about its size. Send it again.")
