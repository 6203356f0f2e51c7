"""Where a page stands: the pages above it, and itself last."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from detente.ui.render import rendered


@dataclass(frozen=True, slots=True)
class Crumb:
    """One page of the way; the last one, the page itself, has no address."""

    label: str
    href: str = ""


def breadcrumb(crumbs: Sequence[Crumb]) -> SafeString:
    """Show the way to a page, from the top."""
    return rendered("breadcrumb/breadcrumb.html", crumbs=crumbs)
