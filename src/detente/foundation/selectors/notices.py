"""What one is told, and how one wants to be told."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.models import Notice, NoticeMark
from detente.foundation.models import NoticeSettings as SettingsRow
from detente.foundation.notices.contracts import (
    DIGEST_HOUR,
    DIGEST_ZONE,
    OWN_NOTICES,
    NoticeId,
    NoticeSettings,
    NoticeShown,
    NoticesPage,
    Unread,
)
from detente.foundation.notices.kinds import kinds_for
from detente.foundation.notices.notify import mail_is_sent
from detente.foundation.notices.wanted import told_as
from detente.foundation.operation import Doors
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.use_case import query

MOST_COUNTED = 99


@query("notices.list_notices", permission=OWN_NOTICES, path="me/notices", raises=(NoSuchPosition,))
def list_notices(
    *, actor: Actor, read: bool = False, after: str | None = None, limit: PageSize = 50
) -> Page[NoticeShown]:
    """List what you were told and have not read yet, the latest first.

    Parameters
    ----------
    actor : Actor
        Who asks.
    read : bool
        List what you have read instead.
    after : str
        The page's `next`, to go on after it.
    limit : int
        How many at once, 1 to 200.
    """
    rows = Notice.objects.filter(person_id=actor.person, mark__shown=True, mark__read_at__isnull=not read)
    return latest_first(
        rows.select_related("mark"), by="at", number="id", after=after, limit=limit, to_item=_shown
    )


@query("notices.count_unread", permission=OWN_NOTICES, path="me/notices/unread")
def count_unread(*, actor: Actor) -> Unread:
    """Count what you were told and have not read, up to 99.

    Parameters
    ----------
    actor : Actor
        Who asks.
    """
    rows = NoticeMark.objects.filter(person_id=actor.person, shown=True, read_at__isnull=True)
    found = rows[: MOST_COUNTED + 1].count()
    return Unread(min(found, MOST_COUNTED), more=found > MOST_COUNTED)


@query(
    "notices.notices_page",
    permission=OWN_NOTICES,
    path="pages/notices",
    raises=(NoSuchPosition,),
    doors=Doors.BY_HAND,
)
def notices_page(
    *, actor: Actor, unread_after: str | None = None, read_after: str | None = None
) -> NoticesPage:
    """Show what you have not read yet, and below it what you have."""
    return NoticesPage(
        unread=list_notices(actor=actor, after=unread_after),
        read=list_notices(actor=actor, read=True, after=read_after),
    )


@query("notices.show_settings", permission=OWN_NOTICES, path="me/notice-settings")
def show_settings(*, actor: Actor) -> NoticeSettings:
    """Show how you want to be told of what happens.

    Parameters
    ----------
    actor : Actor
        Whose settings they are.
    """
    return settings_shown(actor, SettingsRow.objects.filter(pk=actor.person).first())


def settings_shown(actor: Actor, row: SettingsRow | None) -> NoticeSettings:
    """Return a row of settings as its person sees it."""
    return NoticeSettings(
        kinds={one.name: told_as(row, one.name) for one in kinds_for(actor.role)},
        hour=row.hour if row else DIGEST_HOUR,
        zone=row.zone if row else DIGEST_ZONE,
        version=str(row.version if row else 0),
        changed_at=row.changed_at if row else None,
        mail_is_sent=mail_is_sent(),
    )


def notice_of(actor: Actor, notice: NoticeId) -> Notice | None:
    """Return the row of one of the actor's own notices."""
    return Notice.objects.select_related("mark").filter(pk=notice, person_id=actor.person).first()


def shown_of(row: Notice, read_at: datetime | None) -> NoticeShown:
    """Return a notice as its reader sees it."""
    return NoticeShown(NoticeId(row.pk), row.kind, row.text, row.address, row.at, read_at)


def _shown(row: Notice) -> NoticeShown:
    return shown_of(row, row.mark.read_at)
