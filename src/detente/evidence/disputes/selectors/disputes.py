"""Disputes, as their two sides see them."""

from detente.evidence.disputes.contracts import (
    SEE_DISPUTES,
    AlreadySettled,
    CounterEvidence,
    DisputeBrief,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
    State,
)
from detente.evidence.disputes.models import CounterDocument, Dispute
from detente.evidence.disputes.selectors.briefs import (
    brief_of,
    replies_of,
    settlement_of,
    state_of,
    with_all,
)
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.ledger.selectors import lines_at
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.roles import Side
from detente.foundation.use_case import query


@query("disputes.list", permission=SEE_DISPUTES, path="disputes", raises=(NoSuchRelationship, NoSuchPosition))
def list_disputes(
    *,
    actor: Actor,
    state: State | None = None,
    relationship: RelationshipId | None = None,
    after: str | None = None,
    limit: PageSize = 50,
) -> Page[DisputeBrief]:
    """List the disputes that your organisation is a party to, the latest first.

    Parameters
    ----------
    state : State
        Only those that are open, upheld, rejected or withdrawn; all if not given.
    relationship : RelationshipId
        Only those of one relationship.
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = with_all(Dispute.objects.all())
    if relationship is not None:
        rows = rows.filter(relationship=access_relationship(relationship))
    if state is State.OPEN:
        rows = rows.filter(settlement=None)
    elif state is not None:
        rows = rows.filter(settlement__outcome=state.value)
    return latest_first(rows, by="raised_at", after=after, limit=limit, to_item=brief_of)


@query("disputes.show", permission=SEE_DISPUTES, path="disputes/{dispute}", raises=(NoSuchDispute,))
def show_dispute(*, actor: Actor, dispute: DisputeId) -> DisputeShown:
    """Show a dispute: both sides' words, the line, the counter-evidence, and how it was settled.

    Parameters
    ----------
    dispute : DisputeId
        The number of the dispute.
    """
    return dispute_shown(access_dispute(dispute))


def access_dispute(dispute: DisputeId) -> Dispute:
    """Hand out a dispute's row to a party: the only way to get one."""
    row = with_all(Dispute.objects.filter(pk=dispute)).first()
    if row is None:
        raise NoSuchDispute(f"There is no dispute {dispute}.")
    return row


def access_open_dispute(dispute: DisputeId) -> Dispute:
    """Hand out the row of a dispute that is not settled."""
    row = access_dispute(dispute)
    if state_of(row) is not State.OPEN:
        raise AlreadySettled(f"The dispute was settled before: it is {state_of(row)}.")
    return row


def show_again(row: Dispute) -> DisputeShown:
    """Return what both sides see of a dispute after something was done to it."""
    return dispute_shown(access_dispute(DisputeId(row.pk)))


def dispute_shown(row: Dispute) -> DisputeShown:
    """Return what both sides see of a dispute."""
    given = CounterDocument.objects.filter(dispute=row).select_related("document", "by").order_by("at", "pk")
    lines = lines_at([(DocumentId(row.document_id), row.position)])
    return DisputeShown(
        brief=brief_of(row),
        customer=row.relationship.customer.name,
        vendor=row.relationship.vendor.name,
        line=lines[0] if lines else None,
        replies=replies_of(row),
        counter_evidence=tuple(
            CounterEvidence(
                DocumentId(one.document_id), one.document.name, Side(one.side), one.by.name, one.at
            )
            for one in given
        ),
        settlement=settlement_of(row),
    )
