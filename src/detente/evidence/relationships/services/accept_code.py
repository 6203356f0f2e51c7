"""Use case: accept the code of conduct."""

from datetime import datetime

from detente.evidence.relationships.code_of_conduct import VERSION
from detente.evidence.relationships.contracts import (
    ACCEPT_CODE,
    NoSuchRelationship,
    RelationshipId,
    RelationshipShown,
    StatementChanged,
)
from detente.evidence.relationships.models import CodeAcceptance
from detente.evidence.relationships.selectors import access_relationship, parties_of, relationship_shown
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.accept_code",
    permission=ACCEPT_CODE,
    path="relationships/{relationship}/code-of-conduct",
    raises=(NoSuchRelationship, StatementChanged),
)
def accept_code(
    *, actor: Actor, at: datetime, relationship: RelationshipId, version: str
) -> RelationshipShown:
    """Accept the code of conduct, at the entry of a relationship.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    version : str
        The version that you have read.
    """
    row = access_relationship(relationship)
    if version != VERSION:
        raise StatementChanged(
            f"The code of conduct stands at version {VERSION}, not {version}: read it first."
        )
    if not row.code_acceptances.filter(version=version).exists():
        CodeAcceptance.objects.create(
            **parties_of(row), relationship=row, version=version, person_id=actor.person, at=at
        )
    return relationship_shown(row, as_of=at, known_on=at)
