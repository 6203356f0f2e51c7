"""The bell of the side bar: how much one was told and has not read; asked again each minute while somebody looks."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.shell import Bell


def bell(bell: Bell) -> SafeString:
    """Show the bell with its number; nothing stands beside it where all is read."""
    return rendered("bell/bell.html", bell=bell)
