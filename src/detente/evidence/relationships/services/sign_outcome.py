"""Use case: sign the outcome statement."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    SIGN_OUTCOMES,
    AlreadySigned,
    NoOutcomeYet,
    NoSuchRelationship,
    Outcome,
    RelationshipId,
    StatementChanged,
)
from detente.evidence.relationships.models import OutcomeSignature
from detente.evidence.relationships.selectors import access_relationship, outcome_of, parties_of
from detente.evidence.relationships.services.tell_both_sides import SIGNED, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.sign_outcome",
    permission=SIGN_OUTCOMES,
    path="relationships/{relationship}/outcome/signatures",
    raises=(NoSuchRelationship, NoOutcomeYet, AlreadySigned, StatementChanged),
)
def sign_outcome(*, actor: Actor, at: datetime, relationship: RelationshipId, version: int) -> Outcome:
    """Sign the outcome statement for your side.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    version : int
        The version that you have read; only the latest can be signed.
    """
    row = access_relationship(relationship)
    latest = row.outcome_statements.order_by("-version").first()
    if latest is None:
        raise NoOutcomeYet("Nobody has proposed an outcome statement yet: propose one.")
    if latest.version != version:
        raise StatementChanged(f"The latest version is {latest.version}, not {version}: read it, then sign.")
    if latest.signatures.filter(side=actor.side.value).exists():
        raise AlreadySigned(f"Your side signed version {version} before.")
    OutcomeSignature.objects.create(
        **parties_of(row), statement=latest, side=actor.side.value, person_id=actor.person, at=at
    )
    tell_both_sides(kind=SIGNED, did=f"signed what success is: “{latest.text}”", of=row, actor=actor, at=at)
    return outcome_of(row, known_on=at)
