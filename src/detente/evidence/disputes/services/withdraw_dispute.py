"""Use case: withdraw a dispute."""

from datetime import datetime

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    AlreadySettled,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
    NotYoursToSettle,
    State,
)
from detente.evidence.disputes.models import Settlement
from detente.evidence.disputes.selectors import access_open_dispute, show_again
from detente.evidence.disputes.services.tell_both_sides import WITHDRAWN, tell_both_sides
from detente.evidence.relationships.contracts import UnfitName, fit_words
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "disputes.withdraw",
    permission=DISPUTE_LINES,
    path="disputes/{dispute}/withdrawal",
    raises=(NoSuchDispute, AlreadySettled, NotYoursToSettle, UnfitName),
)
def withdraw_dispute(*, actor: Actor, at: datetime, dispute: DisputeId, reason: str) -> DisputeShown:
    """Withdraw a dispute that your side raised; the line counts as before.

    Parameters
    ----------
    dispute : DisputeId
        The number of the dispute.
    reason : str, up to 500 characters
        Why; it stays beside the line with your name.
    """
    row = access_open_dispute(dispute)
    if row.side != actor.side.value:
        raise NotYoursToSettle("The other side raised the dispute: settle it, or reply to it.")
    Settlement.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        dispute=row,
        outcome=State.WITHDRAWN.value,
        reason=fit_words(reason, what="The reason", longest=500),
        by_id=actor.person,
        at=at,
    )
    tell_both_sides(kind=WITHDRAWN, did="withdrew the dispute", row=row, actor=actor, at=at)
    return show_again(row)
