"""The parts of a room, as links; each is a page of its own with its own address."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from detente.ui.render import rendered


@dataclass(frozen=True, slots=True)
class Tab:
    """One part: where it is, how much is in it, and whether only this side sees it."""

    label: str
    href: str
    count: int | None = None
    current: bool = False
    private: bool = False


def tabs(tabs: Sequence[Tab], label: str) -> SafeString:
    """Show the parts of a room; `label` names the room."""
    return rendered("tabs/tabs.html", tabs=tabs, label=label)
