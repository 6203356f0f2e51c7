"""What the doors may see of an import."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from detente.evidence.ledger.contracts import (
    GIVE_EVIDENCE,
    IMPORT_EVIDENCE,
    DocumentId,
    DocumentSummary,
    Editions,
    EvidenceLine,
)
from detente.evidence.relationships.contracts import Customer, RelationshipId
from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Permission

ImportId = NewType("ImportId", int)

SEE_IMPORTS = Permission("see imports", IMPORT_EVIDENCE.roles | GIVE_EVIDENCE.roles)


class NoSuchImport(NotFound):
    """There is no such import, or none that the actor may know of."""


class NothingToImport(Invalid):
    """No file was given, or none of that name is there."""


class NoSuchFormat(Invalid):
    """There is no file format of that name."""


class UnusableMapping(Invalid):
    """A mapping file cannot be followed; the message names its line and what to do."""


class CannotBeShared(Conflict):
    """The document is not yours to share, counts no longer, or holds what another customer wrote."""


class Outcome(StrEnum):
    """What became of a file."""

    ADDED = "added"
    SAME_FILE = "same file"
    SAME_CONTENT = "same content"
    UNUSABLE = "unusable"
    HELD_BACK = "held back"  # good, but brought together with rejected rows, all or nothing


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A vendor's name in a file that is nobody's yet, and how many facts wait for it."""

    written: str
    facts: int
    suggestion: str | None
    """The vendor that it may mean; a person says whether it does."""


@dataclass(frozen=True, slots=True)
class Rejection:
    """A row that could not be used, where it stands, and why."""

    locator: str
    reason: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file."""

    name: str
    outcome: Outcome
    format: str | None
    message: str
    document: DocumentId | None
    facts: int
    rejected: int
    unattributed: int
    editions: Editions | None
    unknown_names: tuple[UnknownName, ...]
    rejections: tuple[Rejection, ...]
    """The first 100; the import's page and its download have the rest, up to 10,000."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What became of all files of an import."""

    id: ImportId
    asked_at: datetime
    files: tuple[FileReport, ...]
    given_to: str = ""
    """The customer to whom the vendor gave the files; empty where a customer brought them for itself."""

    @property
    def exit_code(self) -> int:
        """0: every row is in; 3: some rows or files are not; 2: nothing is in, since files are unusable."""
        kept = [one for one in self.files if one.outcome not in (Outcome.UNUSABLE, Outcome.HELD_BACK)]
        if any(one.outcome is Outcome.UNUSABLE for one in self.files):
            return 3 if any(one.facts for one in kept) else 2
        return 3 if any(one.rejected for one in self.files) else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked of all files of an import."""

    customer: OrganisationId
    """Whose ledger they go to."""
    about: OrganisationId | None
    """The vendor that they are about, where they name none or only one."""
    mapping: str
    all_or_nothing: bool
    private: bool
    by_vendor: bool
    given: bool = False
    """Whether the vendor gives them to its customer, about itself; else a customer brings them for itself."""


@dataclass(frozen=True, slots=True)
class SeenShown:
    """What the two sides of a relationship see of each other's files, and what your own side keeps to itself."""

    relationship: RelationshipId
    other: str
    ours: tuple[DocumentSummary, ...]
    """The latest documents that your side brought and both see."""
    theirs: tuple[DocumentSummary, ...]
    """The latest documents that the other side brought and both see."""
    notes: int
    """Your side's private notes, which the other side never sees."""


@dataclass(frozen=True, slots=True)
class MayShare:
    """A document that the vendor gave, and which of its customers have it."""

    document: DocumentSummary
    lines: tuple[EvidenceLine, ...]
    """Its first lines, as whoever gets it will see them."""
    have: tuple[str, ...]
    offered: tuple[Customer, ...]
    """The customers that do not have it."""
