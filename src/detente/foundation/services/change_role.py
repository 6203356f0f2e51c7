"""Make somebody something else in the organisation."""

from datetime import datetime

from detente.foundation import contracts
from detente.foundation.access import Actor
from detente.foundation.as_read import ChangedMeanwhile, insist_as_read
from detente.foundation.contracts import GIVE_ROLES
from detente.foundation.errors import Conflict
from detente.foundation.identifiers import PersonId
from detente.foundation.models import Membership
from detente.foundation.roles import Role
from detente.foundation.selectors.people import NoSuchColleague
from detente.foundation.services.end_membership import (
    NobodyWouldBeLeft,
    colleague,
    end,
    somebody_is_left,
    standing,
)
from detente.foundation.services.invite_person import RoleNotGiven, may_give
from detente.foundation.use_case import use_case


class SameRole(Conflict):
    """They hold that role already."""


@use_case(
    "people.change_role",
    permission=GIVE_ROLES,
    path="people/{person}/role",
    raises=(NoSuchColleague, RoleNotGiven, NobodyWouldBeLeft, SameRole, ChangedMeanwhile),
)
def change_role(
    *, actor: Actor, person: PersonId, role: Role, at: datetime, as_read: str | None = None
) -> contracts.Membership:
    """Give somebody of your organisation another role; the tokens of the old one stop.

    Parameters
    ----------
    actor : Actor
        Who decides.
    person : PersonId
        Whose role changes.
    role : Role
        What they become.
    at : datetime
        Now.
    as_read : str
        The `version` of the person that you read; if somebody changed their role since, nothing is changed.
    """
    row = colleague(actor, person)
    may_give(actor, Role(row.role))
    may_give(actor, role)
    insist_as_read(as_read, what=f"{row.person.name}’s role", now=standing(row), yours=str(role))
    if row.role == role:
        raise SameRole(f"{row.person.name} is {role} already.")
    if role not in GIVE_ROLES.roles:
        somebody_is_left(row)
    end(row, at)
    Membership.objects.create(
        person_id=person,
        organisation_id=actor.organisation,
        role=role.value,
        since=at,
        given_by_id=actor.person,
    )
    return contracts.Membership(
        person=person,
        name=row.person.name,
        organisation_name=actor.organisation_name,
        role=role,
        since=at,
        ended_at=None,
    )
