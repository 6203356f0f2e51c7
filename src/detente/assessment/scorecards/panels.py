"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse

from detente.assessment.scorecards.contracts import SEE_METHODS, SEE_SCORECARDS
from detente.assessment.scorecards.selectors.publications import SEE_PUBLICATIONS
from detente.assessment.scorecards.selectors.search import search_publications, search_scorecards
from detente.assessment.scorecards.web.buyer import buyer_panel
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.ui.navigation import NavEntry, register
from detente.ui.page_panels import PagePanel, register_panel
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Vendors", "portfolio", "layers", 10, SEE_SCORECARDS.name))
register(NavEntry("Published", "publications", "eye", 12, SEE_PUBLICATIONS.name))
register(NavEntry("Method", "method", "ruler", 80, SEE_METHODS.name))
register_panel(PagePanel("relationship", "buyer", 30, buyer_panel))


def find_scorecards(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find vendors' scorecards by the vendor's name and by what it supplies."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(label=one.party, href=reverse("scorecard", args=[one.vendor]), note=f"Tier {one.tier}")
        for one in search_scorecards(actor=actor, at=clock.now(), words=words, limit=limit)
    )


register_provider(SearchProvider("scorecards", "Vendors", "layers", 10, find_scorecards, SEE_SCORECARDS.name))


def find_publications(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find scorecards in preview and published by the other party's name."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    theirs = actor.side is Side.VENDOR
    return tuple(
        Hit(
            label=one.customer if theirs else one.vendor,
            href=reverse("publication", args=[one.id]),
            note=f"{one.state.value.capitalize()}, as of {one.as_of:%-d %B %Y}",
        )
        for one in search_publications(actor=actor, at=clock.now(), words=words, limit=limit)
    )


register_provider(
    SearchProvider(
        "publications", "Published scorecards", "eye", 40, find_publications, SEE_PUBLICATIONS.name
    )
)
