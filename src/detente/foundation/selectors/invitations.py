"""The invitations that can still be accepted."""

from datetime import datetime

from django.db.models import QuerySet

from detente.foundation.access import Actor, digest
from detente.foundation.contracts import GIVE_ROLES, OpenInvitation
from detente.foundation.errors import NotFound
from detente.foundation.models import Invitation
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.use_case import query


class NoSuchInvitation(NotFound):
    """No open invitation is meant: it is unknown, accepted, withdrawn or has expired."""


@query("people.list_invitations", permission=GIVE_ROLES, path="invitations", raises=(NoSuchPosition,))
def list_invitations(
    *, actor: Actor, after: str | None = None, limit: PageSize = 50, at: datetime
) -> Page[OpenInvitation]:
    """List the open invitations into your organisation, the newest first.

    Parameters
    ----------
    actor : Actor
        Who asks.
    after : str
        The page's `next`, to go on after it.
    limit : int
        How many at once, 1 to 200.
    at : datetime
        Now.
    """
    rows = _open(at).filter(organisation_id=actor.organisation)
    return latest_first(rows, by="invited_at", number="id", after=after, limit=limit, to_item=_contract)


def invitation_behind(secret: str, *, at: datetime) -> OpenInvitation:
    """Return what a link offers, for whoever holds it, or raise NoSuchInvitation."""
    with acting_for_the_installation(because="whoever holds an invitation belongs to nothing yet"):
        return _contract(open_invitation(secret, at=at))


def open_invitation(secret: str, *, at: datetime) -> Invitation:
    """Return the row behind a link, for services in the installation's scope, or raise NoSuchInvitation."""
    row = _open(at).filter(digest=digest(secret)).first()
    if row is None:
        raise NoSuchInvitation("The link opens no invitation (any more): ask whoever sent it for a new one.")
    return row


def _open(at: datetime) -> QuerySet[Invitation]:
    rows = Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    return rows.select_related("organisation", "invited_by")


def _contract(row: Invitation) -> OpenInvitation:
    return OpenInvitation(
        invitation=row.pk,
        organisation_name=row.organisation.name,
        email=row.email,
        role=Role(row.role),
        invited_by=row.invited_by.name,
        invited_at=row.invited_at,
        expires_at=row.expires_at,
    )
