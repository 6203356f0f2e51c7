"""The tokens that somebody holds."""

from detente.foundation.access import Actor
from detente.foundation.contracts import OWN_ACCOUNT, Token
from detente.foundation.models import ApiToken
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.use_case import query


@query("tokens.list_tokens", permission=OWN_ACCOUNT, path="tokens", raises=(NoSuchPosition,))
def list_tokens(*, actor: Actor, after: str | None = None, limit: PageSize = 50) -> Page[Token]:
    """List your tokens for this organisation, the newest first; their secrets are not kept.

    Parameters
    ----------
    actor : Actor
        Whose tokens.
    after : str
        The page's `next`, to go on after it.
    limit : int
        How many at once, 1 to 200.
    """
    rows = ApiToken.objects.filter(
        membership__person_id=actor.person, membership__organisation_id=actor.organisation
    )
    return latest_first(rows, by="issued_at", number="id", after=after, limit=limit, to_item=_token)


def _token(row: ApiToken) -> Token:
    return Token(
        token=row.pk,
        name=row.name,
        permissions=tuple(row.permissions),
        issued_at=row.issued_at,
        expires_at=row.expires_at,
        revoked_at=row.revoked_at,
        last_used_on=row.last_used_on,
    )
