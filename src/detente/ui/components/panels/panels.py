"""Panels side by side with hairlines between; a page has at most two bordered ones."""

from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

PanelColumns = Literal["one", "two", "three", "main and side"]
LayoutColumns = Literal["main and rail", "main and side", "two"]


def panels(content: str, columns: PanelColumns = "three", *, later: str = "") -> SafeString:
    """Wrap panels in one border; below 760 px they stand below each other.

    What the address `later` answers takes the place of `content` once the page is there; its height is kept free.
    """
    return rendered(
        "panels/panels.html", content=content, columns=one_of(PanelColumns, columns, "columns"), later=later
    )


def panel(content: str, title: str = "", *, id: str = "", aside: str = "") -> SafeString:  # noqa: A002
    """Wrap one panel; `aside` is a link or a few words at the end of its title, as text or as HTML."""
    return rendered("panels/panel.html", content=content, title=title, id=id, aside=aside)


def panel_foot(content: str) -> SafeString:
    """Wrap a line below all panels."""
    return rendered("panels/foot.html", content=content)


def columns(content: str, columns: LayoutColumns = "main and rail") -> SafeString:
    """Wrap parts of a page that stand side by side without a border, such as a table and a rail of 256 px."""
    return rendered("panels/columns.html", content=content, columns=one_of(LayoutColumns, columns, "columns"))
