"""What other rooms, and the doors, may see of a disclosure."""

from dataclasses import dataclass
from datetime import date

from detente.evidence.ledger.contracts import GIVE_EVIDENCE, DocumentId
from detente.foundation.errors import Conflict, Invalid
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission

SEE_LIMITS = Permission("see limits", CUSTOMER_SIDE | VENDOR_SIDE)
ADMIT_LIMITS = Permission("admit limits", GIVE_EVIDENCE.roles)

LONGEST_LIMIT = 250
LONGEST_WORKAROUND = 1_000


class UnfitLimit(Invalid):
    """A limit has no words, too many, or days that cannot be."""


class AlreadyAdmitted(Conflict):
    """The same was said to this customer before, today."""


@dataclass(frozen=True, slots=True)
class LimitShown:
    """A limit of a vendor's service, as both sides see it."""

    limit: str
    told: bool
    """Whether the vendor told it; else the customer found it first."""
    on: date
    """When it was told, or found."""
    since: date | None
    expected_end_on: date | None
    fixed_on: date | None
    workaround: str
    assurance: str
    document: DocumentId
    position: int
