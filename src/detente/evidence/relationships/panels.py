"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse

from detente.evidence.relationships.contracts import SEE_RELATIONSHIPS
from detente.evidence.relationships.selectors.search import search_relationships
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.ui.navigation import NavEntry, register
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Relationships", "relationships", "handshake", 15, SEE_RELATIONSHIPS.name))


def find_relationships(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find relationships by the other party, a service, a product, a contract or a contact."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(
            label=one.party,
            href=reverse("relationship", args=[one.id]),
            note=one.because or f"Tier {one.tier} · {one.stage.capitalize()}",
        )
        for one in search_relationships(actor=actor, at=clock.now(), words=words, limit=limit)
    )


register_provider(
    SearchProvider(
        "relationships", "Relationships", "handshake", 15, find_relationships, SEE_RELATIONSHIPS.name
    )
)
