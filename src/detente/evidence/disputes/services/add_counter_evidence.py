"""Use case: put a document beside a dispute."""

from datetime import datetime

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    AlreadySettled,
    CannotBeDisputed,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
)
from detente.evidence.disputes.models import CounterDocument
from detente.evidence.disputes.selectors import access_open_dispute, show_again
from detente.evidence.disputes.services.tell_both_sides import SAID, tell_both_sides
from detente.evidence.ledger.contracts import DocumentId, NoSuchDocument
from detente.evidence.ledger.selectors import access_document
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "disputes.add_counter_evidence",
    permission=DISPUTE_LINES,
    path="disputes/{dispute}/counter-evidence",
    raises=(NoSuchDispute, AlreadySettled, NoSuchDocument, CannotBeDisputed),
)
def add_counter_evidence(
    *, actor: Actor, at: datetime, dispute: DisputeId, document: DocumentId
) -> DisputeShown:
    """Put a document that both sides see beside an open dispute; giving it again changes nothing.

    Parameters
    ----------
    dispute : DisputeId
        The number of the dispute.
    document : DocumentId
        The number of a document about the same vendor.
    """
    row = access_open_dispute(dispute)
    of = access_document(document)
    if (
        of.visibility != Visibility.SHARED
        or of.vendor_id != row.vendor_id
        or of.customer_id != row.customer_id
    ):
        raise CannotBeDisputed(f"{of.name} is not a document about this vendor that both sides see.")
    _, new = CounterDocument.objects.get_or_create(
        dispute=row,
        document=of,
        defaults={
            "customer_id": row.customer_id,
            "vendor_id": row.vendor_id,
            "visibility": row.visibility,
            "side": actor.side.value,
            "by_id": actor.person,
            "at": at,
        },
    )
    if new:
        tell_both_sides(kind=SAID, did="gave counter-evidence in the dispute", row=row, actor=actor, at=at)
    return show_again(row)
