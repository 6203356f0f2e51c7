"""Take up an invitation: with a new account, or, signed in, with the account one has.

No use case, since whoever accepts is nobody yet; it writes its own audit entry as whom they become.
"""

from datetime import datetime

from pydantic import SecretStr

from detente.foundation.access import Actor, actor_of
from detente.foundation.audit_log import record
from detente.foundation.contracts import GIVE_ROLES, MAY_GIVE
from detente.foundation.errors import Conflict, NotPermitted
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Invitation, Membership, Organisation, Person
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.passwords import give_password
from detente.foundation.roles import Role
from detente.foundation.selectors.invitations import open_invitation
from detente.foundation.services.create_organisation import name_of
from detente.foundation.tenancy import acting_for, acting_for_the_installation

ACCEPTED = register_kind("people.joined", "Somebody has joined your organisation", GIVE_ROLES.roles)
REASON = "whoever accepts an invitation belongs to nothing yet"


class AccountExists(Conflict):
    """The invited address has an account: sign in with it, then accept."""


class SomebodyElse(NotPermitted):
    """The invitation was for another address than the account's."""


class Overtaken(Conflict):
    """Whoever invited may not give that role any more, or has left."""


def accept_invitation(*, secret: str, name: str, password: SecretStr, at: datetime) -> Actor:
    """Make an account for whoever holds the invitation, and the membership that it offers.

    The link never opens an account that exists, nor changes its password: whoever wrote the invitation
    knows the link too.

    Parameters
    ----------
    secret : str
        The last part of the invitation's link.
    name, password : str, SecretStr
        The new account's.
    at : datetime
        Now.
    """
    with acting_for_the_installation(because=REASON):
        row = open_invitation(secret, at=at)
        if Person.objects.filter(email=row.email).exists():
            raise AccountExists(
                f"{row.email} has an account here: sign in with it, then open the link again."
            )
        person = Person(email=row.email, name=name_of(name))
        give_password(person, password)
        person.save(force_insert=True)
        return _join(row, person, at)


def join_organisation(*, secret: str, person: Person, at: datetime) -> Actor:
    """Add the membership that an invitation offers to the account of whoever is signed in.

    Parameters
    ----------
    secret : str
        The last part of the invitation's link.
    person : Person
        Who is signed in.
    at : datetime
        Now.
    """
    with acting_for_the_installation(because=REASON):
        row = open_invitation(secret, at=at)
        if person.email != row.email:
            raise SomebodyElse(f"The invitation is for {row.email}; you are signed in as {person.email}.")
        return _join(row, person, at)


def _join(row: Invitation, person: Person, at: datetime) -> Actor:
    """Write the membership, as whoever invited may still give it."""
    Organisation.objects.select_for_update().get(pk=row.organisation_id)
    members = Membership.objects.filter(organisation_id=row.organisation_id, ended_at=None)
    host = members.filter(person_id=row.invited_by_id).first()
    if host is None and members.exists():
        raise Overtaken("Whoever invited you does not belong to the organisation: ask its people anew.")
    if host is not None and Role(row.role) not in MAY_GIVE.get(Role(host.role), frozenset()):
        raise Overtaken(f"Whoever invited you may not make anybody {row.role} any more: ask for another.")
    if members.filter(person=person).exists():
        raise Overtaken(f"{person.email} is in the organisation already.")
    taken = Invitation.objects.filter(pk=row.pk, accepted_at=None).update(accepted_at=at)
    if not taken:
        raise Overtaken("The invitation was accepted a moment ago.")
    membership = Membership.objects.create(
        person=person,
        organisation_id=row.organisation_id,
        role=row.role,
        since=at,
        given_by_id=row.invited_by_id,
    )
    actor = actor_of(membership)
    with acting_for(OrganisationId(row.organisation_id), writes=True):
        record(verb="people.accept_invitation", actor=actor, at=at, inputs={"invitation": row.pk})
    notify(
        ACCEPTED,
        at=at,
        to=[row.organisation_id],
        by=actor,
        text=f"{person.name} has joined as {row.role}.",
        page=("people",),
    )
    return actor
