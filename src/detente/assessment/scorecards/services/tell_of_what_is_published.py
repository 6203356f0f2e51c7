"""Tell both sides of a scorecard that was published because its day came: a chore, since nobody does it."""

from datetime import datetime, timedelta

from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.services.tell_both_sides import PUBLISHED, tell_both_sides
from detente.foundation.jobs.chores import Chore, register_chore
from detente.foundation.tenancy import acting_for_the_installation

LATEST = timedelta(days=7)  # what was published before is no news


def tell_of_what_is_published(*, at: datetime) -> None:
    """Tell of each scorecard that was published because its day came: a chore, since nobody does it."""
    with acting_for_the_installation(because="a day comes for everybody"):
        rows = Publication.objects.filter(step=None, publishes_at__lte=at, publishes_at__gt=at - LATEST)
        for row in rows.select_related("relationship__vendor", "relationship__customer").order_by("pk"):
            of = row.relationship
            text = f"The scorecard of {of.vendor.name} for {of.customer.name} is published: its ten days are over."
            tell_both_sides(kind=PUBLISHED, text=text, row=row, actor=None, at=at)


register_chore(
    Chore("tell of what is published", timedelta(hours=1), lambda at: tell_of_what_is_published(at=at))
)
