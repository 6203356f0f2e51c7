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
from detente.evidence.relationships.services.tell_both_sides import PROPOSED, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.as_read import ChangedMeanwhile, Standing, insist_as_read
from detente.foundation.use_case import use_case

LONGEST = 500


@use_case(
    "relationships.propose_outcome",
    permission=SIGN_OUTCOMES,
    path="relationships/{relationship}/outcome",
    raises=(NoSuchRelationship, UnfitName, ChangedMeanwhile),
)
def propose_outcome(
    *, actor: Actor, at: datetime, relationship: RelationshipId, text: str, as_read: int | None = None
) -> Outcome:
    """Propose what success is, in one sentence; a new version waits for both signatures.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    text : str, up to 500 characters
        The sentence.
    as_read : int
        The version that you read, 0 if there was none; if somebody proposed another since, nothing is stored.
    """
    row = access_relationship(relationship, hold=True)
    said = " ".join(text.split())
    if not 0 < len(said) <= LONGEST:
        raise UnfitName(f"The statement has {len(said)} characters: say it in 1 to {LONGEST}.")
    latest = row.outcome_statements.select_related("proposed_by").order_by("-version").first()
    insist_as_read(
        None if as_read is None else str(as_read),
        what="the outcome statement",
        now=Standing(str(latest.version), latest.text, latest.proposed_by.name, latest.proposed_at)
        if latest
        else Standing("0", "none yet", "", None),
        yours=said,
    )
    OutcomeStatement.objects.create(
        **parties_of(row),
        relationship=row,
        version=latest.version + 1 if latest else 1,
        text=said,
        proposed_by_id=actor.person,
        proposed_at=at,
    )
    tell_both_sides(kind=PROPOSED, did=f"proposes what success is: “{said}”", of=row, actor=actor, at=at)
    return outcome_of(row, known_on=at)
