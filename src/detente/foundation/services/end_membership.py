"""Let somebody go."""

from datetime import datetime

from detente.foundation import contracts
from detente.foundation.access import Actor
from detente.foundation.contracts import GIVE_ROLES
from detente.foundation.errors import Conflict
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Membership, Organisation
from detente.foundation.roles import Role
from detente.foundation.selectors.people import NoSuchColleague
from detente.foundation.services.invite_person import RoleNotGiven, may_give
from detente.foundation.use_case import use_case


class NobodyWouldBeLeft(Conflict):
    """The last person who may give roles cannot go or lose that right."""


@use_case(
    "people.end_membership",
    permission=GIVE_ROLES,
    path="people/{person}/end",
    raises=(NoSuchColleague, RoleNotGiven, NobodyWouldBeLeft),
)
def end_membership(*, actor: Actor, person: PersonId, at: datetime) -> contracts.Membership:
    """End what somebody is in your organisation; their tokens stop, their deeds stay on record.

    Parameters
    ----------
    actor : Actor
        Who decides.
    person : PersonId
        Whose membership ends.
    at : datetime
        Now.
    """
    row = colleague(actor, person)
    may_give(actor, Role(row.role))
    somebody_is_left(row)
    return end(row, at)


def colleague(actor: Actor, person: PersonId) -> Membership:
    """Return the current membership of somebody of the actor's organisation, whose people wait meanwhile."""
    Organisation.objects.select_for_update().get(pk=actor.organisation)
    row = (
        Membership.objects.select_related("person", "organisation")
        .filter(person_id=person, organisation_id=actor.organisation, ended_at=None)
        .first()
    )
    if row is None:
        raise NoSuchColleague(f"Nobody numbered {person} is in {actor.organisation_name}.")
    return row


def somebody_is_left(leaving: Membership) -> None:
    """Raise NobodyWouldBeLeft if only this membership may give roles."""
    others = Membership.objects.filter(organisation=leaving.organisation_id, ended_at=None).exclude(
        pk=leaving.pk
    )
    holders = [one.value for one in GIVE_ROLES.roles]
    if leaving.role in holders and not others.filter(role__in=holders).exists():
        raise NobodyWouldBeLeft(
            f"{leaving.person.name} is the last one who may give roles: give somebody else that right first."
        )


def end(row: Membership, at: datetime) -> contracts.Membership:
    """Close a membership and say what it was."""
    Membership.objects.filter(pk=row.pk).update(ended_at=at)
    return contracts.Membership(
        person=PersonId(row.person_id),
        name=row.person.name,
        organisation_name=row.organisation.name,
        role=Role(row.role),
        since=row.since,
        ended_at=at,
    )
