"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse

from detente.assessment.scorecards.contracts import SEE_SCORECARDS
from detente.assessment.scorecards.selectors.publications import SEE_PUBLICATIONS
from detente.assessment.scorecards.selectors.search import search_scorecards
from detente.foundation.access import Actor
from detente.ui.navigation import NavEntry, register
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Vendors", "portfolio", "layers", 10, SEE_SCORECARDS.name))
register(NavEntry("Published", "publications", "eye", 12, SEE_PUBLICATIONS.name))
register(NavEntry("Method", "method", "ruler", 80, SEE_SCORECARDS.name))


def find_scorecards(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find vendors' scorecards by the vendor's name and by what it supplies."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(label=one.party, href=reverse("scorecard", args=[one.vendor]), note=f"Tier {one.tier}")
        for one in search_scorecards(actor=actor, words=words, limit=limit)
    )


register_provider(SearchProvider("scorecards", "Vendors", "layers", 10, find_scorecards, SEE_SCORECARDS.name))
