"""Which lines are in dispute: for whatever counts them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q, QuerySet

from detente.evidence.disputes.contracts import DisputeBrief
from detente.evidence.disputes.models import Dispute
from detente.evidence.disputes.selectors.briefs import brief_of, with_all
from detente.evidence.ledger.contracts import DocumentId
from detente.foundation.identifiers import OrganisationId


def open_disputes(
    *, customer: OrganisationId, vendors: Collection[OrganisationId] | None, known_on: datetime
) -> dict[OrganisationId, tuple[DisputeBrief, ...]]:
    """Return the disputes that were open on a date, by vendor, the first raised first. Two queries.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    vendors : collection of OrganisationId, or None
        Whom they are about; None: everybody.
    known_on : datetime
        Disputes that were raised later, or settled by then, are left out.
    """
    rows = _open(customer, known_on)
    if vendors is not None:
        rows = rows.filter(vendor_id__in=list(vendors))
    found: dict[OrganisationId, list[DisputeBrief]] = defaultdict(list)
    for row in with_all(rows).order_by("raised_at", "pk"):
        if getattr(row.document, "retraction", None) is None:
            brief = brief_of(row)
            found[brief.vendor].append(brief)
    return {vendor: tuple(those) for vendor, those in found.items()}


def vendors_in_dispute(*, customer: OrganisationId, known_on: datetime) -> list[OrganisationId]:
    """Return about whom a dispute was open on a date: of the same disputes. One query."""
    rows = _open(customer, known_on).filter(document__retraction=None)
    return [OrganisationId(one) for one in rows.order_by().values_list("vendor_id", flat=True).distinct()]


def _open(customer: OrganisationId, known_on: datetime) -> "QuerySet[Dispute]":
    rows: QuerySet[Dispute] = Dispute.objects.filter(
        Q(settlement=None) | Q(settlement__at__gt=known_on), customer_id=customer, raised_at__lte=known_on
    )
    return rows


def disputes_on_lines(
    places: Collection[tuple[DocumentId, int]], *, known_on: datetime | None = None
) -> dict[tuple[DocumentId, int], tuple[DisputeBrief, ...]]:
    """Return every dispute about some lines, settled ones too, the latest first. Two queries.

    Of what came after `known_on`, nothing.
    """
    wanted = set(places)
    rows = Dispute.objects.filter(
        document_id__in={document for document, _ in wanted}, position__in={place for _, place in wanted}
    )
    if known_on is not None:
        rows = rows.filter(raised_at__lte=known_on)
    found: dict[tuple[DocumentId, int], list[DisputeBrief]] = defaultdict(list)
    for row in with_all(rows).order_by("-raised_at", "-pk"):
        place = (DocumentId(row.document_id), row.position)
        if place in wanted:
            found[place].append(brief_of(row, known_on=known_on))
    return {place: tuple(those) for place, those in found.items()}
