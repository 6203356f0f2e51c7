"""What this room adds to the frame of every page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from detente.evidence.ledger.contracts import GIVE_EVIDENCE, IMPORT_EVIDENCE
from detente.foundation.moments import DaysAsked
from detente.ui.navigation import NavEntry, register
from detente.ui.page_panels import PagePanel, register_panel

register(NavEntry("Imports", "imports", "import", 30, IMPORT_EVIDENCE.name))
register(NavEntry("Give evidence", "give_evidence", "upload", 30, GIVE_EVIDENCE.name))


def who_sees_what(request: HttpRequest, *, relationship: int, days: DaysAsked) -> SafeString:
    """Lead from the room to what each side sees of the other."""
    shown = {"url": reverse("seen", args=[relationship])}
    return render_to_string("imports/who_sees_what.html", shown)


register_panel(PagePanel("relationship", "who sees what", 40, who_sees_what))
