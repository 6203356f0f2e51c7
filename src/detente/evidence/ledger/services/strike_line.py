"""Let one line of a document count no longer: what the room of disputes does when one is upheld."""

from datetime import datetime

from detente.evidence.ledger.contracts import AlreadyStruck, DocumentId
from detente.evidence.ledger.models import StruckLine
from detente.evidence.ledger.selectors import access_document, access_evidence, lines_of
from detente.foundation.access import Actor


def strike_line(*, actor: Actor, at: datetime, document: DocumentId, position: int, reason: str) -> None:
    """Strike what a line says, from now on, wherever it is repeated; the line stays, and what it counted in before.

    Parameters
    ----------
    document : DocumentId
        The number of the document that the fact stands in.
    position : int, from 0
        Which of its facts.
    reason : str, up to 500 characters
        Why, for whoever asks later.

    Raises
    ------
    NoSuchDocument
        There is none, or it is not the actor's to see.
    AlreadyStruck
        The line was struck before.
    """
    of = access_document(document)
    line = access_evidence(document, position)
    if lines_of([line])[0].struck_at is not None:
        raise AlreadyStruck(f"Line {position} of {of.name} was struck before: it counts no longer.")
    StruckLine.objects.create(
        customer_id=of.customer_id,
        vendor_id=of.vendor_id,
        visibility=of.visibility,
        document=of,
        position=position,
        kind=line.kind,
        key=line.key,
        facts=line.facts,
        at=at,
        by_id=actor.person,
        reason=reason,
    )
