"""Who is in the organisation, and who asks."""

from collections.abc import Iterable, Mapping

from django.db.models import Q

from detente.foundation.access import Actor
from detente.foundation.contracts import OWN_ACCOUNT, SEE_PEOPLE, Colleague, Myself
from detente.foundation.errors import NotFound
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Membership, Person
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Role
from detente.foundation.use_case import query

LONGEST_WORDS = 254  # no name and no address is longer


class NoSuchColleague(NotFound):
    """Nobody of that number is in the actor's organisation."""


@query("people.list_people", permission=SEE_PEOPLE, path="people", raises=(NoSuchPosition,))
def list_people(
    *, actor: Actor, name: str = "", after: str | None = None, limit: PageSize = 50
) -> Page[Colleague]:
    """List the people of your organisation, whoever came last first.

    Parameters
    ----------
    actor : Actor
        Who asks.
    name : str
        Words that their name or address holds; everybody if not given.
    after : str
        The page's `next`, to go on after it.
    limit : int
        How many at once, 1 to 200.
    """
    rows = Membership.objects.filter(organisation_id=actor.organisation, ended_at=None)
    words = name.strip()[:LONGEST_WORDS]
    if words:
        rows = rows.filter(Q(person__name__icontains=words) | Q(person__email__icontains=words))
    return latest_first(
        rows.select_related("person"),
        by="since",
        number="person_id",
        after=after,
        limit=limit,
        to_item=_colleague,
    )


@query("people.show_person", permission=SEE_PEOPLE, path="people/{person}", raises=(NoSuchColleague,))
def show_person(*, actor: Actor, person: PersonId) -> Colleague:
    """Show somebody of your organisation, and what they are in it.

    Parameters
    ----------
    actor : Actor
        Who asks.
    person : PersonId
        Who is meant.
    """
    rows = Membership.objects.filter(organisation_id=actor.organisation, ended_at=None)
    row = rows.select_related("person").filter(person_id=person).first()
    if row is None:
        raise NoSuchColleague(f"Nobody numbered {person} is in {actor.organisation_name}.")
    return _colleague(row)


def names_of(*, actor: Actor, people: Iterable[int]) -> Mapping[int, str]:
    """Return the names of those people who are or ever were in the actor's organisation, by number."""
    rows = Person.objects.filter(pk__in=set(people), memberships__organisation=actor.organisation)
    return dict(rows.values_list("pk", "name"))


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
        version=str(row.pk),
    )
