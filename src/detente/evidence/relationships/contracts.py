"""What other rooms, and the doors, may see of a relationship."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role, Side

RelationshipId = NewType("RelationshipId", int)

SEE_RELATIONSHIPS = Permission("see relationships", CUSTOMER_SIDE | VENDOR_SIDE)
MANAGE_RELATIONSHIPS = Permission("manage relationships", frozenset({Role.CISO, Role.ANALYST}))
SIGN_OUTCOMES = Permission("sign outcome statements", frozenset({Role.CISO, Role.VENDOR_LEAD}))
ACCEPT_CODE = Permission("accept the code of conduct", frozenset({Role.VENDOR_LEAD}))
KEEP_NOTES = Permission(
    "keep private notes", frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
)


class Stage(StrEnum):
    """How far a partnership has come."""

    TRANSACTIONAL = "transactional"
    PROVEN = "proven"
    TRUSTED = "trusted"
    STRATEGIC = "strategic"


class Match(StrEnum):
    """How a written name came to mean a vendor."""

    RULE = "rule"
    HAND = "hand"


class NoSuchVendor(NotFound):
    """There is no vendor of that name or number with whom you have a relationship."""


class NoSuchRelationship(NotFound):
    """There is no such relationship, or you are no party to it."""


class AmbiguousVendor(Invalid):
    """The name fits several vendors."""


class VendorExists(Conflict):
    """There is a relationship with a vendor of that name, or of one that means the same."""


@dataclass(frozen=True, slots=True)
class Vendor:
    """A vendor as the customer's side names it, with the relationship to it."""

    vendor: OrganisationId
    name: str
    relationship: RelationshipId
    customer: OrganisationId
    tier: int
    stage: Stage
    service: str
    """What it supplies, in a few words."""
    products: tuple[str, ...]
    notice_hours: int | None
    renews_on: date | None


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, for which side, and when."""

    side: Side
    person: str
    organisation: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome statement, and who signed it."""

    version: int
    text: str
    proposed_by: str
    proposed_at: datetime
    signatures: tuple[Signature, ...]
