"""Mark every notice as read."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.models import NoticeMark
from detente.foundation.notices.contracts import OWN_NOTICES, Unread
from detente.foundation.use_case import use_case


@use_case("notices.mark_all_read", permission=OWN_NOTICES, path="me/notices/read")
def mark_all_notices_read(*, actor: Actor, at: datetime, until: datetime | None = None) -> Unread:
    """Mark all your notices as read; what is left unread came later.

    Parameters
    ----------
    until : datetime
        Only those that you were told by then; all if not given.
    """
    rows = NoticeMark.objects.filter(person_id=actor.person, read_at=None)
    if until is not None:
        rows = rows.filter(notice__at__lte=until)
    rows.update(read_at=at)
    left = NoticeMark.objects.filter(person_id=actor.person, shown=True, read_at=None).count()
    return Unread(left, more=False)
