"""Rows of disputes as others may see them."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from detente.evidence.disputes.contracts import (
    DisputeBrief,
    DisputeId,
    ReplyShown,
    SettlementShown,
    State,
    Wrong,
)
from detente.evidence.disputes.models import Dispute, Reply, Settlement
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Side

if TYPE_CHECKING:
    from django.db.models import QuerySet


def with_all(rows: "QuerySet[Dispute]") -> "QuerySet[Dispute]":
    """Return the same rows with all that is shown of them: two queries, however many there are."""
    replies = Reply.objects.select_related("by").order_by("at", "pk")
    return rows.select_related(
        "relationship__customer",
        "relationship__vendor",
        "raised_by",
        "settlement__by",
        "document__retraction",
    ).prefetch_related(Prefetch("replies", queryset=replies, to_attr="said"))


def brief_of(row: Dispute, *, known_on: datetime | None = None) -> DisputeBrief:
    """Return a dispute as it stands beside its line, or stood on a day; `row` comes from `with_all`."""
    replies = [one for one in replies_of(row) if known_on is None or one.at <= known_on]
    retraction = getattr(row.document, "retraction", None)
    return DisputeBrief(
        id=DisputeId(row.pk),
        relationship=RelationshipId(row.relationship_id),
        vendor=OrganisationId(row.relationship.vendor_id),
        document=DocumentId(row.document_id),
        position=row.position,
        state=state_of(row, known_on=known_on),
        side=Side(row.side),
        raised_by=row.raised_by.name,
        organisation=_organisation(row, row.side),
        raised_at=row.raised_at,
        wrong=Wrong(row.wrong),
        says=row.says,
        statement=row.statement,
        last_reply=replies[-1] if replies else None,
        line_retracted=retraction is not None and (known_on is None or retraction.at <= known_on),
    )


def state_of(row: Dispute, *, known_on: datetime | None = None) -> State:
    """Return what became of a dispute, by a day."""
    settlement: Settlement | None = getattr(row, "settlement", None)
    if settlement is None or (known_on is not None and settlement.at > known_on):
        return State.OPEN
    return State(settlement.outcome)


def replies_of(row: Dispute) -> tuple[ReplyShown, ...]:
    """Return what was said to a dispute, the first reply first."""
    said: list[Reply] = row.said  # type: ignore[attr-defined]  # `with_all` puts it there
    return tuple(
        ReplyShown(Side(one.side), one.by.name, _organisation(row, one.side), one.at, one.text, one.due_on)
        for one in said
    )


def settlement_of(row: Dispute) -> SettlementShown | None:
    """Return how a dispute was settled; None while it is open."""
    one: Settlement | None = getattr(row, "settlement", None)
    if one is None:
        return None
    raiser = Side(row.side)
    other = Side.VENDOR if raiser is Side.CUSTOMER else Side.CUSTOMER
    by = raiser if one.outcome == State.WITHDRAWN else other
    return SettlementShown(State(one.outcome), one.by.name, _organisation(row, by), one.at, one.reason)


def _organisation(row: Dispute, side: str) -> str:
    of = row.relationship
    return of.customer.name if side == Side.CUSTOMER else of.vendor.name
