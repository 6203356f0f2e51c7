"""Offer somebody the lead of another organisation that nobody speaks for yet: how a vendor comes in.

A plain function: the room that knows whose vendor it is makes it part of a use case of its own.
"""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.contracts import IssuedInvitation
from detente.foundation.errors import Conflict, NotPermitted
from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Invitation, Membership
from detente.foundation.roles import Role
from detente.foundation.services.invite_person import offer
from detente.foundation.tenancy import acting_for_the_installation

MAY_BRING_IN = frozenset({Role.CISO, Role.ANALYST})


class MayNotBringIn(NotPermitted):
    """Only a customer's CISO or analyst brings a vendor in."""


class AlreadyRepresented(Conflict):
    """The organisation has people of its own, who alone invite others."""


def invite_to_organisation(
    *, actor: Actor, organisation: OrganisationId, email: str, at: datetime
) -> IssuedInvitation:
    """Invite the first lead of a vendor organisation; an earlier invitation of the same customer lapses.

    Whoever leads an organisation sees what all its customers share with it. So nobody may be put into
    one that has people: they would be a customer's spy on the other customers.

    Parameters
    ----------
    actor : Actor
        A customer's CISO or analyst.
    organisation : OrganisationId
        The vendor; that the actor's organisation has to do with it is for the caller to check.
    email : str
        The address of whoever is invited to lead it.
    at : datetime
        Now.
    """
    if actor.role not in MAY_BRING_IN:
        raise MayNotBringIn(
            f"{actor.name} ({actor.role}) may not invite a vendor: ask the CISO or an analyst."
        )
    with acting_for_the_installation(because="the invitation belongs to an organisation without people"):
        if has_people(organisation):
            raise AlreadyRepresented("The vendor has people here already: ask its lead to invite others.")
        Invitation.objects.filter(
            organisation_id=organisation,
            accepted_at=None,
            withdrawn_at=None,
            invited_by__memberships__organisation=actor.organisation,
        ).update(withdrawn_at=at)
        return offer(actor=actor, organisation=organisation, email=email, role=Role.VENDOR_LEAD, at=at)


def has_people(organisation: OrganisationId) -> bool:
    """Return whether somebody speaks for an organisation."""
    return Membership.objects.filter(organisation_id=organisation, ended_at=None).exists()
