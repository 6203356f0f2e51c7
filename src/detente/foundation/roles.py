"""Who people are in their organisation, and what each room lets them do.

A room declares its permissions beside its contracts, each with the roles that hold it, so that a new
room edits no list here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """On which side of a relationship an organisation sits."""

    CUSTOMER = "customer"
    VENDOR = "vendor"
    HOST = "host"


class Role(StrEnum):
    """What somebody is in an organisation."""

    CISO = "ciso"
    ANALYST = "analyst"
    DIRECTOR = "director"
    VENDOR_LEAD = "vendor lead"
    VENDOR_CONTRIBUTOR = "vendor contributor"
    HOST = "host"
    AUDITOR = "auditor"

    @property
    def side(self) -> Side:
        """The side that the role's organisation is on; an auditor reads on the customer's."""
        if self in (Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR):
            return Side.VENDOR
        return Side.HOST if self is Role.HOST else Side.CUSTOMER


CUSTOMER_SIDE = frozenset({Role.CISO, Role.ANALYST, Role.DIRECTOR, Role.AUDITOR})
VENDOR_SIDE = frozenset({Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
EVERYONE = frozenset(Role)


@dataclass(frozen=True, slots=True)
class Permission:
    """Something that may be done, in words that finish "may ...", and the roles that hold it."""

    name: str
    roles: frozenset[Role]

    def __str__(self) -> str:
        return self.name
