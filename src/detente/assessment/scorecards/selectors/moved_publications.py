"""Publications as they move: those in preview now, and those that were shown, agreed or taken back since."""

from datetime import datetime

from django.db.models import Q

from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.selectors.publications import PublicationBrief, brief_of, with_parties
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Side

MOST = 200


def open_previews(
    organisation: OrganisationId,
    side: Side,
    *,
    at: datetime,
    relationship: RelationshipId | None = None,
) -> list[PublicationBrief]:
    """Return the scorecards in preview that a side of a relationship sees, the first to be published first. One query.

    Parameters
    ----------
    organisation, side : OrganisationId, Side
        Who looks, and on which side.
    at : datetime
        Now.
    relationship : RelationshipId
        Only those of one relationship.
    """
    ours = {"customer_id" if side is Side.CUSTOMER else "vendor_id": organisation}
    rows = Publication.objects.defer("shown", "method_text").filter(**ours, step=None, publishes_at__gt=at)
    if relationship is not None:
        rows = rows.filter(relationship_id=relationship)
    return [brief_of(row, at) for row in with_parties(rows).order_by("publishes_at", "pk")[:MOST]]


def moved_publications(
    customer: OrganisationId, *, since: datetime, until: datetime
) -> list[PublicationBrief]:
    """Return a customer's scorecards that were shown, published or taken back between two moments. One query."""
    shown = Q(previewed_at__gt=since, previewed_at__lte=until)
    stepped = Q(step__at__gt=since, step__at__lte=until)
    by_itself = Q(step=None, publishes_at__gt=since, publishes_at__lte=until)
    rows = Publication.objects.defer("shown", "method_text").filter(
        shown | stepped | by_itself, customer_id=customer
    )
    return [brief_of(row, until) for row in with_parties(rows).order_by("-previewed_at", "-pk")[:MOST]]
