"""What this room adds to the frame of every page, to the page of a line of evidence, and to what can be found."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from detente.evidence.disputes.contracts import DISPUTE_LINES, SEE_DISPUTES
from detente.evidence.disputes.selectors import disputes_of_line
from detente.evidence.disputes.selectors.search import search_disputes
from detente.evidence.disputes.web import beside_line
from detente.evidence.ledger.contracts import DocumentId
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked
from detente.ui.navigation import NavEntry, register
from detente.ui.page_panels import PagePanel, register_panel
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Disputes", "disputes", "flag", 35, SEE_DISPUTES.name))


def disputes_beside_a_line(
    request: HttpRequest, *, document: int, position: int, days: DaysAsked
) -> SafeString:
    """Show what is said against a line, and the way to say something."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if not actor.may(SEE_DISPUTES):
        return SafeString("")
    at = clock.now()
    found = disputes_of_line(
        actor=actor,
        at=at,
        document=DocumentId(document),
        position=position,
        as_of=days.as_of,
        known_on=days.known_on,
    )
    may = found.may_be_disputed and actor.may(DISPUTE_LINES) and not days.is_past(at.date())
    shown = {
        "disputes": [beside_line(one) for one in found.disputes],
        "dispute_url": reverse("dispute_line", args=[document, position]) if may else "",
        "why_not": found.why_not,
    }
    return render_to_string("disputes/beside_line.html", shown)


register_panel(PagePanel("evidence_line", "disputes", 10, disputes_beside_a_line))


def find_disputes(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find disputes by what either side says in them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(
            label=one.says,
            href=reverse("dispute", args=[one.id]),
            note=f"{one.state.capitalize()} · {one.organisation}, {one.raised_at:%-d %b %Y}",
        )
        for one in search_disputes(actor=actor, words=words, limit=limit)
    )


register_provider(SearchProvider("disputes", "Disputes", "flag", 35, find_disputes, SEE_DISPUTES.name))
