"""What other rooms, and the doors, may see of a dispute."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from detente.evidence.ledger.contracts import DocumentId, EvidenceLine
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation.errors import Conflict, Invalid, NotFound, NotPermitted
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role, Side

DisputeId = NewType("DisputeId", int)

_SPEAK = frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
SEE_DISPUTES = Permission("see disputes", CUSTOMER_SIDE | VENDOR_SIDE)
DISPUTE_LINES = Permission("dispute lines of evidence", _SPEAK)
SETTLE_DISPUTES = Permission("settle disputes", frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD}))


class Wrong(StrEnum):
    """What somebody says is wrong with a line."""

    FACT = "the fact"
    TIME = "the time"
    OWNER = "whose it is"
    READING = "how it was read"


class State(StrEnum):
    """What became of a dispute."""

    OPEN = "open"
    UPHELD = "upheld"  # the line counts no longer
    REJECTED = "rejected"  # the line counts as before
    WITHDRAWN = "withdrawn"


class NoSuchDispute(NotFound):
    """There is no such dispute, or you are no party to it."""


class CannotBeDisputed(Conflict):
    """The line counts for nobody any more, or only one side sees it."""


class AlreadyDisputed(Conflict):
    """Your side disputes the line already."""


class AlreadySettled(Conflict):
    """The dispute was settled before."""


class NotYoursToSettle(NotPermitted):
    """The side that did not raise a dispute settles it; the other may withdraw it."""


class UnfitDay(Invalid):
    """A day that was promised has passed already."""


@dataclass(frozen=True, slots=True)
class ReplyShown:
    """What somebody said to a dispute, and by when they will say more."""

    side: Side
    by: str
    organisation: str
    at: datetime
    text: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class SettlementShown:
    """Who settled a dispute, how, and why."""

    outcome: State
    by: str
    organisation: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class DisputeBrief:
    """A dispute as it stands beside its line."""

    id: DisputeId
    relationship: RelationshipId
    vendor: OrganisationId
    document: DocumentId
    position: int
    state: State
    side: Side
    raised_by: str
    organisation: str
    raised_at: datetime
    wrong: Wrong
    says: str
    statement: str
    last_reply: ReplyShown | None
    line_retracted: bool
    """Whether the whole document was retracted meanwhile: then there is nothing left to settle."""


@dataclass(frozen=True, slots=True)
class CounterEvidence:
    """A document that a side puts beside a dispute."""

    document: DocumentId
    name: str
    side: Side
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class DisputeShown:
    """A dispute with both sides' words, the line that it is about, and what became of it."""

    brief: DisputeBrief
    customer: str
    vendor: str
    line: EvidenceLine | None
    replies: tuple[ReplyShown, ...]
    counter_evidence: tuple[CounterEvidence, ...]
    settlement: SettlementShown | None
