"""Checking one stored entry against itself: its line, the hash beside it, and its payload."""

import json
from dataclasses import dataclass
from datetime import datetime

from detente.foundation.audit_log.canonical import canonical
from detente.foundation.audit_log.erasing import ERASED
from detente.foundation.audit_log.findings import Findings
from detente.foundation.audit_log.merkle import leaf_hash
from detente.foundation.audit_log.recording import commitment


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """What the tables have of one entry; salt and body are None once erased."""

    index: int
    line: str
    leaf_hash: bytes
    organisation: int | None
    salt: bytes | None
    body: str | None
    payload_organisation: int | None


@dataclass(frozen=True, slots=True)
class CheckedEntry:
    """What checking needs to remember of an entry."""

    at: datetime | None
    erases: int | None = None


class NotALine(ValueError):
    """A line of the log is not of the form that it was written in."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a line says."""

    index: int
    at: datetime
    commitment: str

    @classmethod
    def read(cls, text: str) -> "Line":
        """Return what a line says, or raise NotALine."""
        try:
            said = json.loads(text)
            line = cls(said["index"], datetime.fromisoformat(said["at"]), said["commitment"])
        except (ValueError, TypeError, KeyError) as error:
            raise NotALine("it is no line of the log") from error
        if canonical(said) != text or set(said) != {"index", "at", "commitment"}:
            raise NotALine("it is not written as the log writes its lines")
        return line


def check_entry(stored: StoredEntry, found: Findings) -> CheckedEntry:
    """Keep what is wrong with an entry, and return what it adds to the whole."""

    def fault(says: str) -> None:
        found.fault(f"entry {stored.index}", says, entry=stored.index)

    if leaf_hash(stored.line.encode()) != bytes(stored.leaf_hash):
        fault("its line is not the one that was hashed when it was added")
    try:
        line = Line.read(stored.line)
    except NotALine as error:
        fault(f"{error}")
        return CheckedEntry(None)
    if line.index != stored.index:
        fault(f"its line says that it is entry {line.index}")
    if stored.body is None or stored.salt is None:
        return CheckedEntry(line.at)
    if commitment(bytes(stored.salt), stored.body) != line.commitment:
        fault("what it says is not what its line commits to")
        return CheckedEntry(line.at)
    body = json.loads(stored.body)
    if not body["organisation"] == stored.organisation == stored.payload_organisation:
        fault("it is filed under another organisation than the one that it speaks of")
    return CheckedEntry(line.at, body["inputs"]["entry"] if body["verb"] == ERASED else None)
