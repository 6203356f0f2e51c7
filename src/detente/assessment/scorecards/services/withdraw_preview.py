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
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.use_case import use_case

LONGEST = 500


class NoReason(Invalid):
    """The vendor is told why a preview is taken back."""


@use_case(
    "scorecards.withdraw_preview",
    permission=KEEP_SCORECARDS,
    path="publications/{publication}/withdrawal",
    raises=(NoSuchPublication, NotInPreview, NoReason),
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
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        raise NoReason(f"Say in 1 to {LONGEST} characters why the preview is taken back.")
    PublicationStep.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        publication=row,
        kind="withdrawn",
        reason=said,
        at=at,
        by_id=actor.person,
    )
    return brief_of(access_publication(publication), at)
