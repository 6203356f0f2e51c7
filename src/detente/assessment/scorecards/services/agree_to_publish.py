"""Use case: agree to publish a scorecard."""

from datetime import datetime

from detente.assessment.scorecards.models import PublicationStep
from detente.assessment.scorecards.selectors.publications import (
    NoSuchPublication,
    NotInPreview,
    PublicationBrief,
    access_publication,
    brief_of,
    require_preview,
)
from detente.assessment.scorecards.services.tell_both_sides import AGREED, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.audit_log import hand_checkpoint_to
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Permission, Role
from detente.foundation.use_case import use_case

AGREE_TO_PUBLISH = Permission("agree to publish", frozenset({Role.VENDOR_LEAD}))


@use_case(
    "scorecards.agree_to_publish",
    permission=AGREE_TO_PUBLISH,
    path="publications/{publication}/agreement",
    raises=(NoSuchPublication, NotInPreview),
)
def agree_to_publish(*, actor: Actor, at: datetime, publication: int) -> PublicationBrief:
    """Agree to publish a scorecard before its days are over; lines in dispute stay marked with both versions.

    Parameters
    ----------
    publication : int
        The number of the publication.
    """
    row = access_publication(publication)
    require_preview(row, at)
    PublicationStep.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        publication=row,
        kind="agreed",
        at=at,
        by_id=actor.person,
    )
    tell_both_sides(
        kind=AGREED,
        text=f"{actor.name} of {actor.organisation_name} agreed to publish its scorecard; it is published now.",
        row=row,
        actor=actor,
        at=at,
    )
    hand_checkpoint_to(OrganisationId(row.relationship.customer_id), at=at)
    return brief_of(access_publication(publication), at)
