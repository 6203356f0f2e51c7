"""Mark one notice as read."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.models import NoticeMark
from detente.foundation.notices.contracts import OWN_NOTICES, NoSuchNotice, NoticeId, NoticeShown
from detente.foundation.selectors.notices import notice_of, shown_of
from detente.foundation.use_case import use_case


@use_case(
    "notices.mark_read", permission=OWN_NOTICES, path="me/notices/{notice}/read", raises=(NoSuchNotice,)
)
def mark_notice_read(*, actor: Actor, at: datetime, notice: NoticeId) -> NoticeShown:
    """Mark one of your notices as read; it stays in your list.

    Parameters
    ----------
    notice : NoticeId
        The number of the notice.
    """
    row = notice_of(actor, notice)
    if row is None:
        raise NoSuchNotice(f"You have no notice {notice}.")
    NoticeMark.objects.filter(notice=row, read_at=None).update(read_at=at)
    return shown_of(row, row.mark.read_at or at)
