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
from detente.evidence.ledger.services.compare_editions import close_gap
from detente.evidence.ledger.services.hold_ledger import hold_ledger
from detente.evidence.ledger.services.retract_rows import LONGEST, retract_rows
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.use_case import use_case


@use_case(
    "ledger.retract_document",
    permission=RETRACT_EVIDENCE,
    path="documents/{document}/retraction",
    raises=(NoSuchDocument, AlreadyRetracted, NoReasonGiven),
)
def retract_document(*, actor: Actor, at: datetime, document: DocumentId, reason: str) -> DocumentSummary:
    """Let a document that your organisation brought count no longer, from now on; its history stays.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    reason : str, up to 500 characters
        Why, for whoever asks later.
    """
    row = access_document(document)
    brought = row.received_from_id == actor.organisation and row.part_of_id is None
    if not brought or row.customer_id is None:
        raise NoSuchDocument(f"There is no document {document} that you brought in.")
    known_at = hold_ledger(actor=actor, customer=OrganisationId(row.customer_id), at=at)
    said = reason.strip()
    if not 0 < len(said) <= LONGEST:
        raise NoReasonGiven(f"Say in 1 to {LONGEST} characters why the document is retracted.")
    if Retraction.objects.filter(document=row).exists():
        raise AlreadyRetracted(f"{row.name} was retracted before.")
    parts = Document.objects.filter(part_of=row, retraction=None)
    retract_rows(documents=[row, *parts], actor=actor, at=known_at, reason=said)
    close_gap(document=row)
    return summary_of(access_document(document))
