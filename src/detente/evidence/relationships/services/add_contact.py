"""Use case: add a contact."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    ContactShown,
    NoSuchRelationship,
    RelationshipId,
    UnfitName,
)
from detente.evidence.relationships.models import Contact
from detente.evidence.relationships.selectors import access_relationship, contact_shown, parties_of
from detente.foundation.access import Actor
from detente.foundation.roles import Permission, Role
from detente.foundation.use_case import use_case

NAME_CONTACTS = Permission("name contacts", frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD}))


@use_case(
    "relationships.add_contact",
    permission=NAME_CONTACTS,
    path="relationships/{relationship}/contacts",
    raises=(NoSuchRelationship, UnfitName),
)
def add_contact(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    name: str,
    email: str = "",
    position: str = "",
) -> ContactShown:
    """Name somebody of your side to speak to; both sides see it.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    name : str
        The person's name.
    email : str
        Their address.
    position : str
        What they are there.
    """
    row = access_relationship(relationship)
    if not name.strip():
        raise UnfitName("Give the contact a name.")
    contact = Contact.objects.create(
        **parties_of(row),
        relationship=row,
        side=actor.side.value,
        name=name.strip(),
        email=email.strip(),
        position=position.strip(),
    )
    return contact_shown(contact)
