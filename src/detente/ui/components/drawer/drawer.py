"""The drawer at the side in which "why?" opens; each page has one, empty until it is asked."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered

CONTENT_ID = "dt-drawer-content"


def drawer() -> SafeString:
    """Place the drawer; links with `data-drawer` fill it, Escape closes it, focus and address return."""
    return rendered("drawer/drawer.html", content_id=CONTENT_ID)
