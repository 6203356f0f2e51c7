"""Use case: settle a dispute."""

from datetime import datetime

from detente.evidence.disputes.contracts import (
    SETTLE_DISPUTES,
    AlreadySettled,
    CannotBeDisputed,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
    NotYoursToSettle,
    State,
)
from detente.evidence.disputes.models import Settlement
from detente.evidence.disputes.selectors import access_open_dispute, show_again
from detente.evidence.disputes.services.tell_both_sides import SETTLED, tell_both_sides
from detente.evidence.ledger.contracts import AlreadyStruck, DocumentId
from detente.evidence.ledger.services.strike_line import strike_line
from detente.evidence.relationships.contracts import UnfitName, fit_words
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "disputes.settle",
    permission=SETTLE_DISPUTES,
    path="disputes/{dispute}/settlement",
    raises=(NoSuchDispute, AlreadySettled, AlreadyStruck, NotYoursToSettle, CannotBeDisputed, UnfitName),
)
def settle_dispute(
    *, actor: Actor, at: datetime, dispute: DisputeId, uphold: bool, reason: str
) -> DisputeShown:
    """Settle a dispute that the other side raised: the line counts no longer, or it counts as before.

    Parameters
    ----------
    dispute : DisputeId
        The number of the dispute.
    uphold : bool
        Whether the objection is right: then the line is struck, from now on.
    reason : str, up to 500 characters
        Why; it stands beside the line with your name.
    """
    row = access_open_dispute(dispute)
    if row.side == actor.side.value:
        raise NotYoursToSettle(
            "Your side raised the dispute: the other side settles it; you may withdraw it."
        )
    if getattr(row.document, "retraction", None) is not None:
        raise CannotBeDisputed(
            f"{row.document.name} was retracted meanwhile: there is nothing left to settle."
        )
    said = fit_words(reason, what="The reason", longest=500)
    if uphold:
        document = DocumentId(row.document_id)
        strike_line(actor=actor, at=at, document=document, position=row.position, reason=said)
    Settlement.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        dispute=row,
        outcome=(State.UPHELD if uphold else State.REJECTED).value,
        reason=said,
        by_id=actor.person,
        at=at,
    )
    tell_both_sides(
        kind=SETTLED,
        did="agreed with the dispute" if uphold else "rejected the dispute",
        row=row,
        actor=actor,
        at=at,
    )
    return show_again(row)
