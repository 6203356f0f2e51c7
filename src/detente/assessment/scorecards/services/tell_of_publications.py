"""Tell both sides how far a scorecard has come: shown to its vendor, agreed to, published, or taken back."""

from datetime import datetime, timedelta

from detente.assessment.scorecards.models import Publication
from detente.foundation.access import Actor
from detente.foundation.jobs.chores import Chore, register_chore
from detente.foundation.notices.contracts import NoticeKind
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for_the_installation

WHO = frozenset({Role.CISO, Role.ANALYST, Role.VENDOR_LEAD, Role.VENDOR_CONTRIBUTOR})
PREVIEWED = register_kind("scorecards.previewed", "A scorecard is shown before it is published", WHO)
AGREED = register_kind("scorecards.agreed", "A vendor agreed to publish a scorecard", WHO)
PUBLISHED = register_kind("scorecards.published", "A scorecard is published", WHO)
WITHDRAWN = register_kind("scorecards.preview_withdrawn", "A scorecard in preview is withdrawn", WHO)
LATEST = timedelta(days=7)  # what was published before is no news


def tell_both_sides(
    kind: NoticeKind, text: str, *, row: Publication, actor: Actor | None, at: datetime
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


def tell_of_what_is_published(at: datetime) -> None:
    """Tell of each scorecard that was published because its day came: a chore, since nobody does it."""
    with acting_for_the_installation(because="a day comes for everybody"):
        rows = Publication.objects.filter(step=None, publishes_at__lte=at, publishes_at__gt=at - LATEST)
        for row in rows.select_related("relationship__vendor", "relationship__customer").order_by("pk"):
            of = row.relationship
            text = f"The scorecard of {of.vendor.name} for {of.customer.name} is published: its ten days are over."
            tell_both_sides(PUBLISHED, text, row=row, actor=None, at=at)


register_chore(Chore("tell of what is published", timedelta(hours=1), tell_of_what_is_published))
