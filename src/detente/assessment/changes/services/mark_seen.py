"""Use case: remember that somebody looked."""

from datetime import datetime

from django.db.models import F

from detente.assessment.changes.contracts import Seen
from detente.assessment.changes.models import Visit
from detente.assessment.changes.selectors.visits import last_visit
from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case("changes.mark_seen", permission=SEE_SCORECARDS, path="portfolio/seen")
def mark_seen(*, actor: Actor, at: datetime) -> Seen:
    """Remember that you looked at your vendors today: later days then say what changed since.

    Looking again on the same day changes nothing.
    """
    today = at.date()
    row, first = Visit.objects.get_or_create(
        membership_id=actor.membership,
        defaults={
            "customer_id": actor.organisation,
            "vendor_id": None,
            "visibility": Visibility.CUSTOMER,
            "seen_on": today,
        },
    )
    if not first:
        Visit.objects.filter(pk=row.pk, seen_on__lt=today).update(before=F("seen_on"), seen_on=today)
    return Seen(last_visit(actor.membership, today)[0])
