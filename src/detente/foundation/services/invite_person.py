"""Offer somebody a role in one's own organisation."""

from datetime import datetime, timedelta

from detente.foundation.access import Actor, digest
from detente.foundation.addresses import WrongAddress, address
from detente.foundation.contracts import GIVE_ROLES, INVITATION_DAYS, MAY_GIVE, IssuedInvitation
from detente.foundation.errors import Conflict, NotPermitted
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Invitation, Mailing, Membership
from detente.foundation.notices.notify import mail_is_sent, party_of
from detente.foundation.roles import Role
from detente.foundation.secret import new_invitation
from detente.foundation.use_case import use_case


class RoleNotGiven(NotPermitted):
    """The actor's role may not give or take that role."""


class AlreadyThere(Conflict):
    """The person is in the organisation already."""


@use_case(
    "people.invite_person",
    permission=GIVE_ROLES,
    path="invitations",
    raises=(WrongAddress, RoleNotGiven, AlreadyThere),
)
def invite_person(*, actor: Actor, email: str, role: Role, at: datetime) -> IssuedInvitation:
    """Invite somebody into your organisation; the link in the answer is told this once.

    Parameters
    ----------
    actor : Actor
        Who invites.
    email : str
        The address of whoever is invited; an earlier invitation of theirs is withdrawn.
    role : Role
        What they will be.
    at : datetime
        Now.
    """
    may_give(actor, role)
    return offer(actor=actor, organisation=actor.organisation, email=email, role=role, at=at)


def may_give(actor: Actor, role: Role) -> None:
    """Raise RoleNotGiven unless the actor may give and take a role."""
    roles = MAY_GIVE.get(actor.role, frozenset())
    if role not in roles:
        these = ", ".join(sorted(roles)) or "no role at all"
        raise RoleNotGiven(f"{actor.name} ({actor.role}) gives and takes {these}, not {role}.")


def offer(
    *, actor: Actor, organisation: OrganisationId, email: str, role: Role, at: datetime
) -> IssuedInvitation:
    """Write an invitation down, in the scope of its organisation; the caller has checked the right to."""
    invited, secret = address(email), new_invitation()
    if Membership.objects.filter(person__email=invited, organisation_id=organisation, ended_at=None).exists():
        raise AlreadyThere(f"{invited} is in the organisation already: change their role instead.")
    Invitation.objects.filter(
        organisation_id=organisation, email=invited, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=at)
    row = Invitation.objects.create(
        organisation_id=organisation,
        email=invited,
        role=role.value,
        digest=digest(secret),
        invited_by_id=actor.person,
        invited_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
    )
    if mail_is_sent():
        Mailing.objects.create(**party_of(organisation, role), invitation=row, asked_at=at, next_at=at)
    return IssuedInvitation(row.pk, invited, role, row.expires_at, link=f"/invitations/{secret}")
