"""The side bar: for whom one looks, where one can go, who one is; a bar at the top on a phone."""

from django.utils.safestring import SafeString

from detente.ui.render import rendered
from detente.ui.shell import Shell


def navigation(shell: Shell, csrf_token: str = "") -> SafeString:
    """Show the side bar of a page; each page has one."""
    return rendered("navigation/navigation.html", shell=shell, csrf_token=csrf_token)


def brand(href: str = "") -> SafeString:
    """Show the name of the product with its sign."""
    return rendered("navigation/brand.html", href=href)
