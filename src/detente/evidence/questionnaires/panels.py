"""What this room adds to the frame of every page, and to what can be found."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from detente.evidence.questionnaires.contracts import ANSWER_QUESTIONS, SEE_QUESTIONNAIRES
from detente.evidence.questionnaires.selectors.search import search_questionnaires
from detente.evidence.questionnaires.web.words import how_far
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.ui.navigation import NavEntry, register
from detente.ui.page_panels import PagePanel, register_panel
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


def drafts_unseen(request: HttpRequest, *, relationship: int) -> SafeString:
    """Say that drafts of answers are the vendor's side's alone."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if not actor.may(ANSWER_QUESTIONS):
        return SafeString("")
    return format_html("{}", _("Drafts of answers, and what you told others to the same questions"))


register_panel(PagePanel("seen", "drafts", 10, drafts_unseen))
