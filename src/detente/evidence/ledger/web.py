"""Pages of the ledger: the documents, what each says, and the line of the file behind a fact."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from detente.evidence.ledger.contracts import RETRACT_EVIDENCE, DocumentId, DocumentSummary, EvidenceLine
from detente.evidence.ledger.field_words import in_words, moment_words
from detente.evidence.ledger.selectors import document_page, evidence_page, list_documents
from detente.evidence.ledger.services.retract_document import retract_document
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.foundation.page import number_in
from detente.foundation.roles import Side
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.page_panels import page_panels
from detente.ui.web import of_a_day, page_response


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the list."""

    name: str
    href: str
    format: str
    assurance: str
    levels: str
    facts: str
    known_at: datetime
    retracted: bool
    private: bool
    given_by: str


@dataclass(frozen=True, slots=True)
class DocumentsShown:
    """The page of all documents."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[DocumentRow, ...]
    side: str
    next_url: str


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    """List the documents that evidence came from."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = list_documents(actor=actor, after=request.GET.get("after"))
    shown = DocumentsShown(
        title="Evidence",
        columns=(
            Column("Document"),
            Column("Format"),
            Column("Checked by"),
            Column("Facts", align="end"),
            Column("Known since"),
        ),
        rows=tuple(_row(one) for one in found.items),
        side=actor.organisation_name,
        next_url=with_query(reverse("documents"), after=found.next) if found.next else "",
    )
    return page_response(request, "ledger/documents.html", page=shown)


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact of a document."""

    locator: str
    href: str
    kind: str
    words: str
    level: str
    valid_from: datetime


@dataclass(frozen=True, slots=True)
class DocumentShown:
    """The page of one document."""

    title: str
    crumbs: tuple[Crumb, ...]
    days: DaysAsked
    today: date
    url: str
    facts: tuple[tuple[str, object], ...]
    sha256: str
    retracted: str
    private: bool
    side: str
    whole_url: str
    retract_url: str
    columns: tuple[Column, ...]
    rows: tuple[FactRow, ...]
    next_url: str


@of_a_day
@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """Show what a document says, in the order of the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    at, days = clock.now(), days_in(request.GET)
    found = document_page(
        actor=actor,
        at=at,
        document=DocumentId(number),
        after=number_in(request.GET, "after"),
        as_of=days.as_of,
        known_on=days.known_on,
    )
    of = found.document
    ours = of.given_by_vendor is (actor.side is Side.VENDOR) and not days.is_past(at.date())
    may_retract = ours and actor.may(RETRACT_EVIDENCE) and not of.retracted_at and of.part_of is None
    address = _of_days("document", number, days=days)
    whole = of.part_of if actor.side is Side.CUSTOMER else None
    shown = DocumentShown(
        title=of.name,
        crumbs=(Crumb("Evidence", reverse("documents")), Crumb(of.name)),
        days=days,
        today=at.date(),
        url=request.get_full_path(),
        facts=_facts(of),
        sha256=of.sha256,
        retracted=of.retracted_because or "",
        private=of.private,
        side=actor.organisation_name,
        whole_url=_of_days("document", whole, days=days) if whole else "",
        retract_url=reverse("retract_document", args=[number]) if may_retract else "",
        columns=(Column("Where"), Column("Kind"), Column("What it says"), Column("True since")),
        rows=tuple(_fact(one, of, days) for one in found.lines.items),
        next_url=with_query(address, after=found.lines.next) if found.lines.next else "",
    )
    return page_response(request, "ledger/document.html", page=shown)


@require_POST
def retract(request: HttpRequest, number: int) -> HttpResponse:
    """Retract a document, with a reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    reason = request.POST.get("reason", "")
    done = retract_document(actor=actor, at=clock.now(), document=DocumentId(number), reason=reason)
    messages.success(request, f"{done.name} counts no longer; its history stays.")
    return HttpResponseRedirect(reverse("document", args=[number]))


@dataclass(frozen=True, slots=True)
class LineShown:
    """A fact and the line of the file that says it."""

    title: str
    crumbs: tuple[Crumb, ...]
    days: DaysAsked
    today: date
    url: str
    kind: str
    locator: str
    excerpt: str
    columns: str
    vendor: str
    vendor_url: str
    fields: tuple[tuple[str, object], ...]
    dates: tuple[tuple[str, object], ...]
    sha256: str
    document_url: str
    document_name: str
    panels: tuple[SafeString, ...]


@of_a_day
@require_safe
def evidence_line(request: HttpRequest, number: int, position: int) -> HttpResponse:
    """Show a fact with the line of the file that says it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    at, days = clock.now(), days_in(request.GET)
    found = evidence_page(
        actor=actor,
        at=at,
        document=DocumentId(number),
        position=position,
        as_of=days.as_of,
        known_on=days.known_on,
    )
    one = found.line
    to_scorecards = actor.side is Side.CUSTOMER  # a vendor has a page of its own record
    address = _of_days("document", number, days=days)
    name = one.document_name
    shown = LineShown(
        title=f"{name}, {one.locator}" if one.locator else name,
        crumbs=(Crumb("Evidence", reverse("documents")), Crumb(name, address), Crumb(one.locator or "whole")),
        days=days,
        today=at.date(),
        url=request.get_full_path(),
        kind=one.kind.replace("_", " "),
        locator=one.locator,
        excerpt=one.excerpt or "",
        columns=found.columns,
        vendor=found.vendor_name,
        vendor_url=_of_days("scorecard", one.vendor, days=days) if one.vendor and to_scorecards else "",
        fields=tuple(
            (key.replace("_", " ").capitalize(), in_words(value))
            for key, value in one.facts.items()
            if value != ""
        ),
        dates=_dates(one),
        sha256=one.sha256,
        document_url=address,
        document_name=name,
        panels=page_panels(request, "evidence_line", document=number, position=position, days=days),
    )
    return page_response(request, "ledger/evidence_line.html", page=shown)


def _row(one: DocumentSummary) -> DocumentRow:
    return DocumentRow(
        name=one.name,
        href=reverse("document", args=[one.id]),
        format=one.format,
        assurance=one.assurance.capitalize(),
        levels=", ".join(one.levels),
        facts=f"{one.facts:,}",
        known_at=one.known_at,
        retracted=one.retracted_at is not None,
        private=one.private,
        given_by=one.received_from if one.given_by_vendor else "",
    )


def _facts(of: DocumentSummary) -> tuple[tuple[str, object], ...]:
    levels = f" (levels: {', '.join(of.levels)})" if of.levels else ""
    facts: list[tuple[str, object]] = [
        ("Format", of.format),
        ("Checked by", f"{of.assurance}{levels}"),
        ("Facts", f"{of.facts:,}"),
        ("Known since", moment_words(of.known_at)),
        ("Given by", f"{of.received_by}, {of.received_from}")
        if of.given_by_vendor
        else ("Received by", of.received_by),
    ]
    if of.rejected:
        facts.append(("Rejected rows", f"{of.rejected:,}"))
    if of.observations:
        facts.append(("Seen again", f"{of.observations} times"))
    if of.retracted_at:
        facts.append(("Retracted", moment_words(of.retracted_at)))
    return tuple(facts)


def _of_days(name: str, *parts: object, days: DaysAsked) -> str:
    return with_query(reverse(name, args=parts), **days.in_query())


def _fact(one: EvidenceLine, of: DocumentSummary, days: DaysAsked) -> FactRow:
    return FactRow(
        locator=one.locator or "the whole file",
        href=_of_days("evidence_line", one.document, one.position, days=days),
        kind=one.kind.replace("_", " "),
        words=one.sentence[:300],
        level="" if one.assurance == of.assurance else one.assurance,
        valid_from=one.valid_from,
    )


def _dates(one: EvidenceLine) -> tuple[tuple[str, object], ...]:
    dates: list[tuple[str, object]] = [("True since", moment_words(one.valid_from))]
    if one.valid_to:
        dates.append(("True until", moment_words(one.valid_to)))
    dates.append(("Known since", moment_words(one.known_at)))
    dates.append(("Checked by", one.assurance))
    if one.retracted_at:
        dates.append(("Retracted", moment_words(one.retracted_at)))
    if one.struck_at:
        dates.append(("Counts no longer since", moment_words(one.struck_at)))
    return tuple(dates)


urlpatterns: list[URLPattern] = [
    path("documents", documents, name="documents"),
    path("documents/<int:number>", document, name="document"),
    path("documents/<int:number>/retract", retract, name="retract_document"),
    path("documents/<int:number>/evidence/<int:position>", evidence_line, name="evidence_line"),
]
