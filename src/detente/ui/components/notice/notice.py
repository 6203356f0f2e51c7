"""A sentence that a person must not miss: within a page as a notice, after an action as a toast."""

from collections.abc import Iterable
from typing import Literal, Protocol

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

NoticeKind = Literal["note", "warn", "bad", "good"]


class Message(Protocol):
    """What Django's messages framework hands out."""

    @property
    def message(self) -> str: ...

    @property
    def level_tag(self) -> str: ...


def notice(content: str, kind: NoticeKind = "note", title: str = "") -> SafeString:
    """Wrap a notice; the kind has an icon, and the words say what it is."""
    return rendered("notice/notice.html", content=content, kind=one_of(NoticeKind, kind, "kind"), title=title)


def toasts(messages: Iterable[Message] = ()) -> SafeString:
    """Show what happened after an action; stays until it is closed, and JavaScript adds to it."""
    return rendered("notice/toasts.html", messages=tuple(messages))
