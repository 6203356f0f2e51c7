"""Let somebody go."""

from datetime import datetime

from detente.foundation import contracts
from detente.foundation.access import Actor
from detente.foundation.as_read import ChangedMeanwhile, Standing, insist_as_read
from detente.foundation.contracts import GIVE_ROLES
from detente.foundation.errors import Conflict
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Membership, Organisation
from detente.foundation.notices.kinds import register_kind
from detente.foundation.notices.notify import notify
from detente.foundation.roles import Role
from detente.foundation.selectors.people import NoSuchColleague
from detente.foundation.services.invite_person import RoleNotGiven, may_give
from detente.foundation.use_case import use_case

REMOVED = register_kind("people.removed", "Somebody has left your organisation", GIVE_ROLES.roles)


class NobodyWouldBeLeft(Conflict):
    """The last person who may give roles cannot go or lose that right."""


@use_case(
    "people.end_membership",
    permission=GIVE_ROLES,
    path="people/{person}/end",
    raises=(NoSuchColleague, RoleNotGiven, NobodyWouldBeLeft, ChangedMeanwhile),
)
def end_membership(
    *, actor: Actor, person: PersonId, at: datetime, as_read: str | None = None
) -> contracts.Membership:
    """End what somebody is in your organisation; their tokens stop, their deeds stay on record.

    Parameters
    ----------
    actor : Actor
        Who decides.
    person : PersonId
        Whose membership ends.
    at : datetime
        Now.
    as_read : str
        The `version` of the person that you read; if somebody changed their role since, nothing is changed.
    """
    row = colleague(actor, person)
    may_give(actor, Role(row.role))
    insist_as_read(as_read, what=f"{row.person.name}’s role", now=standing(row), yours="an end of it")
    somebody_is_left(row)
    ended = end(row, at)
    notify(
        REMOVED,
        at=at,
        to=[actor.organisation],
        by=actor,
        text=f"{actor.name} ended the membership of {ended.name}, {ended.role}.",
        page=("people",),
    )
    return ended


def standing(row: Membership) -> Standing:
    """Return how somebody's role stands: what it is, and who gave it when."""
    return Standing(str(row.pk), row.role, row.given_by.name if row.given_by else "", row.since)


def colleague(actor: Actor, person: PersonId) -> Membership:
    """Return the current membership of somebody of the actor's organisation, whose people wait meanwhile."""
    Organisation.objects.select_for_update().get(pk=actor.organisation)
    row = (
        Membership.objects.select_related("person", "organisation", "given_by")
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
