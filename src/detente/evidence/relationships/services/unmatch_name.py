"""Use case: take back that a written name means a vendor."""

from datetime import datetime

from detente.evidence.ledger.services.withdraw_attribution import withdraw_attribution
from detente.evidence.relationships.contracts import MANAGE_RELATIONSHIPS, NameShown, NoSuchName
from detente.evidence.relationships.models import VendorAlias
from detente.evidence.relationships.selectors import name_shown
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.unmatch_name",
    permission=MANAGE_RELATIONSHIPS,
    path="vendor-names/undo",
    raises=(NoSuchName,),
)
def unmatch_name(*, actor: Actor, at: datetime, written: str) -> NameShown:
    """Take back that a name means a vendor: what counted for it because of that waits again, from now on.

    Parameters
    ----------
    written : str
        The name, exactly as files write it.
    """
    name = written.strip()
    there = VendorAlias.objects.filter(customer_id=actor.organisation, written=name, ended_at=None)
    row = there.select_related("vendor", "decided_by").first()
    if row is None:
        raise NoSuchName(
            f"Nobody has matched the name {name!r}.", hint="`detente relationships list-names` lists them."
        )
    row.ended_at = max(at, row.decided_at)
    row.save(update_fields=["ended_at"])
    return name_shown(row, moved=withdraw_attribution(actor=actor, at=at, name=name))
