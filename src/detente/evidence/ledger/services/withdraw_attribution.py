"""Take back that a name means a vendor: what counted for it because of that counts no longer."""

from datetime import datetime

from detente.evidence.ledger.models import Document
from detente.evidence.ledger.services.hold_ledger import hold_ledger
from detente.evidence.ledger.services.retract_rows import retract_rows
from detente.foundation.access import Actor


def withdraw_attribution(*, actor: Actor, at: datetime, name: str) -> int:
    """Return how many facts wait again; the caller holds the transaction.

    Parameters
    ----------
    name : str
        The name, as files write it, that a person had matched.
    """
    known_at = hold_ledger(actor=actor, customer=actor.organisation, at=at)
    parts = Document.objects.filter(customer_id=actor.organisation, matched_name=name, retraction=None)
    taken = list(parts.exclude(part_of=None))
    retract_rows(
        documents=taken, actor=actor, at=known_at, reason=f"The match of the name {name!r} was taken back."
    )
    return sum(one.facts for one in taken)
