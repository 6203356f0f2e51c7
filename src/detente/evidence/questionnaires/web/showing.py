"""One questionnaire: as the customer sees it, or for the vendor to answer."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.evidence.questionnaires.contracts import (
    ANSWER_QUESTIONS,
    QuestionnaireId,
    QuestionnaireShown,
)
from detente.evidence.questionnaires.selectors import show_questionnaire
from detente.evidence.questionnaires.web.answering import to_answer
from detente.evidence.questionnaires.web.words import (
    A_PAGE,
    ANSWER_COLUMNS,
    TITLE,
    AnswerRow,
    facts_of,
    sent_row,
)
from detente.foundation.access import Actor
from detente.foundation.page import number_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class AskedShown:
    """The page of a questionnaire for who asked it: never a draft."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[tuple[str, object], ...]
    chips: tuple[tuple[str, str, int, bool], ...]
    columns: tuple[Column, ...]
    rows: tuple[AnswerRow, ...]
    next_url: str


@require_safe
def questionnaire(request: HttpRequest, number: int) -> HttpResponse:
    """Show a questionnaire: the vendor's side answers it, the customer's sees what was sent."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if actor.may(ANSWER_QUESTIONS):
        return to_answer(request, QuestionnaireId(number))
    return _asked(request, show_questionnaire(actor=actor, questionnaire=QuestionnaireId(number)))


def _asked(request: HttpRequest, found: QuestionnaireShown) -> HttpResponse:
    url = reverse("questionnaire", args=[found.brief.id])
    only = request.GET.get("show", "all")
    answered = [one for one in found.questions if one.sent]
    waiting = [one for one in found.questions if not one.sent]
    chosen = {"answered": answered, "waiting": waiting}.get(only, list(found.questions))
    begins = max(0, number_in(request.GET, "after") or 0)
    further = begins + A_PAGE
    shown = AskedShown(
        title=found.brief.title,
        crumbs=(Crumb(TITLE, reverse("questionnaires")), Crumb(found.brief.title)),
        facts=facts_of(found.brief),
        chips=(
            ("All", url, len(found.questions), only not in ("answered", "waiting")),
            ("Answered", with_query(url, show="answered"), len(answered), only == "answered"),
            ("Not answered yet", with_query(url, show="waiting"), len(waiting), only == "waiting"),
        ),
        columns=ANSWER_COLUMNS,
        rows=tuple(sent_row(one) for one in chosen[begins:further]),
        next_url=with_query(url, show=only, after=further) if further < len(chosen) else "",
    )
    return page_response(request, "questionnaires/asked.html", page=shown)
