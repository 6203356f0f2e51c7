"""One vendor's part of a file that speaks of several."""

from datetime import datetime

from detente.evidence.ledger.models import Document
from detente.foundation.tenancy import Visibility


def make_part(*, of: Document, vendor: int, name: str, known_at: datetime, facts: int = 0) -> Document:
    """Return a vendor's part of a document, not stored yet.

    Parameters
    ----------
    of : Document
        The file's document.
    vendor : int
        Whose part.
    name : str
        The written name that a person matched to the vendor; empty where the rule did.
    known_at : datetime
        Since when it is known that these facts are about the vendor.
    facts : int
        How many.
    """
    return Document(
        customer_id=of.customer_id,
        vendor_id=vendor,
        visibility=Visibility.CUSTOMER if of.private else Visibility.SHARED,
        name=of.name,
        format=of.format,
        sha256=of.sha256,
        content_hash=of.content_hash,
        request_hash=of.request_hash,
        bytes=of.bytes,
        assurance=of.assurance,
        against_only=of.against_only,
        private=of.private,
        known_at=known_at,
        received_from_id=of.received_from_id,
        received_by_id=of.received_by_id,
        series=of.series,
        edition_at=of.edition_at,
        facts=facts,
        rejected=0,
        mapping=of.mapping,
        part_of=of,
        matched_name=name,
    )
