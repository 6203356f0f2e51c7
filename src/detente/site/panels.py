"""What the site itself adds to the frame of every page, and to what can be found: places, and one's own people."""

from django.http import HttpRequest
from django.urls import reverse

from detente.foundation.access import Actor
from detente.foundation.audit_log.contracts import READ_AUDIT_LOG
from detente.foundation.contracts import SEE_PEOPLE
from detente.foundation.registry import OPERATIONS
from detente.foundation.search_words import are_found_in
from detente.foundation.selectors.people import list_people
from detente.site.role_words import role_label
from detente.ui.navigation import NavEntry, navigation_links, register
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("People", "people", "people", 90, SEE_PEOPLE.name))
register(NavEntry("Audit trail", "audit", "history", 95, READ_AUDIT_LOG.name))


def find_places(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find places of the side bar by their names; all of them before anything is typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # TheActorIsKnown puts it there
    held = {one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}
    places = navigation_links(path="", permitted=held.__contains__)
    seen = (one for one in places if not words or are_found_in(words, str(one.label)))
    return tuple(Hit(str(one.label), one.href, icon=one.icon) for one in seen)[:limit]


def find_people(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find people of one's own organisation by name or address."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # TheActorIsKnown puts it there
    if not words:
        return ()
    found = list_people(actor=actor, name=words, limit=limit)
    return tuple(
        Hit(one.name, reverse("person", args=[one.person]), role_label(one.role)) for one in found.items
    )


register_provider(SearchProvider("places", "Go to", "layers", 0, find_places))
register_provider(SearchProvider("people", "People", "people", 90, find_people, SEE_PEOPLE.name))
