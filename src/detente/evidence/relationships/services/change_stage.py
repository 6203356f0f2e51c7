"""Use case: take a step of the partnership."""

from datetime import datetime

from detente.evidence.relationships.contracts import (
    NoSuchRelationship,
    RelationshipId,
    RelationshipShown,
    Stage,
    StageNotReached,
    UnfitName,
    fit_words,
)
from detente.evidence.relationships.models import Relationship, StageChange
from detente.evidence.relationships.selectors import (
    access_relationship,
    outcome_or_none,
    parties_of,
    relationship_shown,
    vendor_of,
)
from detente.foundation.access import Actor
from detente.foundation.roles import Permission, Role, Side
from detente.foundation.use_case import use_case

CHANGE_STAGE = Permission("change the partnership stage", frozenset({Role.CISO}))
IN_ORDER = list(Stage)


@use_case(
    "relationships.change_stage",
    permission=CHANGE_STAGE,
    path="relationships/{relationship}/stage",
    raises=(NoSuchRelationship, StageNotReached, UnfitName),
)
def change_stage(
    *, actor: Actor, at: datetime, relationship: RelationshipId, stage: Stage, reason: str
) -> RelationshipShown:
    """Take the partnership a step up, if the step's entry criteria are met, or down.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    stage : Stage
        transactional, proven, trusted or strategic.
    reason : str, 1 to 500 characters
        Why; both sides see it.
    """
    row = access_relationship(relationship)
    why = fit_words(reason, what="The reason, which both sides see,", longest=500)
    now = vendor_of(row, as_of=at, known_on=at)
    steps = IN_ORDER.index(stage) - IN_ORDER.index(now.stage)
    if steps > 1:
        raise StageNotReached(
            f"From {now.stage} the next stage is {IN_ORDER[IN_ORDER.index(stage) - steps + 1]}."
        )
    missing = not_met(row, stage, now.notice_hours, at) if steps > 0 else []
    if missing:
        raise StageNotReached(f"{stage.capitalize()} needs first: {'; '.join(missing)}.")
    if steps:
        StageChange.objects.create(
            **parties_of(row),
            relationship=row,
            stage=stage.value,
            at=at,
            by_id=actor.person,
            reason=why,
        )
    return relationship_shown(row, as_of=at, known_on=at)


def not_met(row: Relationship, stage: Stage, notice_hours: int | None, at: datetime) -> list[str]:
    """Return the entry criteria of a stage that a relationship does not meet, in words.

    Proven: the code of conduct is accepted. Trusted: both have signed an outcome statement as well, and the
    hours of notice are agreed. Strategic: all that, and a contact is named on either side.
    """
    missing = []
    if not row.code_acceptances.exists():
        missing.append("the vendor accepts the code of conduct")
    if stage in (Stage.TRUSTED, Stage.STRATEGIC):
        outcome = outcome_or_none(row, known_on=at)
        signed = {one.side for one in outcome.signatures} if outcome else set()
        if not {Side.CUSTOMER, Side.VENDOR} <= signed:
            missing.append("both sides sign the outcome statement")
        if notice_hours is None:
            missing.append("the hours of notice after a breach are agreed")
    if stage is Stage.STRATEGIC:
        named = set(row.contacts.filter(ended_at=None).values_list("side", flat=True))
        if not {Side.CUSTOMER.value, Side.VENDOR.value} <= named:
            missing.append("each side names a contact")
    return missing
