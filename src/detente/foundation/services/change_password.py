"""Change one's own password."""

from datetime import datetime

from pydantic import SecretStr

from detente.foundation.access import Actor
from detente.foundation.contracts import OWN_ACCOUNT
from detente.foundation.errors import Invalid, NotPermitted
from detente.foundation.models import Person
from detente.foundation.operation import Doors
from detente.foundation.passwords import WeakPassword, give_password
from detente.foundation.use_case import use_case


class WrongPassword(Invalid):
    """The current password was not given right."""


class NotByToken(NotPermitted):
    """A token may not change how its holder signs in."""


@use_case(
    "people.change_password",
    permission=OWN_ACCOUNT,
    path="me/password",
    raises=(WrongPassword, WeakPassword, NotByToken),
    doors=Doors.BY_HAND,
)
def change_password(*, actor: Actor, current: SecretStr, new: SecretStr, at: datetime) -> None:
    """Change your own password; your other sessions end.

    Parameters
    ----------
    actor : Actor
        Whose password it is.
    current, new : SecretStr
        The password until now, and from now on.
    at : datetime
        Now.
    """
    by_themselves(actor)
    person = Person.objects.get(pk=actor.person)
    if not person.check_password(current.get_secret_value()):
        raise WrongPassword("The current password is not right.")
    give_password(person, new)
    person.save(update_fields=["password"])


def by_themselves(actor: Actor) -> None:
    """Raise NotByToken unless a person acts who signed in: a stolen token must not outlive its revocation."""
    if actor.only is not None:
        raise NotByToken("A token may not do this: sign in, or use the command line.")
