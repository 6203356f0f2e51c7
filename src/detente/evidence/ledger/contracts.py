"""What other rooms, and the doors, may see of the ledger."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from detente.formats.found import Assurance
from detente.formats.records import Record
from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role

DocumentId = NewType("DocumentId", int)

SEE_EVIDENCE = Permission("see evidence", CUSTOMER_SIDE | VENDOR_SIDE)
IMPORT_EVIDENCE = Permission("import evidence", frozenset({Role.CISO, Role.ANALYST}))
GIVE_EVIDENCE = Permission("give own evidence", frozenset({Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR}))
RETRACT_EVIDENCE = Permission("retract evidence", IMPORT_EVIDENCE.roles | GIVE_EVIDENCE.roles)


class NoSuchDocument(NotFound):
    """There is no such document, or none that the actor may know of."""


class NoSuchEvidence(NotFound):
    """There is no such line of evidence, or none that the actor may know of."""


class AlreadyRetracted(Conflict):
    """The document was retracted before."""


class AlreadyStruck(Conflict):
    """The line was struck before."""


class NoReasonGiven(Invalid):
    """A retraction says why, for whoever asks later."""


class Arrival(StrEnum):
    """What a file's arrival added to the ledger."""

    ADDED = "added"
    SAME_FILE = "the same file was there already"
    SAME_CONTENT = "the same content was there already: seen again"


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence as the scorecards read it."""

    vendor: OrganisationId
    document: DocumentId
    position: int
    kind: str
    record: Record
    key: str
    valid_from: datetime
    valid_to: datetime | None
    assurance: Assurance
    against_only: bool
    known_at: datetime
    """When the document arrived: what it leaves open, it leaves open as of then."""
    file: DocumentId | None = None
    """The whole file that the document is one vendor's part of; None where it is the whole itself."""


Span = tuple[datetime, datetime | None]
"""From when, and until when; None: still."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A statement that counts no longer since a moment, wherever it is repeated: a dispute about it was upheld."""

    key: str
    record: Record
    at: datetime


def is_struck(fact: Fact, struck: Sequence[Struck], known_on: datetime) -> bool:
    """Return whether a fact says what counted no longer, as known on a date."""
    return any(one.at <= known_on and one.key == fact.key and one.record == fact.record for one in struck)


@dataclass(frozen=True, slots=True)
class FactsOverTime:
    """All that was known of a vendor up to a date, and when it came and went."""

    facts: tuple[Fact, ...]
    retracted_at: Mapping[DocumentId, datetime]
    removed: Mapping[tuple[DocumentId, int], Sequence[Span]]
    """By document and position: when a later edition of the list was known that no longer had the entry."""
    struck: Sequence[Struck] = ()

    def on(self, *, as_of: datetime, known_on: datetime) -> list[Fact]:
        """Return what was known, on a date, to have been true by a date: the same as the ledger would."""
        gone = {document for document, at in self.retracted_at.items() if at <= known_on}
        return [
            fact
            for fact in self.facts
            if fact.known_at <= known_on
            and fact.valid_from <= as_of
            and fact.document not in gone
            and not self._is_removed(fact, known_on)
            and not is_struck(fact, self.struck, known_on)
        ]

    def _is_removed(self, fact: Fact, known_on: datetime) -> bool:
        return any(
            begins <= known_on and (ends is None or known_on < ends)
            for begins, ends in self.removed.get((fact.document, fact.position), ())
        )


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition of a public list that is complete: what it does not list was not listed on its day."""

    document: DocumentId
    name: str
    edition_at: datetime
    """As of when it speaks: its release, else its latest entry."""
    known_at: datetime
    nobodys: tuple[Record, ...]
    """Its entries under names that are nobody's, or that were matched only after the list had come."""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence as a person reads it: the fact, its dates, and the line that says it."""

    document: DocumentId
    position: int
    document_name: str
    sha256: str
    format: str
    vendor: OrganisationId | None
    written: str | None
    kind: str
    key: str
    facts: dict[str, object]  # the record's fields: each kind has its own
    sentence: str
    """What the fact says, in words."""
    valid_from: datetime
    valid_to: datetime | None
    known_at: datetime
    assurance: str
    locator: str
    excerpt: str | None = None
    """The line itself, as it stands in the file, cut to 2,000 characters; None where it is not yours to see."""
    retracted_at: datetime | None = None
    struck_at: datetime | None = None
    """Since when the line counts no longer, since a dispute about it was upheld."""


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document, and what it brought."""

    id: DocumentId
    name: str
    format: str
    sha256: str
    bytes: int
    vendor: OrganisationId | None
    part_of: DocumentId | None
    """The file's own document, of which this is one vendor's part."""
    assurance: str
    known_at: datetime
    received_by: str
    facts: int
    rejected: int
    observations: int
    retracted_at: datetime | None
    retracted_because: str | None
    private: bool = False
    """Whether its facts are the customer's alone."""
    levels: tuple[str, ...] = ()
    """Who checked its facts, where that differs from the document's own level; the strongest last."""
    received_from: str = ""
    """The organisation that brought it, and alone may retract it."""
    given_by_vendor: bool = False
    """Whether that is the vendor, which gave it to its customer about itself."""


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """Something that a vendor said of itself, and to whom."""

    document: DocumentId
    position: int
    customer: OrganisationId
    """In whose ledger it stands."""
    given: bool
    """Whether the vendor gave it itself; else that customer filed what it says of the vendor."""
    record: Record
    said_at: datetime
    known_at: datetime
    assurance: str
    locator: str


@dataclass(frozen=True, slots=True)
class Editions:
    """How an edition of a list differs from the one before."""

    added: int
    changed: int
    removed: int


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file."""

    document: DocumentId
    arrival: Arrival
    facts: int
    rejected: int
    unattributed: int
    """Facts that name no vendor of yours; they wait, and count for nobody."""
    known_at: datetime
    editions: Editions | None
    struck_since: int | None
    """How many of its entries a later edition, known already, no longer lists; None where none is known."""
