"""Say how one wants to be told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from annotated_types import Interval

from detente.foundation.access import Actor
from detente.foundation.as_read import ChangedMeanwhile, Standing, insist_as_read
from detente.foundation.models import NoticeSettings as SettingsRow
from detente.foundation.models import Person
from detente.foundation.notices.contracts import (
    OWN_NOTICES,
    ByMail,
    NoticeSettings,
    Told,
    UnfitNoticeSettings,
)
from detente.foundation.notices.kinds import kinds_for, label_of
from detente.foundation.notices.wanted import EVERYBODY, written
from detente.foundation.selectors.notices import settings_shown
from detente.foundation.use_case import use_case

Hour = Annotated[int, Interval(ge=0, le=23)]
LAST_HOUR = 23
MAIL_WORDS = {
    ByMail.AT_ONCE: "by e-mail at once",
    ByMail.DIGEST: "in the daily e-mail",
    ByMail.NONE: "no e-mail",
}


@use_case(
    "notices.change_settings",
    permission=OWN_NOTICES,
    path="me/notice-settings",
    raises=(UnfitNoticeSettings, ChangedMeanwhile),
)
def change_notice_settings(
    *,
    actor: Actor,
    at: datetime,
    kinds: dict[str, Told],
    hour: Hour | None = None,
    zone: str | None = None,
    as_read: str | None = None,
) -> NoticeSettings:
    """Change how you are told of what happens: in the app, by e-mail at once, in a daily e-mail, or not at all.

    Parameters
    ----------
    kinds : dict
        How you are told, by the name of the kind; kinds that are not named stay as they are.
    hour : int, 0 to 23
        When the daily e-mail is sent; it stays if not given.
    zone : str
        By the clock of which time zone, such as Europe/Vienna; it stays if not given.
    as_read : str
        The `version` that you read; if somebody changed the settings since, nothing is changed.
    """
    known = {one.name for one in kinds_for(actor.role)}
    unknown = sorted(set(kinds) - known)
    if unknown:
        raise UnfitNoticeSettings(
            f"You are told of no kind {unknown[0]!r}. Choose among: {', '.join(sorted(known))}."
        )
    if hour is not None and not 0 <= hour <= LAST_HOUR:
        raise UnfitNoticeSettings(f"{hour} is no hour of the day: give one from 0 to 23.")
    if zone is not None and not is_zone(zone):
        raise UnfitNoticeSettings(f"{zone!r} is no time zone: write it as Europe/Vienna, or UTC.")
    Person.objects.select_for_update().get(pk=actor.person)
    row = SettingsRow.objects.filter(pk=actor.person).first()
    before = settings_shown(actor, row)
    merged = {**(row.kinds if row else {}), **written(kinds)}
    after = before.hour if hour is None else hour, before.zone if zone is None else zone
    standing = Standing(
        before.version, words(before.kinds, before.hour, before.zone), actor.name, before.changed_at
    )
    insist_as_read(
        as_read,
        what="how you are told",
        now=standing,
        yours=words({**before.kinds, **kinds}, *after),
    )
    row = SettingsRow(
        person_id=actor.person,
        kinds=merged,
        hour=after[0],
        zone=after[1],
        version=int(before.version) + 1,
        changed_at=at,
    )
    row.save()
    return settings_shown(actor, row)


def is_zone(name: str) -> bool:
    """Return whether a name is one of a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def words(kinds: Mapping[str, Told], hour: int, zone: str) -> str:
    """Return settings in words, saying only what differs from what holds for everybody."""
    said = [
        f"{label_of(name)} {'in the app' if one.in_app else 'not in the app'}, {MAIL_WORDS[one.by_mail]}"
        for name, one in sorted(kinds.items())
        if one != EVERYBODY
    ]
    return "; ".join([*said, f"the daily e-mail at {hour}:00 {zone}"])
