"""Use case: change the terms of a relationship."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    NoSuchRelationship,
    NothingChanges,
    RelationshipId,
    RelationshipShown,
    Term,
    UnfitDates,
    UnfitName,
    UnfitNotice,
    UnfitTier,
    fit_notice,
    fit_tier,
    fit_words,
)
from detente.evidence.relationships.selectors import access_relationship, relationship_shown
from detente.evidence.relationships.services.record_change import Value, record_change
from detente.evidence.relationships.services.tell_both_sides import TERMS, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.change_terms",
    permission=MANAGE_RELATIONSHIPS,
    path="relationships/{relationship}/terms",
    raises=(NoSuchRelationship, NothingChanges, UnfitTier, UnfitNotice, UnfitName, UnfitDates),
)
def change_terms(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    reason: str,
    tier: int | None = None,
    notice_hours: int | None = None,
    summary: str | None = None,
    valid_from: date | None = None,
) -> RelationshipShown:
    """Change the tier, the agreed hours of notice or what is supplied, from a day on; the past stays as it was.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    reason : str, 1 to 500 characters
        Why; both sides see it.
    tier : int, 1 to 3
        The new tier; it stays if not given.
    notice_hours : int, 0 to 8760
        The hours within which the vendor tells of a breach; 0: none are agreed any more; they stay if not given.
    summary : str
        What it supplies, in a few words; it stays if not given.
    valid_from : date
        The first day of the new terms, which may be past or to come; today if not given.
    """
    row = access_relationship(relationship)
    new: dict[Term, Value] = {}
    if tier is not None:
        new[Term.TIER] = fit_tier(tier)
    if notice_hours is not None:
        new[Term.NOTICE_HOURS] = fit_notice(notice_hours) if notice_hours else None
    if summary is not None:
        new[Term.SUMMARY] = fit_words(summary, what="What it supplies", longest=300, may_be_empty=True)
    if not new:
        raise NothingChanges("Nothing was said to change: give a tier, hours of notice or a summary.")
    for term, value in new.items():
        record_change(
            actor=actor,
            at=at,
            of=row,
            term=term,
            valid_from=valid_from or at.date(),
            reason=reason,
            value=value,
        )
    tell_both_sides(kind=TERMS, did=f"changed {', '.join(new)}: {reason}", of=row, actor=actor, at=at)
    return relationship_shown(row, as_of=at, known_on=at)
