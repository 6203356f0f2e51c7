"""Use case: retract a document."""

from datetime import datetime

from detente.evidence.ledger.contracts import (
    RETRACT_EVIDENCE,
    AlreadyRetracted,
    DocumentId,
    DocumentSummary,
    NoReasonGiven,
    NoSuchDocument,
)
from detente.evidence.ledger.models import Document, Retraction
from detente.evidence.ledger.selectors import access_document, summary_of
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "ledger.retract_document",
    permission=RETRACT_EVIDENCE,
    path="documents/{document}/retraction",
    raises=(NoSuchDocument, AlreadyRetracted, NoReasonGiven),
)
def retract_document(*, actor: Actor, at: datetime, document: DocumentId, reason: str) -> DocumentSummary:
    """Let a document count no longer, from now on; its history stays.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    reason : str
        Why, for whoever asks later.
    """
    row = access_document(document)
    if row.received_from_id != actor.organisation:
        raise NoSuchDocument(f"There is no document {document} that you brought in.")
    if not reason.strip():
        raise NoReasonGiven("Say why the document is retracted.")
    if Retraction.objects.filter(document=row).exists():
        raise AlreadyRetracted(f"{row.name} was retracted before.")
    for one in (row, *Document.objects.filter(attributed_from=row, retraction=None)):
        Retraction.objects.create(
            document=one,
            customer_id=one.customer_id,
            vendor_id=one.vendor_id,
            visibility=one.visibility,
            at=max(at, one.known_at),
            by_id=actor.person,
            reason=reason.strip(),
        )
    return summary_of(access_document(document))
