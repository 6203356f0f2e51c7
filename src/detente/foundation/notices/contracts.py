"""What others may know of notices: the kinds there are, how somebody wants to be told, and what they are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from detente.foundation.errors import Invalid, NotFound
from detente.foundation.page import Page
from detente.foundation.roles import EVERYONE, Permission, Role

NoticeId = NewType("NoticeId", int)

OWN_NOTICES = Permission("read their own notices", EVERYONE)
DIGEST_HOUR, DIGEST_ZONE = 8, "UTC"


class ByMail(StrEnum):
    """When a notice comes by e-mail."""

    AT_ONCE = "at once"
    DIGEST = "digest"  # once a day, with all others
    NONE = "none"


class NoSuchNotice(NotFound):
    """You have no notice of that number."""


class UnfitNoticeSettings(Invalid):
    """No such kind of notice, hour or time zone."""


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """A kind of notice, registered beside the code that gives it.

    Parameters
    ----------
    name : room.what_happened
        Unlike any other's; settings and rows keep it.
    label : str
        What people read in their settings and as the subject of an e-mail: it names nobody and no figure, since mail
        servers read it.
    roles : frozenset of Role
        Who of an organisation is told.
    """

    name: str
    label: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Told:
    """How somebody is told of a kind: in the app, and by e-mail."""

    in_app: bool = True
    by_mail: ByMail = ByMail.DIGEST


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """How somebody wants to be told."""

    kinds: Mapping[str, Told]
    """By the name of the kind: every kind that the actor's role is told of."""
    hour: int
    """When the day's e-mail is sent, 0 to 23, by the clock of `zone`."""
    zone: str
    version: str
    """Give it as `as_read` with what you change, so that nothing is overwritten unseen."""
    changed_at: datetime | None
    mail_is_sent: bool
    """Whether this installation sends e-mail at all."""


@dataclass(frozen=True, slots=True)
class NoticeShown:
    """What somebody was told, and where it is shown."""

    id: NoticeId
    kind: str
    text: str
    address: str
    at: datetime
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class Unread:
    """How many notices wait to be read; more than 99 are not counted."""

    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class NoticesPage:
    """Unread notices, and read ones below them."""

    unread: Page[NoticeShown]
    read: Page[NoticeShown]
