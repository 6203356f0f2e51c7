"""Use case: reply to a dispute."""

from datetime import date, datetime

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    AlreadySettled,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
    UnfitDay,
)
from detente.evidence.disputes.models import Reply
from detente.evidence.disputes.selectors import access_open_dispute, show_again
from detente.evidence.disputes.services.tell_both_sides import SAID, tell_both_sides
from detente.evidence.relationships.contracts import UnfitName, fit_words
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "disputes.reply",
    permission=DISPUTE_LINES,
    path="disputes/{dispute}/replies",
    raises=(NoSuchDispute, AlreadySettled, UnfitName, UnfitDay),
)
def reply_to_dispute(
    *, actor: Actor, at: datetime, dispute: DisputeId, text: str, due_on: date | None = None
) -> DisputeShown:
    """Say something to an open dispute: what you are checking, and by when you will say more.

    Parameters
    ----------
    dispute : DisputeId
        The number of the dispute.
    text : str, up to 5,000 characters
        Both sides read it beside the line.
    due_on : date
        By when your side will say more, if you promise it.
    """
    row = access_open_dispute(dispute)
    if due_on is not None and due_on < at.date():
        raise UnfitDay(f"{due_on:%d %B %Y} has passed: give a day from today on.")
    Reply.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=row.visibility,
        dispute=row,
        side=actor.side.value,
        text=fit_words(text, what="The reply", longest=5_000),
        due_on=due_on,
        by_id=actor.person,
        at=at,
    )
    tell_both_sides(kind=SAID, did="replied to the dispute", row=row, actor=actor, at=at)
    return show_again(row)
