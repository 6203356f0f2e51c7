"""Documents, found by what somebody types."""

from dataclasses import dataclass
from datetime import datetime

from detente.evidence.ledger.contracts import SEE_EVIDENCE, DocumentId
from detente.evidence.ledger.models import Document
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.page import PageSize
from detente.foundation.selectors.found_targets import found_targets
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class DocumentFound:
    """A document that was found."""

    id: DocumentId
    name: str
    vendor: str
    """Whom it is about; empty where that is several, or nobody yet."""
    known_at: datetime
    retracted: bool


@query("ledger.search", permission=SEE_EVIDENCE, path="pages/search/documents", doors=Doors.BY_HAND)
def search_documents(*, actor: Actor, words: str, limit: PageSize = 5) -> list[DocumentFound]:
    """Find documents by their name, their format or the list that they are an edition of.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    found = found_targets(actor=actor, kind=Document.found_by.kind, words=words, limit=limit)
    if not found:
        return []
    rows = Document.objects.filter(pk__in=found).defer("mapping")
    by_number = rows.select_related("vendor", "retraction").in_bulk()
    return [
        DocumentFound(
            id=DocumentId(number),
            name=row.name,
            vendor=row.vendor.name if row.vendor else "",
            known_at=row.known_at,
            retracted=getattr(row, "retraction", None) is not None,
        )
        for number in found
        if (row := by_number.get(number)) is not None
    ]
