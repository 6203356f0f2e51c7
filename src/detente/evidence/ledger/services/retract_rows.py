"""Write down that documents count no longer."""

from collections.abc import Iterable
from datetime import datetime

from detente.evidence.ledger.models import Document, Retraction
from detente.foundation.access import Actor

LONGEST = 500


def retract_rows(*, documents: Iterable[Document], actor: Actor, at: datetime, reason: str) -> None:
    """Retract documents as of a moment that is not before any of them; the caller holds the ledger.

    Parameters
    ----------
    documents : iterable of Document
        Which; none of them retracted before.
    at : datetime
        As `hold_ledger` returned it.
    reason : str
        Why, for whoever asks later; cut to 500 characters.
    """
    Retraction.objects.bulk_create(
        Retraction(
            document=one,
            customer_id=one.customer_id,
            vendor_id=one.vendor_id,
            visibility=one.visibility,
            at=at,
            by_id=actor.person,
            reason=reason[:LONGEST],
        )
        for one in documents
    )
