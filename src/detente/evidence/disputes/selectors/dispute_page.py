"""A dispute as its page shows it: with the documents that may be put beside it."""

from dataclasses import dataclass

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    SEE_DISPUTES,
    DisputeId,
    DisputeShown,
    NoSuchDispute,
    State,
)
from detente.evidence.disputes.selectors.disputes import access_dispute, dispute_shown
from detente.evidence.ledger.contracts import DocumentSummary
from detente.evidence.ledger.selectors import documents_about
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.use_case import query

OFFERED = 50


@dataclass(frozen=True, slots=True)
class DisputePage:
    """A dispute, and the latest documents about the vendor that both sides see."""

    shown: DisputeShown
    offered: tuple[DocumentSummary, ...]
    """What may be put beside it as counter-evidence; nothing where the actor may not, or it is no longer open."""


@query(
    "disputes.dispute_page",
    permission=SEE_DISPUTES,
    path="pages/disputes/{dispute}",
    raises=(NoSuchDispute,),
    doors=Doors.BY_HAND,
)
def dispute_page(*, actor: Actor, dispute: DisputeId) -> DisputePage:
    """Show a dispute together with the documents that may be put beside it."""
    row = access_dispute(dispute)
    shown = dispute_shown(row)
    still = shown.brief.state is State.OPEN and not shown.brief.line_retracted
    if not still or not actor.may(DISPUTE_LINES):
        return DisputePage(shown, ())
    offered = documents_about(
        shown.brief.vendor,
        customer=OrganisationId(row.relationship.customer_id),
        without=[one.document for one in shown.counter_evidence],
        limit=OFFERED,
    )
    return DisputePage(shown, offered)
