"""Tell both sides what happened to what they agreed: part of each use case that changes it."""

from datetime import datetime

from detente.evidence.relationships.models import Contract, Relationship, Service
from detente.foundation.access import Actor
from detente.foundation.notices.contracts import NoticeKind
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role

WHO = frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD})
TERMS = register_kind("relationships.terms_changed", "Agreed terms were changed", WHO)
PROPOSED = register_kind("relationships.outcome_proposed", "An outcome statement is proposed", WHO)
SIGNED = register_kind("relationships.outcome_signed", "An outcome statement is signed", WHO)


def tell_both_sides(
    *, kind: NoticeKind, did: str, of: Relationship | Service | Contract, actor: Actor, at: datetime
) -> None:
    """Tell whoever of either side looks after the relationship, but not the actor.

    Parameters
    ----------
    kind : NoticeKind
        What happened.
    did : str
        What the actor did, after their name, in words that are both sides' own.
    of : Relationship, Service or Contract
        What it is about.
    """
    number = of.pk if isinstance(of, Relationship) else of.relationship_id
    notify(
        kind,
        at=at,
        to=[one for one in (of.customer_id, of.vendor_id) if one is not None],
        text=f"{actor.name} of {actor.organisation_name} {did}",
        page=("relationship", number),
        by=actor,
        relationship=number,
    )
