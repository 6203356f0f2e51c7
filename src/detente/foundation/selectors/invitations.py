"""The invitations that can still be accepted."""

from datetime import UTC, datetime

from django.db.models import Q, QuerySet

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


class InvitationTakenUp(NoSuchInvitation):
    """Somebody accepted the invitation already: a link works once."""


class InvitationWithdrawn(NoSuchInvitation):
    """The invitation was taken back, or a newer one to the same address replaced it."""


class InvitationExpired(NoSuchInvitation):
    """The invitation was not accepted in time."""


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
    """Return the row behind a link, for services in the installation's scope, or raise NoSuchInvitation.

    Whoever holds the link is told what became of the invitation, and nothing of the people behind it.
    """
    row = _with_names(
        Invitation.objects.filter(Q(digest=digest(secret)) | Q(mailed_digest=digest(secret)))
    ).first()
    if row is None:
        raise NoSuchInvitation(
            "No invitation has this link: check that it was copied whole, or ask whoever sent it for a new one."
        )
    if row.accepted_at is not None:
        raise InvitationTakenUp(
            f"It was taken up on {_said(row.accepted_at)}, and a link works once. If that was you, sign in with "
            "the address that it was sent to. If it was not, tell whoever sent it at once."
        )
    if row.withdrawn_at is not None:
        raise InvitationWithdrawn(
            f"It was withdrawn on {_said(row.withdrawn_at)}. Look whether a newer one was sent to you, or ask "
            "whoever sent it."
        )
    if row.expires_at <= at:
        raise InvitationExpired(
            f"It could be taken up until {_said(row.expires_at)}. Ask whoever sent it for a new one."
        )
    return row


def _open(at: datetime) -> QuerySet[Invitation]:
    return _with_names(Invitation.objects.filter(accepted_at=None, withdrawn_at=None, expires_at__gt=at))


def _with_names(rows: QuerySet[Invitation]) -> QuerySet[Invitation]:
    return rows.select_related("organisation", "invited_by")


def _said(at: datetime) -> str:
    return f"{at.astimezone(UTC):%-d %B %Y, %H:%M} UTC"


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
