"""What others may see of the audit log, and what can go wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from pydantic import JsonValue

from detente.foundation.errors import Conflict, NotFound
from detente.foundation.roles import Permission, Role

READ_AUDIT_LOG = Permission(
    "read the audit log", frozenset({Role.CISO, Role.ANALYST, Role.AUDITOR, Role.VENDOR_LEAD})
)


class OutsideTransaction(RuntimeError):
    """A deed was to be recorded outside the transaction that it is in: a fault of ours."""


class UnrecordableInput(TypeError):
    """An input of a use case has no form in which the log could keep it: a fault of ours."""


class KeyLost(Conflict):
    """Checkpoints were signed with a key that is no longer there."""


class LogIsDamaged(Conflict):
    """The log does not fit what was signed over it, so nothing more is signed."""


class NoSuchEntry(NotFound):
    """The organisation has no entry of that number, or it was erased."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A signed statement of how many entries there are and of the root over them."""

    size: int
    root: str  # base64, as in the note
    note: str
    key: str  # what the signature is verified with: name+id+key
    signed_at: datetime


@dataclass(frozen=True, slots=True)
class HeldCheckpoint:
    """A checkpoint that an organisation was handed: its witness against whoever runs the log."""

    size: int
    root: str
    note: str
    handed_at: datetime


@dataclass(frozen=True, slots=True)
class RecordedDeed:
    """An entry of the log as its organisation sees it; what was erased is None."""

    number: int
    at: datetime
    verb: str | None
    person: int | None
    name: str | None
    role: str | None
    inputs: dict[str, JsonValue] | None
    erased: bool
    checkpointed: bool
    """Whether a signed checkpoint covers it already."""


@dataclass(frozen=True, slots=True)
class AuditExport:
    """An organisation's entries with their proofs: what stands at its head, and the lines to write."""

    checkpoint: Checkpoint
    entries: int
    copies: int
    lines: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that verifying found."""

    where: str  # "entry 7", "checkpoint of 40 entries"
    says: str
    entry: int | None = None  # the entry that is wrong, or the first that may be
    exact: bool = True  # whether it is that entry, or one from there on


@dataclass(frozen=True, slots=True)
class Verification:
    """What the whole log was found to be."""

    entries: int
    payloads: int
    erased: int
    checkpoints: int
    copies: int
    unsigned: int  # entries after the last checkpoint: nothing signed covers them yet
    root: str
    ok: bool
    first_wrong_entry: int | None
    faults: tuple[Finding, ...]
    faults_found: int  # may be more than are listed
    warnings: tuple[Finding, ...]
    warnings_found: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What verifying the whole log found, as far as one organisation may know it.

    How many entries there are each checkpoint says to everybody; what is wrong with another's entries is
    for whoever runs the installation.
    """

    verified_at: datetime
    ok: bool
    entries: int
    checkpoints: int
    unsigned: int
    root: str
    faults: tuple[Finding, ...]  # in entries of the organisation
    faults_elsewhere: int
