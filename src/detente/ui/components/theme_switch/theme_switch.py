"""Light, dark, or as the device says: kept in a cookie, so that the next page comes in it at once."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.shell import Theme
from detente.ui.words import one_of


def theme_switch(theme: Theme = "auto") -> SafeString:
    """Show the three choices; hidden without JavaScript, where the device decides."""
    return rendered("theme_switch/theme_switch.html", theme=one_of(Theme, theme, "theme"))
