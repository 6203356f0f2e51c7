"""The page where a customer imports files, and lists what it imported before."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from detente.evidence.imports.contracts import ImportReport
from detente.evidence.imports.forms import ImportForm
from detente.evidence.imports.selectors import the_imports_page
from detente.evidence.imports.services.start_import import start_import
from detente.evidence.imports.web.words import IMPORTING, LARGEST, NO_FILE, names_of
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.uploads import keep_uploads
from detente.ui.addresses import with_query
from detente.ui.components.table.table import Column
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import in the list."""

    at: datetime
    href: str
    files: str
    facts: str
    rejected: str
    waiting: str


@dataclass(frozen=True, slots=True)
class ImportsShown:
    """The page where files are given."""

    title: str
    form: ImportForm
    file_error: str
    largest: int
    columns: tuple[Column, ...]
    past: tuple[PastImport, ...]
    next_url: str


def import_page(request: HttpRequest) -> HttpResponse:
    """Take files, and list what was imported before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = the_imports_page(actor=actor, at=clock.now(), after=request.GET.get("after"))
    form = ImportForm(
        request.POST or None,
        request.FILES or None,
        vendors=found.vendors,
        initial={"vendor": request.GET.get("vendor", "")},
    )
    sent = request.FILES.getlist("files")
    if request.method == "POST" and form.is_valid() and sent:
        said = form.cleaned_data
        job = start_import(
            actor=actor,
            at=clock.now(),
            uploads=keep_uploads((one, one.name or "") for one in sent),
            vendor=said["vendor"] or None,
            format=said["format"] or None,
            mapping=said["mapping"],
            all_or_nothing=said["all_or_nothing"],
            private=said["private"],
            by_vendor=said["by_vendor"],
        )
        return HttpResponseRedirect(reverse("import_job", args=[job]))
    missing = request.method == "POST" and not sent
    shown = ImportsShown(
        title=IMPORTING,
        form=form,
        file_error=NO_FILE if missing else "",
        largest=LARGEST,
        columns=(
            Column("When"),
            Column("Files"),
            Column("Facts", align="end"),
            Column("Rejected", align="end"),
            Column("Waiting for a vendor", align="end"),
        ),
        past=tuple(_past(one) for one in found.latest.items),
        next_url=with_query(reverse("imports"), after=found.latest.next) if found.latest.next else "",
    )
    return page_response(
        request, "imports/imports.html", page=shown, status=422 if missing or form.errors else 200
    )


def _past(one: ImportReport) -> PastImport:
    return PastImport(
        at=one.asked_at,
        href=reverse("import_report", args=[one.id]),
        files=names_of(one),
        facts=f"{sum(file.facts for file in one.files):,}",
        rejected=f"{sum(file.rejected for file in one.files):,}",
        waiting=f"{sum(file.unattributed for file in one.files):,}",
    )
