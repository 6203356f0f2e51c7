"""What a worker does every few seconds: have every customer's standing scorecards be those of today."""

from datetime import datetime, timedelta

from detente.assessment.scorecards.services.refresh_standing import refresh_standing
from detente.foundation.identifiers import OrganisationId
from detente.foundation.jobs.chores import Chore, register_chore
from detente.foundation.models import Membership
from detente.foundation.roles import CUSTOMER_SIDE

AT_ONCE = 200
"""Vendors of one customer that are computed in one turn: jobs that people asked for wait that long."""


def keep_standing(*, at: datetime, most: int = AT_ONCE) -> int:
    """Compute what stands no longer, some vendors of each customer a turn, and return how many still wait.

    Parameters
    ----------
    at : datetime
        Now.
    most : int
        How many vendors of each customer.
    """
    members = Membership.objects.filter(ended_at=None, role__in=CUSTOMER_SIDE)
    customers = members.order_by("organisation_id").values_list("organisation_id", flat=True).distinct()
    return sum(refresh_standing(customer=OrganisationId(one), at=at, most=most) for one in list(customers))


register_chore(
    Chore("compute the scorecards that pages show", timedelta(seconds=5), lambda at: keep_standing(at=at))
)
