"""Which passwords are good enough."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from pydantic import SecretStr

from detente.foundation.errors import Invalid
from detente.foundation.models import Person

LONGEST = 200  # hashing is dear on purpose: nobody may make it dearer


class WeakPassword(Invalid):
    """The password is too easily guessed."""


def give_password(person: Person, password: SecretStr) -> None:
    """Set a person's password, not yet saved, or raise WeakPassword."""
    words = password.get_secret_value()
    if len(words) > LONGEST or "\0" in words:
        raise WeakPassword(f"The password may be {LONGEST} characters long: choose a shorter one.")
    try:
        validate_password(words, person)
    except ValidationError as error:
        raise WeakPassword(" ".join(error.messages)) from error
    person.set_password(words)
