"""Use case: invite a vendor's lead to the relationship."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    NoSuchRelationship,
    RelationshipId,
)
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.contracts import IssuedInvitation
from detente.foundation.identifiers import OrganisationId
from detente.foundation.services.invite_to_organisation import AlreadyRepresented, invite_to_organisation
from detente.foundation.use_case import use_case


@use_case(
    "relationships.invite_vendor",
    permission=MANAGE_RELATIONSHIPS,
    path="relationships/{relationship}/invitation",
    raises=(NoSuchRelationship, AlreadyRepresented),
)
def invite_vendor(
    *, actor: Actor, at: datetime, relationship: RelationshipId, email: str
) -> IssuedInvitation:
    """Invite the account lead of a vendor that has nobody here yet; the link is shown once.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    email : str
        The address of the vendor's account lead.
    """
    row = access_relationship(relationship)
    return invite_to_organisation(actor=actor, organisation=OrganisationId(row.vendor_id), email=email, at=at)
