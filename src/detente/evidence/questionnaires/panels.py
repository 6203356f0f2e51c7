"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse

from detente.evidence.questionnaires.contracts import SEE_QUESTIONNAIRES
from detente.evidence.questionnaires.selectors.search import search_questionnaires
from detente.evidence.questionnaires.web.words import how_far
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.ui.navigation import NavEntry, register
from detente.ui.search import Hit, SearchProvider, register_provider

register(NavEntry("Questionnaires", "questionnaires", "message", 36, SEE_QUESTIONNAIRES.name))


def find_questionnaires(request: HttpRequest, words: str, limit: int) -> tuple[Hit, ...]:
    """Find questionnaires by their titles."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return tuple(
        Hit(
            label=one.title,
            href=reverse("questionnaire", args=[one.id]),
            note=f"{one.customer if actor.side is Side.VENDOR else one.vendor} · {how_far(one)}",
        )
        for one in search_questionnaires(actor=actor, words=words, limit=limit)
    )


register_provider(
    SearchProvider(
        "questionnaires", "Questionnaires", "message", 36, find_questionnaires, SEE_QUESTIONNAIRES.name
    )
)
