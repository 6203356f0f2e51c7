"""Use case: propose an outcome statement."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    SIGN_OUTCOMES,
    NoSuchRelationship,
    Outcome,
    RelationshipId,
    UnfitName,
)
from detente.evidence.relationships.models import OutcomeStatement
from detente.evidence.relationships.selectors import access_relationship, outcome_of, parties_of
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case

LONGEST = 500


@use_case(
    "relationships.propose_outcome",
    permission=SIGN_OUTCOMES,
    path="relationships/{relationship}/outcome",
    raises=(NoSuchRelationship, UnfitName),
)
def propose_outcome(*, actor: Actor, at: datetime, relationship: RelationshipId, text: str) -> Outcome:
    """Propose what success is, in one sentence; a new version waits for both signatures.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    text : str, up to 500 characters
        The sentence.
    """
    row = access_relationship(relationship)
    said = " ".join(text.split())
    if not 0 < len(said) <= LONGEST:
        raise UnfitName(f"The statement has {len(said)} characters: say it in 1 to {LONGEST}.")
    latest = row.outcome_statements.order_by("-version").first()
    OutcomeStatement.objects.create(
        **parties_of(row),
        relationship=row,
        version=latest.version + 1 if latest else 1,
        text=said,
        proposed_by_id=actor.person,
        proposed_at=at,
    )
    return outcome_of(row, known_on=at)
