"""Read a file to its end, in bounded memory, before anything is written to the ledger."""

import marshal
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from hashlib import sha256
from tempfile import TemporaryFile
from typing import BinaryIO

from detente.formats.facts import to_json
from detente.formats.format import Format
from detente.formats.found import UNDATED, Found, Rejected
from detente.formats.source import Source

AT_ONCE = 5_000
KEPT_REJECTIONS = 10_000

SpooledRow = tuple[str, str, str | None, str, str | None, int, str, str]
"""kind, key, vendor as written, valid from, valid to, assurance, facts, locator."""


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
    latest: str = ""
    """The last moment that a dated fact begins, as stored."""

    def chunks(self) -> Iterator[list[SpooledRow]]:
        """Yield the rows again, some thousand at a time."""
        self.spool.seek(0)
        while True:
            try:
                yield marshal.load(self.spool)  # noqa: S302  # our own file, without a name, written above
            except EOFError:
                return


def read_file(
    *,
    source: Source,
    format: Format,  # noqa: A002  # the field's word
    at: datetime,
    step: Callable[[int], None] = lambda _: None,
) -> Reading:
    """Return what a file says.

    Parameters
    ----------
    source : Source
        The file.
    format : Format
        How to read it.
    at : datetime
        The day that stands in where the file gives no date to a fact.
    step : function of a number of rows
        Told of each 5,000 rows that were read; may raise to stop.

    Raises
    ------
    UnusableFile
        It cannot be read to its end: then nothing of it is used.
    """
    reading = Reading(source, format, TemporaryFile())  # noqa: SIM115  # closed with the reading
    digest = sha256(format.name.encode())
    today = _as_stored(datetime.combine(at.astimezone(UTC).date(), time()))
    chunk: list[SpooledRow] = []
    moments: dict[datetime, str] = {}
    level = int(format.assurance)
    for found in format.parse(source):
        if isinstance(found, Rejected):
            reading.rejected += 1
            if len(reading.rejections) < KEPT_REJECTIONS:
                reading.rejections.append(found)
            continue
        row = _row(found, moments, level, today, reading)
        chunk.append(row)
        dated = "" if found.valid_from == UNDATED else row[3]
        digest.update("\x1f".join((row[0], row[1], row[2] or "", dated, row[6])).encode())
        if len(chunk) == AT_ONCE:
            _put(reading, chunk)
            step(len(chunk))
            chunk.clear()
    _put(reading, chunk)
    step(len(chunk))
    reading.content_hash = digest.hexdigest()
    return reading


def _put(reading: Reading, chunk: list[SpooledRow]) -> None:
    if chunk:
        marshal.dump(chunk, reading.spool)
        reading.facts += len(chunk)
        reading.written.update([row[2] for row in chunk])


def _row(found: Found, moments: dict[datetime, str], level: int, today: str, reading: Reading) -> SpooledRow:
    begins = found.valid_from
    if begins == UNDATED:
        reading.undated += 1
        valid_from = today
    else:
        known = moments.get(begins)
        if known is None:
            known = _as_stored(begins)
            if len(moments) < AT_ONCE:
                moments[begins] = known
        valid_from = known
        reading.latest = max(reading.latest, known)
    record = found.record
    return (
        record.kind,
        found.key,
        found.vendor,
        valid_from,
        None if found.valid_to is None else _as_stored(found.valid_to),
        level if found.assurance is None else int(found.assurance),
        to_json(record).decode(),
        found.locator,
    )


def _as_stored(moment: datetime) -> str:
    """Return a moment as the database keeps it: UTC, without an offset."""
    utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return str(utc.replace(tzinfo=None))
