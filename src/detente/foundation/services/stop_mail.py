"""Send no more e-mail of a kind: what the link in each e-mail does."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.models import NoticeSettings as SettingsRow
from detente.foundation.models import Person
from detente.foundation.notices.contracts import (
    OWN_NOTICES,
    ByMail,
    NoticeSettings,
    Told,
    UnfitNoticeSettings,
)
from detente.foundation.notices.kinds import kinds_for
from detente.foundation.notices.wanted import told_as, written
from detente.foundation.selectors.notices import settings_shown
from detente.foundation.use_case import use_case


@use_case(
    "notices.stop_mail",
    permission=OWN_NOTICES,
    path="me/notice-settings/no-mail",
    raises=(UnfitNoticeSettings,),
)
def stop_mail(*, actor: Actor, at: datetime, kind: str | None = None) -> NoticeSettings:
    """Stop the e-mail of one kind of notice, or the daily one; in the app nothing changes.

    Parameters
    ----------
    kind : str
        The name of the kind; the daily e-mail if not given.
    """
    Person.objects.select_for_update().get(pk=actor.person)
    row = SettingsRow.objects.filter(pk=actor.person).first()
    before = settings_shown(actor, row)
    if kind is not None and kind not in {one.name for one in kinds_for(actor.role)}:
        raise UnfitNoticeSettings(f"You are told of no kind {kind!r}.")
    stopped = {
        name: Told(told_as(row, name).in_app, ByMail.NONE)
        for name, told in before.kinds.items()
        if name == kind or (kind is None and told.by_mail is ByMail.DIGEST)
    }
    row = SettingsRow(
        person_id=actor.person,
        kinds={**(row.kinds if row else {}), **written(stopped)},
        hour=before.hour,
        zone=before.zone,
        version=int(before.version) + 1,
        changed_at=at,
    )
    row.save()
    return settings_shown(actor, row)
