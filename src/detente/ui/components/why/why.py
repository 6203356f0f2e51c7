"""The way from a figure to how it was computed: opens the drawer, and is a plain link without JavaScript."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from detente.ui.render import rendered


def why(href: str, about: str, *, text: str = "") -> SafeString:
    """Show a quiet "why?"; `about` completes "Why: " for a screen reader: "Trust of Kestrel, 48 to 77"."""
    return rendered("why/why.html", href=href, about=about, text=text or gettext("why?"))


def figure(value: str | float, href: str, about: str) -> SafeString:
    """Show a figure that opens to its computation.

    `about` says whose and what for a screen reader, such as "Trust of Kestrel, demonstrated".
    Without `href` it is the plain figure.
    """
    return rendered("why/figure.html", value=str(value), href=href, about=about)
