"""The list of questionnaires, and the page on which a customer asks."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from detente.evidence.questionnaires.contracts import (
    ASK_QUESTIONS,
    QuestionAsked,
    QuestionnaireBrief,
    QuestionnaireShown,
)
from detente.evidence.questionnaires.forms import LARGEST, AskForm
from detente.evidence.questionnaires.selectors import asking_page, list_questionnaires
from detente.evidence.questionnaires.services.ask import ask
from detente.evidence.questionnaires.services.ask_from_file import ask_from_file
from detente.evidence.questionnaires.web.words import TITLE, how_far
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid, NotFound
from detente.foundation.roles import Side
from detente.foundation.uploads import keep_uploads
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.states import State as Look
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class QuestionnaireRow:
    """A questionnaire in the list."""

    title: str
    href: str
    party: str
    asked_at: datetime
    due_on: date | None
    look: Look
    progress: str


@dataclass(frozen=True, slots=True)
class QuestionnairesShown:
    """The page of all questionnaires."""

    title: str
    chips: tuple[tuple[str, str, bool], ...]
    columns: tuple[Column, ...]
    rows: tuple[QuestionnaireRow, ...]
    waiting: bool
    next_url: str
    ask_url: str


@require_safe
def questionnaires(request: HttpRequest) -> HttpResponse:
    """List the questionnaires that your organisation asked or is asked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    waiting = request.GET.get("show", "waiting") != "all"
    found = list_questionnaires(actor=actor, waiting=waiting, after=request.GET.get("after"))
    url = reverse("questionnaires")
    here = with_query(url, show=None if waiting else "all")
    shown = QuestionnairesShown(
        title=TITLE,
        chips=(("Waiting", url, waiting), ("All", with_query(url, show="all"), not waiting)),
        columns=(
            Column("Questionnaire"),
            Column("Customer" if actor.side is Side.VENDOR else "Vendor"),
            Column("Asked"),
            Column("Answers by"),
            Column("How far"),
        ),
        rows=tuple(_row(one, actor) for one in found.items),
        waiting=waiting,
        next_url=with_query(here, after=found.next) if found.next else "",
        ask_url=reverse("ask_questionnaire") if actor.may(ASK_QUESTIONS) else "",
    )
    return page_response(request, "questionnaires/questionnaires.html", page=shown)


def _row(one: QuestionnaireBrief, actor: Actor) -> QuestionnaireRow:
    return QuestionnaireRow(
        title=one.title,
        href=reverse("questionnaire", args=[one.id]),
        party=one.customer if actor.side is Side.VENDOR else one.vendor,
        asked_at=one.asked_at,
        due_on=one.due_on,
        look="done" if one.answered >= one.asked else "gaps",
        progress=how_far(one),
    )


@dataclass(frozen=True, slots=True)
class AskShown:
    """The page on which a customer asks."""

    title: str
    crumbs: tuple[Crumb, ...]
    form: AskForm
    file_error: str
    largest: int


@require_http_methods(["GET", "HEAD", "POST"])
def ask_questionnaire(request: HttpRequest) -> HttpResponse:
    """Ask a vendor the questions of a file, or some that are typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    form = AskForm(
        request.POST or None,
        request.FILES or None,
        vendors=asking_page(actor=actor, at=clock.now()).vendors,
        initial={"vendor": request.GET.get("vendor", "")},
    )
    file_error = ""
    if request.method == "POST" and form.is_valid():
        try:
            asked = _asked(actor, form, request)
        except (Invalid, NotFound) as error:
            if request.FILES:
                file_error = str(error)
            form.add_error(None, str(error))
        else:
            brief = asked.brief
            messages.success(request, f"Asked. {brief.vendor} sees at once what it has answered before.")
            return HttpResponseRedirect(reverse("questionnaire", args=[brief.id]))
    shown = AskShown(
        title="Ask a vendor",
        crumbs=(Crumb(TITLE, reverse("questionnaires")), Crumb("Ask")),
        form=form,
        file_error=file_error,
        largest=LARGEST,
    )
    status = 422 if form.is_bound else 200
    return page_response(request, "questionnaires/ask.html", page=shown, status=status)


def _asked(actor: Actor, form: AskForm, request: HttpRequest) -> QuestionnaireShown:
    said = form.cleaned_data
    sent = request.FILES.get("file")
    if sent is None:
        lines = [one.strip() for one in said["questions"].splitlines() if one.strip()]
        return ask(
            actor=actor,
            at=clock.now(),
            vendor=said["vendor"],
            title=said["title"],
            questions=[QuestionAsked(one) for one in lines],
            due_on=said["due_on"],
        )
    [upload] = keep_uploads([(sent, sent.name or "")])
    return ask_from_file(
        actor=actor,
        at=clock.now(),
        vendor=said["vendor"],
        upload=upload,
        title=said["title"],
        due_on=said["due_on"],
    )
