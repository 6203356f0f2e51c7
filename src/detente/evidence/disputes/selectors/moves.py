"""Disputes as they move: those raised or settled between two moments, and those that wait for a side."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from detente.evidence.disputes.contracts import DisputeBrief, SettlementShown
from detente.evidence.disputes.models import Dispute
from detente.evidence.disputes.selectors.briefs import brief_of, settlement_of, with_all
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Side

MOST_MOVES = 200


@dataclass(frozen=True, slots=True)
class DisputeMoved:
    """A dispute, whether it was raised between two moments, and how it was settled between them."""

    brief: DisputeBrief
    vendor: str
    raised: bool
    settlement: SettlementShown | None


@dataclass(frozen=True, slots=True)
class DisputeWaiting:
    """An open dispute that a side has to answer, and whom it is with."""

    brief: DisputeBrief
    other: str


def disputes_moved(customer: OrganisationId, *, since: datetime, until: datetime) -> list[DisputeMoved]:
    """Return the disputes about a customer's lines that were raised or settled, the latest first. Two queries."""
    raised = Q(raised_at__gt=since, raised_at__lte=until)
    settled = Q(settlement__at__gt=since, settlement__at__lte=until)
    rows = with_all(Dispute.objects.filter(raised | settled, customer_id=customer))
    found = []
    for row in rows.order_by("-raised_at", "-pk")[:MOST_MOVES]:
        end = settlement_of(row)
        found.append(
            DisputeMoved(
                brief=brief_of(row),
                vendor=row.relationship.vendor.name,
                raised=since < row.raised_at <= until,
                settlement=end if end and since < end.at <= until else None,
            )
        )
    return found


def disputes_waiting(organisation: OrganisationId, side: Side) -> list[DisputeWaiting]:
    """Return the open disputes that the other side raised, the oldest first: this side settles them. Two queries."""
    ours = {"customer_id" if side is Side.CUSTOMER else "vendor_id": organisation}
    rows = with_all(
        Dispute.objects.filter(**ours, settlement=None, document__retraction=None).exclude(side=side.value)
    )
    return [
        DisputeWaiting(
            brief_of(row),
            (row.relationship.vendor if side is Side.CUSTOMER else row.relationship.customer).name,
        )
        for row in rows.order_by("raised_at", "pk")[:MOST_MOVES]
    ]
