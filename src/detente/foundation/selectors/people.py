"""Who is in the organisation, and who asks."""

from detente.foundation.access import Actor
from detente.foundation.contracts import OWN_ACCOUNT, SEE_PEOPLE, Colleague, Myself
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Membership
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Role
from detente.foundation.use_case import query


@query("people.list_people", permission=SEE_PEOPLE, path="people", raises=(NoSuchPosition,))
def list_people(*, actor: Actor, after: str | None = None, limit: PageSize = 50) -> Page[Colleague]:
    """List the people of your organisation, whoever came last first.

    Parameters
    ----------
    actor : Actor
        Who asks.
    after : str
        The page's `next`, to go on after it.
    limit : int
        How many at once, 1 to 200.
    """
    rows = Membership.objects.filter(organisation_id=actor.organisation, ended_at=None)
    return latest_first(
        rows.select_related("person"),
        by="since",
        number="person_id",
        after=after,
        limit=limit,
        to_item=_colleague,
    )


@query("people.show_myself", permission=OWN_ACCOUNT, path="me")
def show_myself(*, actor: Actor) -> Myself:
    """Show as whom you act and what you may do."""
    return Myself(
        person=actor.person,
        name=actor.name,
        email=actor.email,
        organisation=actor.organisation,
        organisation_name=actor.organisation_name,
        role=actor.role,
        permissions=permissions_of(actor),
    )


def permissions_of(actor: Actor) -> tuple[str, ...]:
    """Return the names of everything an actor may do, in alphabetical order."""
    return tuple(sorted({one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}))


def _colleague(row: Membership) -> Colleague:
    return Colleague(
        person=PersonId(row.person_id),
        name=row.person.name,
        email=row.person.email,
        role=Role(row.role),
        since=row.since,
    )
