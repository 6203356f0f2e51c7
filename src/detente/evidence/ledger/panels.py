"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse

from detente.evidence.ledger.contracts import SEE_EVIDENCE
from detente.evidence.ledger.selectors.search import DocumentFound, search_documents
from detente.foundation.access import Actor
from detente.ui.navigation import NavEntry, register
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Evidence", "documents", "file", 20, SEE_EVIDENCE.name))


def find_documents(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find documents by name. Their lines are found on the document's own page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(label=one.name, href=reverse("document", args=[one.id]), note=_note(one))
        for one in search_documents(actor=actor, words=words, limit=limit)
    )


def _note(one: DocumentFound) -> str:
    parts = (one.vendor, f"known since {one.known_at:%-d %b %Y}", "retracted" if one.retracted else "")
    return " · ".join(part for part in parts if part)


register_provider(SearchProvider("documents", "Evidence", "file", 20, find_documents, SEE_EVIDENCE.name))
