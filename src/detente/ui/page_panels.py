"""What a room adds to a page of another room: registered in its panels.py, so that the page names nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString

from detente.ui.errors import InvalidNavigation

Draw = Callable[..., SafeString]
"""From the request and what the page is about (`document=`, `position=`) to HTML; empty where there is nothing."""


@dataclass(frozen=True, slots=True)
class PagePanel:
    """One addition to one page.

    Parameters
    ----------
    page : str
        The name of the page's address, such as ``evidence_line``.
    name : str
        Unlike that of any other panel of the page.
    order : int
        Lower stands higher.
    draw : Draw
        What draws it.
    """

    page: str
    name: str
    order: int
    draw: Draw


_panels: dict[tuple[str, str], PagePanel] = {}


def register_panel(panel: PagePanel) -> PagePanel:
    """Add a panel to a page; registering the same one twice changes nothing.

    Raises
    ------
    InvalidNavigation
        If the page has another panel of that name.
    """
    known = _panels.setdefault((panel.page, panel.name), panel)
    if known != panel:
        raise InvalidNavigation(f"two panels of the page {panel.page!r} are called {panel.name!r}; keep one")
    return panel


def page_panels(request: HttpRequest, page: str, **about: object) -> tuple[SafeString, ...]:
    """Return what other rooms add to a page for whoever looks at it, from top to bottom."""
    found = sorted(
        (one for one in _panels.values() if one.page == page), key=lambda one: (one.order, one.name)
    )
    drawn = (one.draw(request, **about) for one in found)
    return tuple(one for one in drawn if one)
