"""Pages of the disputes room: what is objected to, one dispute, and the form that raises one."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from detente.evidence.disputes.contracts import (
    DISPUTE_LINES,
    SETTLE_DISPUTES,
    DisputeBrief,
    DisputeId,
    State,
    Wrong,
)
from detente.evidence.disputes.forms import (
    UPHOLD,
    CounterEvidenceForm,
    DisputeForm,
    ReplyForm,
    SettleForm,
    WithdrawForm,
)
from detente.evidence.disputes.selectors import DisputePage, dispute_page, disputes_of_line, list_disputes
from detente.evidence.disputes.services.add_counter_evidence import add_counter_evidence
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.disputes.services.reply_to_dispute import reply_to_dispute
from detente.evidence.disputes.services.settle_dispute import settle_dispute
from detente.evidence.disputes.services.withdraw_dispute import withdraw_dispute
from detente.evidence.ledger.contracts import DocumentId
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.states import State as Look
from detente.ui.web import page_response

LOOKS: dict[State, Look] = {
    State.OPEN: "disputed",
    State.UPHELD: "passed",
    State.REJECTED: "note",
    State.WITHDRAWN: "note",
}
WORDS = {
    State.OPEN: "Open",
    State.UPHELD: "Upheld: the line counts no longer",
    State.REJECTED: "Rejected: the line counts",
    State.WITHDRAWN: "Withdrawn: the line counts",
}


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """A dispute in the list."""

    says: str
    href: str
    raised_by: str
    raised_at: datetime
    look: Look
    state: str
    waits_for: str


@dataclass(frozen=True, slots=True)
class DisputesShown:
    """The page of all disputes."""

    title: str
    chips: tuple[tuple[str, str, bool], ...]
    columns: tuple[Column, ...]
    rows: tuple[DisputeRow, ...]
    only: str
    next_url: str


@require_safe
def disputes(request: HttpRequest) -> HttpResponse:
    """List the disputes that your organisation is a party to."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    asked = request.GET.get("state", State.OPEN.value)
    state = next((one for one in State if one.value == asked), None)
    found = list_disputes(actor=actor, state=state, after=request.GET.get("after"))
    here = with_query(reverse("disputes"), state=asked)
    chips = [("All", with_query(reverse("disputes"), state="all"), state is None)]
    chips += [
        (one.value.capitalize(), with_query(reverse("disputes"), state=one.value), one is state)
        for one in State
    ]
    shown = DisputesShown(
        title="Disputes",
        chips=tuple(chips),
        columns=(
            Column("What is said"),
            Column("Raised by"),
            Column("Since"),
            Column("State"),
            Column("Waits for"),
        ),
        rows=tuple(_row(one) for one in found.items),
        only=state.value if state else "",
        next_url=with_query(here, after=found.next) if found.next else "",
    )
    return page_response(request, "disputes/disputes.html", page=shown)


@dataclass(frozen=True, slots=True)
class Said:
    """What one side said, with who and when."""

    organisation: str
    by: str
    at: datetime
    text: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class DisputeShown:
    """The page of one dispute."""

    title: str
    crumbs: tuple[Crumb, ...]
    look: Look
    state: str
    facts: tuple[tuple[str, object], ...]
    line: str
    line_url: str
    line_where: str
    says: str
    said: tuple[Said, ...]
    evidence: tuple[tuple[str, str, str], ...]
    counter: CounterEvidenceForm | None
    give_url: str
    settlement: Said | None
    reply: ReplyForm | None
    settle: SettleForm | None
    withdraw: WithdrawForm | None
    url: str
    retracted: bool


@require_safe
def dispute(request: HttpRequest, number: int) -> HttpResponse:
    """Show a dispute with both sides' words."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    return _answer(request, dispute_page(actor=actor, dispute=DisputeId(number)))


@require_http_methods(["POST"])
def reply(request: HttpRequest, number: int) -> HttpResponse:
    """Say something to a dispute."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return _answer(request, dispute_page(actor=actor, dispute=DisputeId(number)), reply=form)
    said = form.cleaned_data
    reply_to_dispute(
        actor=actor, at=clock.now(), dispute=DisputeId(number), text=said["text"], due_on=said["due_on"]
    )
    messages.success(request, "Your reply stands beside the line.")
    return HttpResponseRedirect(reverse("dispute", args=[number]))


@require_http_methods(["POST"])
def counter(request: HttpRequest, number: int) -> HttpResponse:
    """Put a document beside a dispute."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = dispute_page(actor=actor, dispute=DisputeId(number))
    form = CounterEvidenceForm(request.POST, offered=found.offered)
    if found.offered and not form.is_valid():
        return _answer(request, found, counter=form)
    document = form.cleaned_data["document"] if found.offered else 0  # of none, the use case says why not
    add_counter_evidence(
        actor=actor, at=clock.now(), dispute=DisputeId(number), document=DocumentId(document)
    )
    messages.success(request, "The document stands beside the dispute, for both sides.")
    return HttpResponseRedirect(reverse("dispute", args=[number]))


@require_http_methods(["POST"])
def settle(request: HttpRequest, number: int) -> HttpResponse:
    """Settle a dispute."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _answer(request, dispute_page(actor=actor, dispute=DisputeId(number)), settle=form)
    said = form.cleaned_data
    done = settle_dispute(
        actor=actor,
        at=clock.now(),
        dispute=DisputeId(number),
        uphold=said["outcome"] == UPHOLD,
        reason=said["reason"],
    )
    messages.success(request, f"Settled. {WORDS[done.brief.state]}.")
    return HttpResponseRedirect(reverse("dispute", args=[number]))


@require_http_methods(["POST"])
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a dispute."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return _answer(request, dispute_page(actor=actor, dispute=DisputeId(number)), withdraw=form)
    reason = form.cleaned_data["reason"]
    withdraw_dispute(actor=actor, at=clock.now(), dispute=DisputeId(number), reason=reason)
    messages.success(request, "Withdrawn. The line counts as before.")
    return HttpResponseRedirect(reverse("dispute", args=[number]))


@dataclass(frozen=True, slots=True)
class RaisePage:
    """The page that raises a dispute."""

    title: str
    crumbs: tuple[Crumb, ...]
    line: str
    line_where: str
    why_not: str
    form: DisputeForm
    back_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def raise_dispute(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Dispute a line: what is wrong, what it should say, and why."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    form = DisputeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        raised = dispute_line(
            actor=actor,
            at=clock.now(),
            document=DocumentId(number),
            position=position,
            wrong=Wrong(said["wrong"]),
            says=said["says"],
            statement=said["statement"],
        )
        messages.success(request, "Sent. Your words stand beside the line until it is settled.")
        return HttpResponseRedirect(reverse("dispute", args=[raised.brief.id]))
    found = disputes_of_line(actor=actor, at=clock.now(), document=DocumentId(number), position=position)
    address = reverse("evidence_line", args=[number, position])
    shown = RaisePage(
        title="Dispute a line",
        crumbs=(
            Crumb("Evidence", reverse("documents")),
            Crumb(found.line.document_name, reverse("document", args=[number])),
            Crumb(found.line.locator or "whole", address),
            Crumb("Dispute"),
        ),
        line=found.line.sentence,
        line_where=_where(found.line.document_name, found.line.locator),
        why_not=found.why_not,
        form=form,
        back_url=address,
    )
    return page_response(
        request, "disputes/dispute_line.html", page=shown, status=422 if form.is_bound else 200
    )


@dataclass(frozen=True, slots=True)
class BesideLine:
    """A dispute as it stands beside its line."""

    href: str
    look: Look
    state: str
    organisation: str
    raised_at: datetime
    says: str
    statement: str
    reply: Said | None


def beside_line(one: DisputeBrief) -> BesideLine:
    """Return a dispute as it stands beside its line."""
    said = one.last_reply
    return BesideLine(
        href=reverse("dispute", args=[one.id]),
        look=LOOKS[one.state],
        state=WORDS[one.state],
        organisation=one.organisation,
        raised_at=one.raised_at,
        says=one.says,
        statement=one.statement,
        reply=Said(said.organisation, said.by, said.at, said.text, said.due_on) if said else None,
    )


def _answer(request: HttpRequest, page: DisputePage, **forms: Form) -> HttpResponse:
    """Answer with the page of a dispute; a form that was refused keeps what was typed."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = page.shown
    one = found.brief
    still = one.state is State.OPEN and not one.line_retracted
    ours = one.side is actor.side
    offered: dict[str, type[Form]] = {}
    if still and actor.may(DISPUTE_LINES):
        offered |= {"reply": ReplyForm} | ({"withdraw": WithdrawForm} if ours else {})
    if still and not ours and actor.may(SETTLE_DISPUTES):
        offered["settle"] = SettleForm
    about = {"customer": one.relationship} if actor.side is Side.VENDOR else {"vendor": one.vendor}
    shown = DisputeShown(
        title=f"Dispute: {one.says}",
        crumbs=(Crumb("Disputes", reverse("disputes")), Crumb(one.says)),
        look=LOOKS[one.state],
        state=WORDS[one.state],
        facts=(("Customer", found.customer), ("Vendor", found.vendor), ("What is wrong", one.wrong.value)),
        line=found.line.sentence if found.line else "",
        line_url=reverse("evidence_line", args=[one.document, one.position]) if found.line else "",
        line_where=_where(found.line.document_name, found.line.locator) if found.line else "",
        says=one.says,
        said=(
            Said(one.organisation, one.raised_by, one.raised_at, one.statement),
            *(Said(each.organisation, each.by, each.at, each.text, each.due_on) for each in found.replies),
        ),
        evidence=tuple(
            (each.name, reverse("document", args=[each.document]), each.by) for each in found.counter_evidence
        ),
        counter=forms.get("counter") or (CounterEvidenceForm(offered=page.offered) if page.offered else None),  # type: ignore[arg-type]
        give_url=with_query(reverse("imports"), **about) if "reply" in offered else "",
        settlement=(
            Said(found.settlement.organisation, found.settlement.by, found.settlement.at, found.settlement.reason)
            if found.settlement
            else None
        ),
        **{name: forms.get(name) or (offered[name]() if name in offered else None)  # type: ignore[arg-type]
           for name in ("reply", "settle", "withdraw")},
        url=reverse("dispute", args=[one.id]),
        retracted=one.line_retracted,
    )  # fmt: skip
    return page_response(request, "disputes/dispute.html", page=shown, status=422 if forms else 200)


def _row(one: DisputeBrief) -> DisputeRow:
    other = "the customer" if one.side is Side.VENDOR else "the vendor"
    open_still = one.state is State.OPEN and not one.line_retracted
    due = one.last_reply.due_on if one.last_reply else None
    return DisputeRow(
        says=one.says,
        href=reverse("dispute", args=[one.id]),
        raised_by=f"{one.raised_by}, {one.organisation}",
        raised_at=one.raised_at,
        look=LOOKS[one.state],
        state=one.state.value.capitalize(),
        waits_for=(f"{other}, by {due:%d %B %Y}" if due else other) if open_still else "",
    )


def _where(name: str, locator: str) -> str:
    return f"{name}, {locator}" if locator else name


urlpatterns: list[URLPattern] = [
    path("disputes", disputes, name="disputes"),
    path("disputes/<int:number>", dispute, name="dispute"),
    path("disputes/<int:number>/reply", reply, name="reply_to_dispute"),
    path("disputes/<int:number>/counter-evidence", counter, name="add_counter_evidence"),
    path("disputes/<int:number>/settle", settle, name="settle_dispute"),
    path("disputes/<int:number>/withdraw", withdraw, name="withdraw_dispute"),
    path("documents/<int:number>/evidence/<int:position>/dispute", raise_dispute, name="dispute_line"),
]
