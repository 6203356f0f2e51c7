"""Make a token for a program that acts in one's own name."""

from datetime import datetime, timedelta
from typing import Annotated

from annotated_types import Interval, Len

from detente.foundation.access import Actor, digest
from detente.foundation.contracts import LONGEST_TOKEN_DAYS, OWN_ACCOUNT, IssuedToken
from detente.foundation.errors import Invalid
from detente.foundation.models import ApiToken
from detente.foundation.operation import Doors
from detente.foundation.secret import new_token
from detente.foundation.selectors.people import permissions_of
from detente.foundation.services.change_password import NotByToken, by_themselves
from detente.foundation.use_case import use_case

TokenName = Annotated[str, Len(1, 100)]
TokenDays = Annotated[int, Interval(ge=1, le=LONGEST_TOKEN_DAYS)]


class UnfitToken(Invalid):
    """The token asked for lacks a name, may do nothing, may do more than its holder, or lasts too long."""


@use_case(
    "tokens.issue_token",
    permission=OWN_ACCOUNT,
    path="tokens",
    raises=(UnfitToken, NotByToken),
    doors=Doors.BY_HAND,
)
def issue_token(
    *, actor: Actor, name: TokenName, permissions: list[str], days: TokenDays = 90, at: datetime
) -> IssuedToken:
    """Issue a token that acts for you, narrowed to some permissions; its secret is told this once.

    Parameters
    ----------
    actor : Actor
        For whom it acts.
    name : str
        What it is for, 1 to 100 characters.
    permissions : list of str
        The names of what it may do; `people show-myself` lists those that you hold.
    days : int
        How long it is valid, 1 to 365.
    at : datetime
        Now.
    """
    by_themselves(actor)
    held = permissions_of(actor)
    beyond = sorted(set(permissions) - set(held))
    if beyond or not permissions:
        wrong = f"may not {', '.join(beyond)}" if beyond else "is asked to do nothing"
        raise UnfitToken(f"The token {wrong}. Choose among: {', '.join(held)}.")
    if not name.strip() or len(name) > 100:  # noqa: PLR2004  # as TokenName says
        raise UnfitToken("Name the token, in at most 100 characters, for what it is used.")
    if not 1 <= days <= LONGEST_TOKEN_DAYS:
        raise UnfitToken(f"A token lasts 1 to {LONGEST_TOKEN_DAYS} days, not {days}.")
    secret = new_token()
    row = ApiToken.objects.create(
        membership_id=actor.membership,
        name=name.strip(),
        digest=digest(secret),
        permissions=sorted(set(permissions)),
        issued_at=at,
        expires_at=at + timedelta(days=days),
    )
    return IssuedToken(row.pk, row.name, tuple(row.permissions), row.expires_at, secret)
