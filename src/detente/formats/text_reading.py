"""Bytes to text in bounded memory: the encoding, the lines, and what is no text at all."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits, in_words

BLOCK = 1 << 20

_MARKS = (  # the longer first: the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = (
    (b"\x1f\x8b", "a gzip archive: unpack it and send what is in it"),
    (b"PK\x03\x04", "a ZIP archive or Excel workbook: it cannot be read as text"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file: save it as XLSX or CSV"),
    (b"%PDF", "a PDF: send the table or questionnaire it was made from"),
    (b"SQLite format 3", "a database: export the table as CSV"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x7fELF", "a program"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\v\f"))
_BINARY_SHARE = 0.05
_ESCAPED = re.compile("[\udc80-\udcff]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a text is encoded, and how long its byte order mark is."""

    codec: str
    mark: int = 0


def guess(head: bytes) -> Encoding:
    """Return the encoding as the first bytes tell it, good enough to recognise a format by."""
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Encoding(codec, len(mark))
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return Encoding("cp1252")
    return Encoding("utf-8")


def opening(head: bytes) -> str:
    """Return the first bytes as text, whatever is wrong with them, from the first visible character."""
    how = guess(head)
    return head[how.mark :].decode(how.codec, "replace").lstrip()


def refusal(head: bytes, name: str) -> str | None:
    """Return why the bytes are no text, and what to do, or None."""
    for start, what in _NO_TEXT:
        if head.startswith(start):
            return f"{name} is {what}."
    how = guess(head)
    if how.codec not in {"utf-8", "cp1252"}:
        return None
    if (at := head.find(b"\0")) >= 0:
        wide = head[1:2] == b"\0" or head[:1] == b"\0"
        what = "UTF-16 without a byte order mark, or no text" if wide else "no text, or a damaged one"
        return f"{name} holds a NUL byte at byte {at}: it is {what}. Save it as UTF-8."
    if head and len(head) - len(head.translate(None, _CONTROLS)) > _BINARY_SHARE * len(head):
        return f"{name} is no text: too many of its bytes are control characters. Save it as UTF-8."
    return None


def encoding(path: Path, head: bytes, name: str) -> Encoding:
    """Return how the whole file is encoded, having decoded all of it once.

    Raises
    ------
    DamagedFile
        It is no text, or neither UTF-8 nor marked as UTF-16 or UTF-32; the message names the line and the byte.
    """
    if reason := refusal(head, name):
        raise DamagedFile(reason)
    guessed = guess(head)
    if guessed.mark and guessed.codec != "utf-8":
        return guessed
    line, before = 1, guessed.mark
    for block in _decoded(path, Encoding("utf-8", guessed.mark), "surrogateescape"):
        if bad := None if block.isascii() else _ESCAPED.search(block):
            good = block[: bad.start()]
            place = before + len(good.encode()) + 1
            raise DamagedFile(
                f"{name}, line {line + _line_ends(good)}: byte 0x{ord(bad[0]) - 0xDC00:02X}, number {place:,} of the "
                "file, is not UTF-8. Save it as UTF-8 (in Excel: CSV UTF-8); if the file breaks off there, or is "
                "damaged, export it again."
            )
        line += _line_ends(block)
        before += len(block) if block.isascii() else len(block.encode())
    return Encoding("utf-8", guessed.mark)


def blocks(path: Path, how: Encoding, name: str, size: int = BLOCK) -> Iterator[str]:
    """Yield the text in blocks of at most `size` bytes or a MiB.

    Raises
    ------
    DamagedFile
        It holds NUL or bytes that the encoding does not have; the message names the line.
    """
    line = 1
    try:
        for block in _decoded(path, how, "strict", min(size, BLOCK)):
            if "\0" in block:
                line += _line_ends(block[: block.index("\0")])
                raise DamagedFile(
                    f"{name}, line {line}: a NUL character. It is damaged, or no text: export it again."
                )
            line += _line_ends(block)
            yield block
    except UnicodeDecodeError as error:
        raise DamagedFile(
            f"{name}, after line {line}: a byte that {how.codec} does not have ({error.reason}). "
            "Export it again as UTF-8."
        ) from error


def whole_lines(text: Iterator[str], limits: Limits, name: str) -> Iterator[str]:
    r"""Yield the same text in portions that end where a line ends, be it with \n, \r\n or \r.

    Raises
    ------
    UnsafeFile
        A line is longer than the limit (by more than a block).
    """
    rest = ""
    line = 1
    for block in text:
        joined = rest + block
        line_feed = joined.rfind("\n")  # a \r at the very end may be half of a \r\n: it waits
        end = max(line_feed, joined.rfind("\r", line_feed + 1, len(joined) - 1)) + 1
        rest = joined[end:]
        if len(rest) > limits.line_bytes:
            line += _line_ends(joined[:end])
            raise UnsafeFile(
                f"{name}, line {line}: longer than {in_words(limits.line_bytes)}, the most that one line may "
                "have. Is it the right kind of file?"
            )
        if end:
            portion = joined[:end]
            line += _line_ends(portion)
            yield portion
    if rest:
        yield rest


def numbered_lines(portions: Iterator[str]) -> Iterator[tuple[int, str]]:
    """Yield each line with its number, from 1, without its end."""
    number = 0
    for portion in portions:
        for number, line in enumerate(StringIO(portion, newline=""), number + 1):  # noqa: B020
            yield number, line.rstrip("\r\n")


def _decoded(path: Path, how: Encoding, errors: str, size: int = BLOCK) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder(how.codec)(errors)
    with path.open("rb") as file:
        file.seek(how.mark)
        while block := file.read(size):
            if text := decoder.decode(block):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
