"""What this room adds to the side bar, and to the page of all vendors."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from detente.assessment.changes.contracts import SEE_COMING_UP
from detente.ui.navigation import NavEntry, register
from detente.ui.page_panels import PagePanel, register_panel

register(NavEntry("Coming up", "coming_up", "calendar", 11, SEE_COMING_UP.name))


def above_all_vendors(request: HttpRequest) -> SafeString:
    """Keep a place for what changed and what comes up, which follow when the page is there."""
    urls = {one: reverse(one) for one in ("changes", "coming_up", "changes_glance")}
    return render_to_string("changes/later.html", urls)


register_panel(PagePanel("portfolio", "changes", 10, above_all_vendors))
