"""Take an invitation back before it is accepted."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.contracts import GIVE_ROLES
from detente.foundation.models import Invitation
from detente.foundation.selectors.invitations import NoSuchInvitation
from detente.foundation.use_case import use_case


@use_case(
    "people.withdraw_invitation",
    permission=GIVE_ROLES,
    path="invitations/{invitation}/withdraw",
    raises=(NoSuchInvitation,),
)
def withdraw_invitation(*, actor: Actor, invitation: int, at: datetime) -> None:
    """Withdraw an invitation into your organisation: its link opens nothing any more.

    Parameters
    ----------
    actor : Actor
        Who withdraws.
    invitation : int
        Which one.
    at : datetime
        Now.
    """
    taken_back = Invitation.objects.filter(
        pk=invitation, organisation_id=actor.organisation, accepted_at=None, withdrawn_at=None
    ).update(withdrawn_at=at)
    if not taken_back:
        raise NoSuchInvitation("There is no such open invitation: it may be accepted or withdrawn already.")
