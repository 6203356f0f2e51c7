"""Read a file to its end, in bounded memory, before anything is written to the ledger."""

import marshal
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from hashlib import sha256
from itertools import islice
from typing import BinaryIO, Final

import orjson

from detente.evidence.ledger.services.write_rows import PlainRow
from detente.formats.checked_findings import checked
from detente.formats.csv_reading import EXCERPT
from detente.formats.fact_key import LONGEST
from detente.formats.facts import to_json
from detente.formats.format import Absence, Format
from detente.formats.found import UNDATED, Finding, Found, PassedOver, Rejected
from detente.formats.source import Source
from detente.foundation.uploads import scratch_file

AT_ONCE = 1_000
KEPT_REJECTIONS = 10_000
IN_UTC = '+00:00"'
KIND: Final = 0  # where a row has it
KEY: Final = 1
WRITTEN: Final = 2
BEGINS: Final = 3
FACTS: Final = 6
PLACE: Final = 7
NO_TEXT = "It holds characters that are no text, or a number too large to keep: mend them."
TOO_LONG = f"Its key, its vendor's name or its place is longer than {LONGEST} characters: shorten it."


@dataclass
class Reading:
    """What a file says, on disk until it is stored, so that a million rows take no memory."""

    source: Source
    format: Format
    spool: BinaryIO
    facts: int = 0
    rejected: int = 0
    rejections: list[Rejected] = field(default_factory=list)
    written: Counter[str | None] = field(default_factory=Counter)
    content_hash: str = ""
    undated: int = 0
    dated: date = date.min
    """The day at which facts stand that carry no date."""
    earliest: str = ""
    latest: str = ""
    """The first and the last moment that a dated fact begins, as stored; empty where none is dated."""
    kinds: Counter[str] = field(default_factory=Counter)
    edition_at: datetime | None = None
    """What orders it among the editions of a list: the date that it states, or its latest fact's."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """How many rows state nothing of their own, by which rows these are."""

    def add(self, rows: list[PlainRow]) -> None:
        """Keep rows on disk. (marshal's own reading of files asks for a few bytes at a time.)"""
        packed = marshal.dumps(rows)
        self.spool.write(len(packed).to_bytes(8))
        self.spool.write(packed)
        self.facts += len(rows)
        self.written.update([row[WRITTEN] for row in rows])
        self.kinds.update([row[KIND] for row in rows])

    def chunks(self) -> Iterator[list[PlainRow]]:
        """Yield the rows again, some thousand at a time."""
        self.spool.seek(0)
        while size := self.spool.read(8):
            yield marshal.loads(self.spool.read(int.from_bytes(size)))  # noqa: S302  # our own file, nameless

    def reject(self, row: Rejected) -> None:
        """Count a row that cannot be used, and keep it with the reason while there are not too many."""
        self.rejected += 1
        if len(self.rejections) < KEPT_REJECTIONS:
            locator, reason, excerpt = (_as_text(one) for one in (row.locator, row.reason, row.excerpt))
            self.rejections.append(Rejected(locator[:LONGEST], reason, excerpt[:EXCERPT]))

    def close(self) -> None:
        """Free the disk."""
        self.spool.close()


def read_file(
    *,
    source: Source,
    format: Format,  # noqa: A002  # the field's word
    at: datetime,
    step: Callable[[int], None] = lambda _: None,
) -> Reading:
    """Return what a file says; whoever asks closes it.

    Parameters
    ----------
    source : Source
        The file.
    format : Format
        How to read it.
    at : datetime
        Now. Where the file gives no date to a fact, the day on which the file was written stands in, as its sender or
        the disk has it; a disk that is ahead of now is not believed. What happened has happened by now.
    step : function of a number of rows
        Told of each 1,000 rows that were read; may raise to stop.

    Raises
    ------
    UnusableFile
        It cannot be read to its end: then nothing of it is used.
    """
    written_on = min(source.dated_at, at.astimezone(UTC)).date()
    reading = Reading(source, format, scratch_file(), dated=written_on)
    try:
        _read(reading, at, _as_stored(datetime.combine(written_on, time(), UTC)), step)
    except BaseException:
        reading.close()
        raise
    return reading


def _read(reading: Reading, at: datetime, stand_in: str, step: Callable[[int], None]) -> None:
    source, format_ = reading.source, reading.format
    digest = sha256(format_.name.encode())
    findings = checked(format_.parse(source), at=at)
    while batch := list(islice(findings, AT_ONCE)):
        rows = _rows(batch, int(format_.assurance), reading)
        content = "".join([_content(row) for row in rows])
        if not _is_text(content + "".join([row[PLACE] for row in rows])):
            rows = [row for row in rows if _is_kept(row, reading)]
            content = "".join([_content(row) for row in rows])
        digest.update(content.encode())
        undated = sum([not row[BEGINS] for row in rows])
        if undated:
            reading.undated += undated
            rows = [row if row[BEGINS] else _dated(row, stand_in) for row in rows]
        reading.add(rows)
        step(len(batch))
    reading.content_hash = digest.hexdigest() if reading.facts else source.sha256
    if format_.absence is Absence.REMOVED:
        stated = format_.edition_of(source) if format_.edition_of else None
        latest = datetime.fromisoformat(reading.latest).replace(tzinfo=UTC) if reading.latest else None
        reading.edition_at = stated or latest


def _rows(batch: Iterable[Finding], level: int, reading: Reading) -> list[PlainRow]:
    """Return what was found as plain rows; what cannot be one is rejected, or counted."""
    found: list[Found] = []
    for one in batch:
        if isinstance(one, Found):
            found.append(one)
        elif isinstance(one, PassedOver):
            reading.passed_over[one.why] += 1
        else:
            reading.reject(one)
    try:
        rows = _plain(found, level)
    except TypeError:  # orjson: half a character, or a number of more than 64 bits; in which of them?
        rows = [row for one in found for row in _plain_or_rejected(one, level, reading)]
    if any(map(_is_too_long, rows)):
        for row in filter(_is_too_long, rows):
            reading.reject(Rejected(row[PLACE], TOO_LONG, row[KEY]))
        rows = [row for row in rows if not _is_too_long(row)]
    if days := [row[BEGINS] for row in rows if row[BEGINS]]:
        reading.earliest = min([*days, reading.earliest or days[0]])
        reading.latest = max([*days, reading.latest])
    return rows


def _plain(found: list[Found], level: int) -> list[PlainRow]:
    return [
        (
            one.record.kind,
            one.key,
            one.vendor,
            "" if one.valid_from == UNDATED else _as_stored(one.valid_from),
            None if one.valid_to is None else _as_stored(one.valid_to),
            level if one.assurance is None else int(one.assurance),
            to_json(one.record).decode(),
            one.locator,
        )
        for one in found
    ]


def _plain_or_rejected(found: Found, level: int, reading: Reading) -> list[PlainRow]:
    try:
        return _plain([found], level)
    except TypeError:
        reading.reject(Rejected(found.locator, NO_TEXT, repr(found.record)))
        return []


def _is_too_long(row: PlainRow) -> bool:
    return len(row[KEY]) > LONGEST or len(row[PLACE]) > LONGEST or len(row[WRITTEN] or "") > LONGEST


def _is_kept(row: PlainRow, reading: Reading) -> bool:
    if _is_text(_content(row) + row[PLACE]):
        return True
    reading.reject(Rejected(row[PLACE], NO_TEXT, row[FACTS]))
    return False


def _is_text(words: str) -> bool:
    """Return whether a database keeps it: no NUL, and no half of a character."""
    return ("\0" not in words and words.isascii()) or _as_text(words) == words


def _as_text(words: str) -> str:
    return words.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _dated(row: PlainRow, day: str) -> PlainRow:
    kind, key, written, _, ends, level, facts, place = row
    return kind, key, written, day, ends, level, facts, place


def _content(row: PlainRow) -> str:
    """Return what makes two rows the same: all but the place in the file."""
    kind, key, written, begins, ends, level, facts, _ = row
    return f"{kind}\x1f{key}\x1f{written or ''}\x1f{begins}\x1f{ends or ''}\x1f{level}\x1f{facts}\x1e"


def _as_stored(moment: datetime) -> str:
    """Return a moment as the database keeps it: UTC, without an offset. (orjson writes it three times as fast.)"""
    text = orjson.dumps(moment).decode()
    if text.endswith(IN_UTC):
        return text[1 : -len(IN_UTC)].replace("T", " ")
    return _as_stored(moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC))
