"""Use case: add a contact."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    ContactShown,
    NoSuchRelationship,
    RelationshipId,
    UnfitName,
    fit_name,
    fit_words,
)
from detente.evidence.relationships.models import Contact
from detente.evidence.relationships.selectors import access_relationship, contact_shown, parties_of
from detente.foundation.access import Actor
from detente.foundation.addresses import WrongAddress, address
from detente.foundation.roles import Permission, Role
from detente.foundation.use_case import use_case

NAME_CONTACTS = Permission("name contacts", frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD}))


@use_case(
    "relationships.add_contact",
    permission=NAME_CONTACTS,
    path="relationships/{relationship}/contacts",
    raises=(NoSuchRelationship, UnfitName, WrongAddress),
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
    contact = Contact.objects.create(
        **parties_of(row),
        relationship=row,
        recorded_at=at,
        side=actor.side.value,
        name=fit_name(name, what="The name of the contact", longest=200),
        email=address(email) if email.strip() else "",
        position=fit_words(position, what="The position", longest=200, may_be_empty=True),
    )
    return contact_shown(contact)
