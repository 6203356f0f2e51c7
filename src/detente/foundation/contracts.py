"""What the foundation tells others of people: who may do what about them, and what is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from detente.foundation.identifiers import OrganisationId, PersonId
from detente.foundation.roles import EVERYONE, Permission, Role

SEE_PEOPLE = Permission("see the organisation's people", EVERYONE)
GIVE_ROLES = Permission("give and take roles", frozenset({Role.CISO, Role.VENDOR_LEAD, Role.HOST}))
OWN_ACCOUNT = Permission("look after their own account", EVERYONE)

MAY_GIVE: Mapping[Role, frozenset[Role]] = {
    Role.CISO: frozenset({Role.CISO, Role.ANALYST, Role.DIRECTOR, Role.AUDITOR}),
    Role.VENDOR_LEAD: frozenset({Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR}),
    Role.HOST: frozenset({Role.HOST}),
}
"""Which roles each role may give and take, in its own organisation; the others may give none."""

INVITATION_DAYS = 14
LONGEST_TOKEN_DAYS = 365


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of an organisation, and what they are in it."""

    person: PersonId
    name: str
    email: str
    role: Role
    since: datetime
    version: str
    """Give it as `as_read` with another role, so that nobody's change is overwritten unseen."""


@dataclass(frozen=True, slots=True)
class Myself:
    """Whoever asks: as whom they act, and what they may do."""

    person: PersonId
    name: str
    email: str
    organisation: OrganisationId
    organisation_name: str
    role: Role
    permissions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OpenInvitation:
    """An invitation that can still be accepted."""

    invitation: int
    organisation_name: str
    email: str
    role: Role
    invited_by: str
    invited_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class IssuedInvitation:
    """A new invitation with its secret, which is told this once: whoever holds `link` may accept."""

    invitation: int
    email: str
    role: Role
    expires_at: datetime
    link: str


@dataclass(frozen=True, slots=True)
class Membership:
    """What somebody has become, or no longer is, in an organisation."""

    person: PersonId
    name: str
    organisation_name: str
    role: Role
    since: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Token:
    """A token as its holder sees it afterwards: everything but the secret."""

    token: int
    name: str
    permissions: tuple[str, ...]
    issued_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    last_used_on: date | None


@dataclass(frozen=True, slots=True)
class IssuedToken:
    """A new token with its secret, which is told this once."""

    token: int
    name: str
    permissions: tuple[str, ...]
    expires_at: datetime
    secret: str
