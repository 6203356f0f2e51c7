"""Stop a token of one's own."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.contracts import OWN_ACCOUNT
from detente.foundation.errors import NotFound
from detente.foundation.models import ApiToken
from detente.foundation.use_case import use_case


class NoSuchToken(NotFound):
    """The actor holds no working token of that number."""


@use_case("tokens.revoke_token", permission=OWN_ACCOUNT, path="tokens/{token}/revoke", raises=(NoSuchToken,))
def revoke_token(*, actor: Actor, token: int, at: datetime) -> None:
    """Revoke a token of yours: from now on it opens nothing.

    Parameters
    ----------
    actor : Actor
        Whose token it is.
    token : int
        Which one.
    at : datetime
        Now.
    """
    stopped = ApiToken.objects.filter(
        pk=token,
        membership__person_id=actor.person,
        membership__organisation_id=actor.organisation,
        revoked_at=None,
    ).update(revoked_at=at)
    if not stopped:
        raise NoSuchToken(f"You hold no working token numbered {token}.")
