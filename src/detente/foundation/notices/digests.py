"""Once a day, at the hour that each person chose, all they were told and have not read: a chore of the worker."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from detente.foundation.models import Mailing, NoticeMark
from detente.foundation.models import NoticeSettings as SettingsRow
from detente.foundation.notices.contracts import DIGEST_HOUR, DIGEST_ZONE
from detente.foundation.notices.notify import mail_is_sent
from detente.foundation.notices.wanted import settings_of
from detente.foundation.tenancy import acting_for_the_installation

OLDEST = timedelta(days=7)  # where e-mail was not set up before, years are not told of at once

Reader = tuple[int, int | None, int | None, int]
"""A person, and the parties and the visibility of what they are told as somebody of an organisation."""


def make_digests(at: datetime) -> int:
    """Queue the daily e-mail of everybody whose hour has come, and return how many: one a day at most."""
    if not mail_is_sent():
        return 0
    made = 0
    with acting_for_the_installation(because="the worker makes everybody's daily e-mail"):
        waiting = NoticeMark.objects.filter(
            for_digest=True, mailing=None, read_at=None, notice__at__gt=at - OLDEST
        )
        by_reader: dict[Reader, list[int]] = defaultdict(list)
        for pk, *reader in waiting.values_list("pk", "person_id", "customer_id", "vendor_id", "visibility"):
            by_reader[reader[0], reader[1], reader[2], reader[3]].append(pk)
        wishes = settings_of(one[0] for one in by_reader)
        for reader, marks in sorted(by_reader.items(), key=lambda one: one[1]):
            made += _make(reader, marks, wishes.get(reader[0]), at)
    return made


def _make(reader: Reader, marks: list[int], wish: SettingsRow | None, at: datetime) -> bool:
    person, customer, vendor, visibility = reader
    here = at.astimezone(zone_of(wish))
    if here.hour < (wish.hour if wish else DIGEST_HOUR):
        return False
    row, new = Mailing.objects.get_or_create(
        person_id=person,
        customer_id=customer,
        vendor_id=vendor,
        visibility=visibility,
        digest_on=here.date(),
        defaults={"asked_at": at, "next_at": at},
    )
    if new:
        NoticeMark.objects.filter(pk__in=marks).update(mailing=row)
    return new


def zone_of(wish: SettingsRow | None) -> tzinfo:
    """Return somebody's time zone; UTC where this machine does not know it."""
    try:
        return ZoneInfo(wish.zone if wish else DIGEST_ZONE)
    except (KeyError, ValueError, OSError):
        return UTC
