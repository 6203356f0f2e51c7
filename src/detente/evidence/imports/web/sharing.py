"""What each side of a relationship sees of the other; and a document that is given to further customers."""

from dataclasses import dataclass
from datetime import datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_safe

from detente.evidence.imports.contracts import MayShare
from detente.evidence.imports.selectors import may_be_shared, sharing_page, show_seen
from detente.evidence.imports.services.share_document import share_document
from detente.evidence.ledger.contracts import GIVE_EVIDENCE, DocumentId, DocumentSummary
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.page_panels import page_panels
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class SeenRow:
    """A document that both sides see."""

    name: str
    href: str
    by: str
    since: datetime
    facts: str
    level: str
    share_url: str


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What the two sides see of each other."""

    title: str
    crumbs: tuple[Crumb, ...]
    other: str
    columns: tuple[Column, ...]
    ours: tuple[SeenRow, ...]
    theirs: tuple[SeenRow, ...]
    notes: int
    panels: tuple[SafeString, ...]


@require_safe
def seen(request: HttpRequest, number: int) -> HttpResponse:
    """Show what the other side sees of yours, what it never sees, and what you see of its."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = show_seen(actor=actor, relationship=RelationshipId(number))
    may = actor.may(GIVE_EVIDENCE)
    title = f"What {found.other} sees of you, and what it does not"
    shown = SeenPage(
        title=title,
        crumbs=(
            Crumb("Relationships", reverse("relationships")),
            Crumb(found.other, reverse("relationship", args=[number])),
            Crumb("Who sees what"),
        ),
        other=found.other,
        columns=(Column("Document"), Column("Brought by"), Column("Since"), Column("Facts", align="end")),
        ours=tuple(_row(one, may=may) for one in found.ours),
        theirs=tuple(_row(one, may=False) for one in found.theirs),
        notes=found.notes,
        panels=page_panels(request, "seen", relationship=number),
    )
    return page_response(request, "imports/seen.html", page=shown)


def _row(one: DocumentSummary, *, may: bool) -> SeenRow:
    return SeenRow(
        name=one.name,
        href=reverse("document", args=[one.id]),
        by=one.received_by,
        since=one.known_at,
        facts=f"{one.facts:,}",
        level=one.assurance,
        share_url=reverse("share_document", args=[one.id]) if may and may_be_shared(one) else "",
    )


class ShareForm(forms.Form):
    """Which customers get a document."""

    customers = forms.MultipleChoiceField(label="Customers that get it", widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, page: MayShare, **more: object) -> None:
        """Offer those that do not have it."""
        super().__init__(*args, **more)  # type: ignore[arg-type]  # Django's own, passed on
        self.fields["customers"].choices = [  # type: ignore[attr-defined]
            (str(one.relationship), one.name) for one in page.offered
        ]


@dataclass(frozen=True, slots=True)
class SharePage:
    """The page that gives a document to further customers."""

    title: str
    crumbs: tuple[Crumb, ...]
    have: str
    columns: tuple[Column, ...]
    lines: tuple[tuple[str, str], ...]
    facts: int
    form: ShareForm | None
    back_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, number: int) -> HttpResponse:
    """Show a document as its readers see it, and give it to those that are chosen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    page = sharing_page(actor=actor, document=DocumentId(number))
    form = ShareForm(request.POST or None, page=page) if page.offered else None
    back = reverse("document", args=[number])
    if request.method == "POST" and form is not None and form.is_valid():
        chosen = form.cleaned_data["customers"]
        share_document(actor=actor, at=clock.now(), document=DocumentId(number), customers=chosen)
        names = ", ".join(one.name for one in page.offered if str(one.relationship) in chosen)
        messages.success(request, f"{names} sees it from now on, self-attested.")
        return HttpResponseRedirect(reverse("share_document", args=[number]))
    missing = request.method == "POST" and form is not None
    shown = SharePage(
        title=f"Share {page.document.name}",
        crumbs=(
            Crumb("Evidence", reverse("documents")),
            Crumb(page.document.name, back),
            Crumb("Share"),
        ),
        have=", ".join(page.have),
        columns=(Column("Where"), Column("What it says")),
        lines=tuple((one.locator or "whole", one.sentence) for one in page.lines),
        facts=page.document.facts,
        form=ShareForm({}, page=page) if missing else form,
        back_url=back,
    )
    return page_response(request, "imports/share.html", page=shown, status=422 if missing else 200)
