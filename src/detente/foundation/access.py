"""Who acts, and what they may do: the few functions that decide it, for every door."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from detente.foundation.errors import Invalid, NotFound, NotPermitted
from detente.foundation.identifiers import OrganisationId, PersonId
from detente.foundation.models import ApiToken, Membership, Person
from detente.foundation.roles import Permission, Role, Side


class NoSuchPerson(NotFound):
    """Nobody of that address may act here."""


class SeveralOrganisations(Invalid):
    """The person belongs to several organisations and did not say for which they act."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever is behind a door right now: a person, acting for one organisation in one role."""

    person: PersonId
    name: str
    email: str
    organisation: OrganisationId
    organisation_name: str
    role: Role
    membership: int
    only: frozenset[str] | None = None
    """The names of permissions that a token narrows them to; None when they signed in themselves."""

    @property
    def side(self) -> Side:
        """The side of a relationship that they act on."""
        return self.role.side

    def may(self, permission: Permission) -> bool:
        """Return whether their role, and their token, hold a permission."""
        return self.role in permission.roles and (self.only is None or permission.name in self.only)

    def require(self, permission: Permission) -> None:
        """Raise NotPermitted unless they hold `permission`."""
        if not self.may(permission):
            told = "this token" if self.role in permission.roles else f"{self.name} ({self.role})"
            raise NotPermitted(
                f"{told} may not {permission}. Ask somebody of {self.organisation_name} who may."
            )


def actor_with_token(token: str, *, at: datetime) -> Actor | None:
    """For the API; None when nobody holds `token`, or it is revoked, expired or its person has left."""
    row = (
        ApiToken.objects.select_related("membership__person", "membership__organisation")
        .filter(digest=digest(token), revoked_at=None, expires_at__gt=at)
        .first()
    )
    if row is None or not _is_current(row.membership):
        return None
    if row.last_used_on != at.date():  # a day is exact enough, and spares a write on each request
        ApiToken.objects.filter(pk=row.pk).update(last_used_on=at.date())
    return actor_of(row.membership, only=frozenset(row.permissions))


def actor_signed_in(memberships: Sequence[Membership], *, organisation: int | None) -> Actor | None:
    """For the pages: the person of a session, whose memberships these are, acting for what they chose there.

    None when they belong to it no more, and when they belong to several and have chosen none.
    """
    if organisation is None:
        return actor_of(memberships[0]) if len(memberships) == 1 else None
    return next((actor_of(one) for one in memberships if one.organisation_id == organisation), None)


def actor_named(email: str, *, organisation: str | None = None) -> Actor:
    """For the command line: whoever can run it already holds the database."""
    person = Person.objects.filter(email=email.strip().lower(), is_active=True).first()
    memberships = current_memberships(person) if person else []
    if organisation is not None:
        memberships = [one for one in memberships if one.organisation.name == organisation]
    if not memberships:
        raise NoSuchPerson(f"Nobody with the address {email!r} may act here.")
    if len(memberships) > 1:
        names = ", ".join(one.organisation.name for one in memberships)
        raise SeveralOrganisations(f"{email} belongs to {names}: say for which with --organisation.")
    return actor_of(memberships[0])


def actor_of_membership(membership: int) -> Actor | None:
    """For jobs: whoever asked for one, if they still may."""
    row = Membership.objects.select_related("person", "organisation").filter(pk=membership).first()
    return actor_of(row) if row is not None and _is_current(row) else None


def current_memberships(person: Person) -> list[Membership]:
    """Return what a person is, the longest-standing first; nothing once their account is closed."""
    if not person.is_active:
        return []
    rows = person.memberships.filter(ended_at=None).select_related("person", "organisation")
    return list(rows.order_by("since", "pk"))


def ended_membership(person: Person, *, organisation: int | None) -> Membership | None:
    """Return how somebody last left an organisation (the last one they left, if None), unless they are back."""
    rows = person.memberships.exclude(ended_at=None).select_related("organisation")
    if organisation is not None:
        rows = rows.filter(organisation_id=organisation)
    row = rows.order_by("ended_at", "pk").last()
    back = (
        row is not None
        and person.memberships.filter(organisation_id=row.organisation_id, ended_at=None).exists()
    )
    return None if back else row


def actor_of(membership: Membership, *, only: frozenset[str] | None = None) -> Actor:
    """Return a membership as an actor."""
    return Actor(
        person=PersonId(membership.person_id),
        name=membership.person.name,
        email=membership.person.email,
        organisation=OrganisationId(membership.organisation_id),
        organisation_name=membership.organisation.name,
        role=Role(membership.role),
        membership=membership.pk,
        only=only,
    )


def digest(secret: str) -> str:
    """Return what is stored of a secret that was made by us, long and random: its SHA-256, in hex."""
    return sha256(secret.encode()).hexdigest()


def _is_current(membership: Membership) -> bool:
    return membership.ended_at is None and membership.person.is_active
