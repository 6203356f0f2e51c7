"""The vendor's side of a questionnaire: what is left to answer, what was said before, what to send."""

from dataclasses import dataclass, replace
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from detente.evidence.questionnaires.contracts import (
    Answer,
    AnswerDrafted,
    AnswersShown,
    ChangedMeanwhile,
    QuestionnaireId,
    QuestionToAnswer,
    Standing,
    UnfitAnswer,
    UnfitDocument,
)
from detente.evidence.questionnaires.forms import AnswerForm
from detente.evidence.questionnaires.selectors import AnswerPage, answer_page, show_answers
from detente.evidence.questionnaires.services.confirm_earlier import confirm_earlier
from detente.evidence.questionnaires.services.draft_answers import draft_answers
from detente.evidence.questionnaires.services.send_answers import send_answers
from detente.evidence.questionnaires.web.words import (
    A_PAGE,
    ANSWER_COLUMNS,
    TITLE,
    AnswerRow,
    answer_in_words,
    facts_of,
    more_than,
    preview_row,
)
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.page import number_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

AT_ONCE = 20
HEADS = {
    Standing.OPEN: "Left to answer",
    Standing.EARLIER: "Answered before: confirm or correct",
    Standing.DRAFT: "Drafts, not sent yet",
    Standing.SENT: "Sent",
}
COLUMNS = {
    Standing.EARLIER: (
        Column("Take", width="fit", label_hidden=True),
        Column("Question"),
        Column("What you said"),
        Column("Where from"),
    ),
    Standing.DRAFT: (Column("Question"), Column("Draft"), Column("By")),
    Standing.SENT: (Column("Question"), Column("Answer"), Column("Sent")),
}


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question with the form that answers it."""

    number: int
    id: str
    question: str
    domain: str
    form: AnswerForm


@dataclass(frozen=True, slots=True)
class SaidRow:
    """A question with what was said to it, and the way to change it."""

    position: int
    id: str
    question: str
    answer: str
    words: str
    evidence: str
    on: date
    by: str
    level: str
    age: str
    note: str
    change_url: str
    line_url: str


@dataclass(frozen=True, slots=True)
class AnsweringShown:
    """The page on which the vendor's side answers."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[tuple[str, object], ...]
    customer: str
    summary: str
    chips: tuple[tuple[str, str, int, bool], ...]
    head: str
    standing: str
    questions: tuple[OpenQuestion, ...]
    left: int
    columns: tuple[Column, ...]
    rows: tuple[SaidRow, ...]
    to_confirm: int
    drafts: int
    url: str
    next_url: str


def to_answer(
    request: HttpRequest, number: QuestionnaireId, *, refused: dict[int, AnswerForm] | None = None
) -> HttpResponse:
    """Show what the vendor's side has to do; forms that were refused keep what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    page = answer_page(actor=actor, at=clock.now(), questionnaire=number)
    found, brief = page.shown, page.shown.brief
    of = {one: found.of(one) for one in Standing}
    standing = Standing.OPEN if refused else _chosen(request.GET.get("show", ""), of)
    url = reverse("questionnaire", args=[number])
    begins = 0 if standing is Standing.OPEN else max(0, number_in(request.GET, "after") or 0)
    further, here = begins + A_PAGE, of[standing]
    shown = AnsweringShown(
        title=brief.title,
        crumbs=(Crumb(TITLE, reverse("questionnaires")), Crumb(brief.title)),
        facts=facts_of(brief),
        customer=brief.customer,
        summary=_summary(found),
        chips=tuple(
            (HEADS[one].partition(":")[0], with_query(url, show=one.value), len(of[one]), one is standing)
            for one in Standing
        ),
        head=HEADS[standing],
        standing=standing.value,
        questions=_open(page, refused or {}) if standing is Standing.OPEN else (),
        left=max(0, len(of[Standing.OPEN]) - AT_ONCE),
        columns=COLUMNS.get(standing, ()),
        rows=() if standing is Standing.OPEN else tuple(_row(one, url) for one in here[begins:further]),
        to_confirm=len(of[Standing.EARLIER]),
        drafts=len(of[Standing.DRAFT]),
        url=url,
        next_url=with_query(url, show=standing.value, after=further)
        if standing is not Standing.OPEN and further < len(here)
        else "",
    )
    return page_response(request, "questionnaires/answering.html", page=shown, status=422 if refused else 200)


@require_POST
def answers(request: HttpRequest, number: int) -> HttpResponse:
    """Keep the answers of the page as drafts; questions without one stay open."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    page = answer_page(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number))
    positions = {one.shown.position for one in page.shown.questions}
    sent = [one for one in map(_number, request.POST.getlist("position")) if one in positions][:AT_ONCE]
    forms = {one: _form(page, one, request) for one in sent}
    wrong = {position: form for position, form in forms.items() if not form.is_valid()}
    said = [_drafted(one, form) for one, form in forms.items() if one not in wrong and not form.is_left_open]
    if wrong:
        return to_answer(request, QuestionnaireId(number), refused=forms)
    if said:
        try:
            draft_answers(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number), answers=said)
        except (ChangedMeanwhile, UnfitAnswer, UnfitDocument) as error:
            forms[said[0].position].add_error(None, str(error))
            return to_answer(request, QuestionnaireId(number), refused=forms)
        drafts = "1 draft is" if len(said) == 1 else f"{len(said)} drafts are"
        messages.success(request, f"{drafts} kept, for your side alone. Send them when they are right.")
    else:
        messages.info(request, "Nothing was answered, so nothing was kept.")
    return HttpResponseRedirect(reverse("questionnaire", args=[number]))


@require_POST
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    """Say again what was said before: all of it, or what was chosen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    every = request.POST.get("which") == "all"
    chosen = [one for one in map(_number, request.POST.getlist("position")) if one is not None]
    if not every and not chosen:
        messages.error(request, "Choose at least one answer to confirm.")
        back = with_query(reverse("questionnaire", args=[number]), show=Standing.EARLIER.value)
        return HttpResponseRedirect(back)
    confirm_earlier(
        actor=actor,
        at=clock.now(),
        questionnaire=QuestionnaireId(number),
        positions=None if every else chosen,
    )
    messages.success(request, "Confirmed as of today, as drafts. Send them when all is right.")
    return HttpResponseRedirect(reverse("questionnaire", args=[number]))


@dataclass(frozen=True, slots=True)
class OneShown:
    """The page of one question."""

    title: str
    crumbs: tuple[Crumb, ...]
    question: str
    domain: str
    earlier: SaidRow | None
    draft: SaidRow | None
    draft_note: str
    form: AnswerForm
    back_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def answer_question(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Answer one question, or correct what was said before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    page = answer_page(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number))
    one = next((each for each in page.shown.questions if each.shown.position == position), None)
    if one is None:
        raise Http404
    form = _form(page, position, request if request.method == "POST" else None)
    url = reverse("questionnaire", args=[number])
    note = ""
    if request.method == "POST" and form.is_valid() and form.is_left_open:
        form.add_error("answer", "Choose an answer.")
    elif request.method == "POST" and form.is_valid():
        try:
            said = [_drafted(position, form)]
            draft_answers(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number), answers=said)
        except ChangedMeanwhile as error:
            note = str(error)
            form = _seen_again(form, one)
        except (UnfitAnswer, UnfitDocument) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Kept as a draft, for your side alone.")
            return HttpResponseRedirect(with_query(url, show=Standing.DRAFT.value))
    shown = OneShown(
        title=f"Question {one.shown.question_id}",
        crumbs=(
            Crumb(TITLE, reverse("questionnaires")),
            Crumb(page.shown.brief.title, url),
            Crumb(one.shown.question_id),
        ),
        question=one.shown.question,
        domain=one.shown.domain,
        earlier=_row(replace(one, standing=Standing.EARLIER), url) if one.earlier else None,
        draft=_row(replace(one, standing=Standing.DRAFT), url) if one.draft else None,
        draft_note=note,
        form=form,
        back_url=url,
    )
    status = 409 if note else 422 if form.is_bound else 200
    return page_response(request, "questionnaires/one.html", page=shown, status=status)


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """What the customer will see once the drafts are sent."""

    title: str
    crumbs: tuple[Crumb, ...]
    customer: str
    drafts: int
    columns: tuple[Column, ...]
    rows: tuple[AnswerRow, ...]
    next_url: str
    back_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, number: int) -> HttpResponse:
    """Show the answers as the customer will see them, and send them."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    url = reverse("questionnaire", args=[number])
    if request.method == "POST":
        done = send_answers(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number)).brief
        messages.success(
            request, f"Sent to {done.customer}: {done.answered:,} of {done.asked:,} questions are answered."
        )
        return HttpResponseRedirect(url)
    found = show_answers(actor=actor, at=clock.now(), questionnaire=QuestionnaireId(number))
    begins = max(0, number_in(request.GET, "after") or 0)
    further = begins + A_PAGE
    shown = PreviewShown(
        title=f"As {found.brief.customer} will see it",
        crumbs=(
            Crumb(TITLE, reverse("questionnaires")),
            Crumb(found.brief.title, url),
            Crumb("Before you send"),
        ),
        customer=found.brief.customer,
        drafts=len(found.of(Standing.DRAFT)),
        columns=ANSWER_COLUMNS,
        rows=tuple(preview_row(one) for one in found.questions[begins:further]),
        next_url=with_query(reverse("send_answers", args=[number]), after=further)
        if further < len(found.questions)
        else "",
        back_url=url,
    )
    return page_response(request, "questionnaires/preview.html", page=shown)


def _chosen(asked: str, of: dict[Standing, tuple[QuestionToAnswer, ...]]) -> Standing:
    """Return what is shown: as asked, else the first of which there is something to do."""
    known = next((one for one in Standing if one.value == asked), None)
    return known or next((one for one in Standing if of[one]), Standing.OPEN)


def _summary(found: AnswersShown) -> str:
    left, earlier = len(found.of(Standing.OPEN)), len(found.of(Standing.EARLIER))
    asked = "1 question is" if left == 1 else f"{left:,} questions are"
    said = f"{asked} left to answer, of {found.brief.asked:,}."
    return f"{said} {earlier:,} you have answered before: confirm or correct them." if earlier else said


def _open(page: AnswerPage, refused: dict[int, AnswerForm]) -> tuple[OpenQuestion, ...]:
    waiting = page.shown.of(Standing.OPEN)
    chosen = [one for one in page.shown.questions if one.shown.position in refused] if refused else waiting
    return tuple(
        OpenQuestion(
            number=one.shown.position,
            id=one.shown.question_id,
            question=one.shown.question,
            domain=one.shown.domain,
            form=refused.get(one.shown.position) or _form(page, one.shown.position, None),
        )
        for one in chosen[:AT_ONCE]
    )


def _form(page: AnswerPage, position: int, request: HttpRequest | None) -> AnswerForm:
    one = next(each for each in page.shown.questions if each.shown.position == position)
    said = one.draft or one.shown.sent or one.earlier
    initial = {
        "answer": said.answer.value if said else "",
        "words": said.words if said else "",
        "document": one.draft.document if one.draft else None,
        "seen": one.draft.number if one.draft else 0,
    }
    posted = request.POST if request is not None else None
    return AnswerForm(posted, prefix=f"q{position}", offered=page.offered, initial=initial)


def _seen_again(form: AnswerForm, one: QuestionToAnswer) -> AnswerForm:
    """Return a form with what was typed, that has seen the draft which somebody else saved meanwhile."""
    again = form.data.copy()  # type: ignore[attr-defined]  # a QueryDict of the request
    again[form.add_prefix("seen")] = str(one.draft.number if one.draft else 0)
    form.data = again
    return form


def _drafted(position: int, form: AnswerForm) -> AnswerDrafted:
    said = form.cleaned_data
    return AnswerDrafted(
        position=position,
        answer=Answer(said["answer"]),
        words=said["words"],
        document=said["document"],
        seen=said["seen"],
    )


def _number(words: str) -> int | None:
    return int(words) if words.isdecimal() and len(words) <= len("2000") else None


def _row(one: QuestionToAnswer, url: str) -> SaidRow:
    shown, earlier, draft, sent = one.shown, one.earlier, one.draft, one.shown.sent
    change = f"{url}/questions/{shown.position}"
    if one.standing is Standing.EARLIER and earlier is not None:
        return SaidRow(
            shown.position, shown.question_id, shown.question,
            answer_in_words(earlier.answer), more_than(earlier.answer, earlier.words),
            earlier.evidence, earlier.said_on, earlier.source, earlier.assurance, _age(earlier.age_days),
            "" if earlier.same_words else "The same id; it was asked in other words.", change,
            reverse("evidence_line", args=[earlier.document, earlier.position]),
        )  # fmt: skip
    if one.standing is Standing.DRAFT and draft is not None:
        return SaidRow(
            shown.position, shown.question_id, shown.question,
            answer_in_words(draft.answer), more_than(draft.answer, draft.words),
            draft.evidence, draft.at.date(), draft.by, "", "", "", change, "",
        )  # fmt: skip
    if sent is None:
        raise Http404
    return SaidRow(
        shown.position, shown.question_id, shown.question,
        answer_in_words(sent.answer), more_than(sent.answer, sent.words),
        sent.evidence, sent.answered_at.date(), "", sent.assurance, "", "", change,
        reverse("evidence_line", args=[sent.document, sent.position]),
    )  # fmt: skip


def _age(days: int) -> str:
    months = days // 30
    if days <= 1:
        return "today" if days == 0 else "1 day ago"
    return f"{days} days ago" if months < 3 else f"{months} months ago"  # noqa: PLR2004
