"""Which organisations somebody speaks for: for chores that tell people."""

from detente.foundation.identifiers import OrganisationId
from detente.foundation.models import Membership
from detente.foundation.roles import Role, Side


def represented() -> list[tuple[OrganisationId, Side]]:
    """Return the organisations with people, and on which side each is."""
    rows = Membership.objects.filter(ended_at=None, person__is_active=True)
    sides = {
        organisation: Role(role).side for organisation, role in rows.values_list("organisation_id", "role")
    }
    return [(OrganisationId(one), sides[one]) for one in sorted(sides)]
