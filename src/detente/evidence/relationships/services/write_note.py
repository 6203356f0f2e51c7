"""Use case: write a private note."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    KEEP_NOTES,
    NoSuchRelationship,
    NoteShown,
    RelationshipId,
    UnfitName,
    fit_words,
)
from detente.evidence.relationships.models import PrivateNote
from detente.evidence.relationships.selectors import access_relationship, note_shown
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "relationships.write_note",
    permission=KEEP_NOTES,
    path="relationships/{relationship}/notes",
    raises=(NoSuchRelationship, UnfitName),
)
def write_note(*, actor: Actor, at: datetime, relationship: RelationshipId, text: str) -> NoteShown:
    """Write a note that only your own side sees.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    text : str, 1 to 10,000 characters
        The note.
    """
    row = access_relationship(relationship)
    said = fit_words(text, what="The note", longest=10_000)
    note = PrivateNote.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=Visibility.VENDOR if actor.side is Side.VENDOR else Visibility.CUSTOMER,
        relationship=row,
        text=said,
        by_id=actor.person,
        at=at,
    )
    return note_shown(note)
