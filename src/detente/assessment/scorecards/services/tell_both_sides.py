"""Tell both sides how far a scorecard has come: shown to its vendor, agreed to, published, or taken back."""

from datetime import datetime

from detente.assessment.scorecards.models import Publication
from detente.foundation.access import Actor
from detente.foundation.notices.contracts import NoticeKind
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role

WHO = frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
PREVIEWED = register_kind("scorecards.previewed", "A scorecard is shown before it is published", WHO)
AGREED = register_kind("scorecards.agreed", "A vendor agreed to publish a scorecard", WHO)
PUBLISHED = register_kind("scorecards.published", "A scorecard is published", WHO)
WITHDRAWN = register_kind("scorecards.preview_withdrawn", "A scorecard in preview is withdrawn", WHO)


def tell_both_sides(
    *, kind: NoticeKind, text: str, row: Publication, actor: Actor | None, at: datetime
) -> None:
    """Tell both parties of a publication, but not the actor; what nobody did is told once.

    Parameters
    ----------
    kind : NoticeKind
        What happened.
    text : str
        The same in a sentence that names no figure.
    row : Publication
        What it is about.
    actor : Actor or None
        Who did it; None: its day came.
    """
    notify(
        kind,
        at=at,
        to=[one for one in (row.customer_id, row.vendor_id) if one is not None],
        text=text,
        page=("publication", row.pk),
        by=actor,
        relationship=row.relationship_id,
        once="" if actor else str(row.pk),
    )
