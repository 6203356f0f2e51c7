"""Tell both sides of a dispute what happened in it: part of each use case that does something there."""

from datetime import datetime

from detente.evidence.disputes.contracts import DISPUTE_LINES
from detente.evidence.disputes.models import Dispute
from detente.foundation.access import Actor
from detente.foundation.notices.contracts import NoticeKind
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify

WHO = DISPUTE_LINES.roles
RAISED = register_kind("disputes.raised", "A line of evidence is disputed", WHO)
SAID = register_kind("disputes.said", "Something was said to a dispute", WHO)
SETTLED = register_kind("disputes.settled", "A dispute is settled", WHO)
WITHDRAWN = register_kind("disputes.withdrawn", "A dispute is withdrawn", WHO)


def tell_both_sides(*, kind: NoticeKind, did: str, row: Dispute, actor: Actor, at: datetime) -> None:
    """Tell whoever of either side speaks in disputes, but not the actor.

    Parameters
    ----------
    kind : NoticeKind
        What happened.
    did : str
        What the actor did, after their name: "replied to".
    row : Dispute
        The dispute; both sides see its words.
    """
    notify(
        kind,
        at=at,
        to=[one for one in (row.customer_id, row.vendor_id) if one is not None],
        text=f"{actor.name} of {actor.organisation_name} {did} “{row.says}”",
        page=("dispute", row.pk),
        by=actor,
        relationship=row.relationship_id,
    )
