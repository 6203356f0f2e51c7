"""Use case: take back a scorecard that is in preview."""

from datetime import datetime

from detente.assessment.scorecards.contracts import KEEP_SCORECARDS
from detente.assessment.scorecards.models import PublicationStep
from detente.assessment.scorecards.selectors.publications import (
    NoSuchPublication,
    NotInPreview,
    PublicationBrief,
    access_publication,
    brief_of,
    require_preview,
)
from detente.assessment.scorecards.services.tell_both_sides import WITHDRAWN, tell_both_sides
from detente.evidence.relationships.contracts import UnfitName, fit_words
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "scorecards.withdraw_preview",
    permission=KEEP_SCORECARDS,
    path="publications/{publication}/withdrawal",
    raises=(NoSuchPublication, NotInPreview, UnfitName),
)
def withdraw_preview(*, actor: Actor, at: datetime, publication: int, reason: str) -> PublicationBrief:
    """Take back a scorecard that is in preview, with a reason that the vendor reads.

    Parameters
    ----------
    publication : int
        The number of the publication.
    reason : str, up to 500 characters
        Why.
    """
    row = access_publication(publication)
    require_preview(row, at)
    step = PublicationStep.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        publication=row,
        kind="withdrawn",
        reason=fit_words(reason, what="The reason", longest=500),
        at=at,
        by_id=actor.person,
    )
    tell_both_sides(
        kind=WITHDRAWN,
        text=f"{actor.name} of {actor.organisation_name} took back the scorecard in preview: {step.reason}",
        row=row,
        actor=actor,
        at=at,
    )
    return brief_of(access_publication(publication), at)
