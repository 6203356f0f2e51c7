"""How an e-mail address is written: one way, so that one person is found by it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from detente.foundation.errors import Invalid

LONGEST = 254


class WrongAddress(Invalid):
    """What was given is no e-mail address."""


def address(written: str) -> str:
    """Return an e-mail address in lower case.

    >>> address(" Ada@Example.org ")
    'ada@example.org'
    """
    email = written.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise WrongAddress(f"{written!r} is no e-mail address: write it like name@example.org.") from error
    if len(email) > LONGEST:
        raise WrongAddress(f"The address has {len(email)} characters; {LONGEST} are the most.")
    return email
