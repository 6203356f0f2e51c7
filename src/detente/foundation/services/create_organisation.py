"""Found an organisation with its first person: for whoever runs the installation; nobody can act yet."""

from dataclasses import dataclass
from datetime import datetime

from pydantic import SecretStr

from detente.foundation.access import Actor, actor_of
from detente.foundation.addresses import address
from detente.foundation.audit_log import record
from detente.foundation.errors import Conflict, Invalid
from detente.foundation.honest_names import what_misleads
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.passwords import give_password
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for, acting_for_the_installation

LONGEST_NAME = 200


class NameTaken(Conflict):
    """An organisation of that name has people already."""


class NoName(Invalid):
    """A name is empty, too long, or could be taken for another."""


@dataclass(frozen=True, slots=True)
class Founded:
    """A new organisation's first person; `is_new` unless they had an account, which keeps its password."""

    actor: Actor
    is_new: bool


def create_organisation(
    *, name: str, email: str, person_name: str, role: Role, password: SecretStr, at: datetime
) -> Founded:
    """Found an organisation and make a person its first member.

    Parameters
    ----------
    name : str
        The organisation's name; no other organisation with people may bear it.
    email : str
        The person's address; somebody who has an account keeps their name and password.
    person_name : str
        The person's name.
    role : Role
        What the person is in the organisation.
    password : SecretStr
        The first password of a new person.
    at : datetime
        Now.
    """
    called, person_called = name_of(name), name_of(person_name)
    with acting_for_the_installation(because="nobody can act for an organisation that is only being founded"):
        if Membership.objects.filter(organisation__name=called, ended_at=None).exists():
            raise NameTaken(f"There is an organisation named {called!r} with people: choose another name.")
        organisation = Organisation.objects.create(name=called, created_at=at)
        person = Person.objects.filter(email=address(email)).first()
        is_new = person is None
        if person is None:
            person = Person(email=address(email), name=person_called)
            give_password(person, password)
            person.save(force_insert=True)
        membership = Membership.objects.create(
            person=person, organisation=organisation, role=role.value, since=at
        )
        actor = actor_of(membership)
        with acting_for(actor.organisation, writes=True):
            inputs = {"name": called, "email": person.email, "person_name": person.name, "role": role.value}
            record(verb="people.create_organisation", actor=actor, at=at, inputs=inputs)
    return Founded(actor, is_new)


def name_of(written: str) -> str:
    """Return a name without spaces around it, or raise NoName where it is none, or could be taken for another."""
    name = " ".join(written.split())
    if not 0 < len(name) <= LONGEST_NAME:
        raise NoName(f"A name has 1 to {LONGEST_NAME} characters, not {len(name)}: write one.")
    if misleads := what_misleads(name):
        raise NoName(f"{name!a} cannot be a name: {misleads}.")
    return name
