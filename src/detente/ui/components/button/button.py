"""A button, or a link that looks like one; its words name what happens and who receives it."""

from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.words import one_of

ButtonKind = Literal["plain", "primary", "quiet", "danger"]
ButtonType = Literal["submit", "button"]


def button(
    label: str,
    *,
    href: str = "",
    kind: ButtonKind = "plain",
    icon: str = "",
    type: ButtonType = "submit",  # noqa: A002  the word of HTML
    name: str = "",
    value: str = "",
    form: str = "",
    disabled: bool = False,
    in_drawer: bool = False,
) -> SafeString:
    """Show a button; with `href` it is a link, and `in_drawer` opens that page in the drawer.

    At most one button of a page is primary. `form` is the id of a form elsewhere on the page.
    """
    return rendered(
        "button/button.html",
        label=label,
        href=href,
        kind=one_of(ButtonKind, kind, "kind"),
        icon_name=icon,
        type=one_of(ButtonType, type, "type"),
        name=name,
        value=value,
        form=form,
        disabled=disabled,
        in_drawer=in_drawer,
    )
