"""Numbers that name things from outside: random, so that they tell nobody how many there are."""

from secrets import randbelow
from typing import NewType

OrganisationId = NewType("OrganisationId", int)
PersonId = NewType("PersonId", int)

LARGEST = 2**53 - 1  # every JSON reader keeps integers up to here exactly


def new_id() -> int:
    """Return a number that nothing has yet; a clash is refused by the primary key."""
    return randbelow(LARGEST) + 1
