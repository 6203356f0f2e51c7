"""Use case: dispute a line."""

from datetime import datetime

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    AlreadyDisputed,
    CannotBeDisputed,
    DisputeShown,
    Wrong,
)
from detente.evidence.disputes.models import Dispute
from detente.evidence.disputes.selectors import about_whom, access_line, show_again
from detente.evidence.disputes.services.tell_both_sides import RAISED, tell_both_sides
from detente.evidence.ledger.contracts import DocumentId, NoSuchEvidence
from detente.evidence.ledger.selectors import access_document
from detente.evidence.relationships.contracts import UnfitName, fit_words
from detente.evidence.relationships.selectors import relationship_between
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "disputes.dispute_line",
    permission=DISPUTE_LINES,
    path="documents/{document}/evidence/{position}/disputes",
    raises=(NoSuchEvidence, CannotBeDisputed, AlreadyDisputed, UnfitName),
)
def dispute_line(
    *,
    actor: Actor,
    at: datetime,
    document: DocumentId,
    position: int,
    wrong: Wrong,
    says: str,
    statement: str,
) -> DisputeShown:
    """Object to a line that both sides see; your words stand beside it until the other side settles it.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    position : int, from 0
        Which of its facts.
    wrong : Wrong
        What is wrong: the fact, the time, whose it is, or how it was read.
    says : str, up to 300 characters
        What you say it is.
    statement : str, up to 5,000 characters
        Why; both sides read it beside the line.
    """
    vendor = about_whom(access_line(document, position))
    customer = access_document(document).customer_id
    if Dispute.objects.filter(
        document_id=document, position=position, side=actor.side.value, settlement=None
    ).exists():
        raise AlreadyDisputed("Your side disputes this line already: add to that dispute.")
    row = Dispute.objects.create(
        customer_id=customer,
        vendor_id=vendor,
        visibility=Visibility.SHARED,
        relationship_id=relationship_between(customer=customer, vendor=vendor),
        document_id=document,
        position=position,
        side=actor.side.value,
        wrong=wrong.value,
        says=fit_words(says, what="What you say it is", longest=300),
        statement=fit_words(statement, what="The statement", longest=5_000),
        raised_by_id=actor.person,
        raised_at=at,
    )
    tell_both_sides(kind=RAISED, did="disputes a line:", row=row, actor=actor, at=at)
    return show_again(row)
