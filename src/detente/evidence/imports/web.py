"""Pages of the imports room: give files, see how far they are, see what became of them."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from detente.evidence.imports.contracts import FileReport, ImportId, ImportReport, NoSuchImport, Outcome
from detente.evidence.imports.forms import ImportForm
from detente.evidence.imports.selectors import (
    list_rejected_rows,
    show_import,
    the_imports_page,
    the_report_page,
)
from detente.evidence.imports.services.start_import import start_import
from detente.evidence.relationships.contracts import MANAGE_RELATIONSHIPS
from detente.formats.safe_cell import safe_cell
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import AlreadyOver, JobId, JobStatus
from detente.foundation.jobs.registry import answer_of
from detente.foundation.models.job import JobState
from detente.foundation.selectors.jobs import show_job
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.uploads import keep_uploads
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.progress.progress import JobState as ShownState
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

LARGEST = 512 * 1024 * 1024
STATES: dict[JobState, ShownState] = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.SUCCEEDED: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "stopped",
}
ENDED: dict[ShownState, str] = {
    "failed": "Nothing of these files was kept.",
    "stopped": "Somebody of your organisation stopped it: nothing of these files was kept.",
}
SHOWN_NAMES = 50
MOST_CHOICES = 5_000
OUTCOMES = {
    Outcome.ADDED: ("done", "added"),
    Outcome.SAME_FILE: ("note", "the same file was there already"),
    Outcome.SAME_CONTENT: ("note", "the same content was there already"),
    Outcome.UNUSABLE: ("failed", "could not be used"),
    Outcome.HELD_BACK: ("failed", "held back"),
}


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


@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """Take files, and list what was imported before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = the_imports_page(actor=actor, at=clock.now(), after=request.GET.get("after"))
    form = ImportForm(request.POST or None, request.FILES or None, vendors=found.vendors)
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
        title="Imports",
        form=form,
        file_error="Choose at least one file. What you typed is kept." if missing else "",
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


@dataclass(frozen=True, slots=True)
class JobShown:
    """The page of an import that runs."""

    title: str
    crumbs: tuple[Crumb, ...]
    label: str
    state: ShownState
    id: str
    done: int
    total: int | None
    unit: str
    detail: str
    poll_url: str
    cancel_url: str
    over: bool


@require_safe
def import_job(request: HttpRequest, job: int) -> HttpResponse:
    """Show how far an import is; when it has ended well, go on to what became of the files."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    status = show_job(actor=actor, job=JobId(job))
    if status.operation != "imports.import_files":
        raise NoSuchImport(f"There is no import that runs as the job {job}.")
    if status.state is JobState.SUCCEEDED:
        address = reverse("import_report", args=[answer_of(status).id])
        if status.cancel_asked:
            messages.warning(request, "The stop came too late: the files had been imported already.")
        return HttpResponseClientRedirect(address) if _polls(request) else HttpResponseRedirect(address)
    if status.is_over and _polls(request):  # the page has more to say than the bar
        return HttpResponseClientRedirect(reverse("import_job", args=[job]))
    template = "imports/job_progress.html" if _polls(request) else "imports/job.html"
    return page_response(request, template, page=_job(status))


@require_POST
def stop_import(request: HttpRequest, job: int) -> HttpResponse:
    """Ask a running import to stop."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    try:
        cancel_job(actor=actor, at=clock.now(), job=JobId(job))
    except AlreadyOver:  # it ended while the person looked at it
        messages.warning(request, "The stop came too late: the import had ended already.")
    return HttpResponseRedirect(reverse("import_job", args=[job]))


@dataclass(frozen=True, slots=True)
class NameWaits:
    """A name in a file that was nobody's: whom it means by now, or may mean."""

    written: str
    facts: str
    means: str
    may_be: str


@dataclass(frozen=True, slots=True)
class FileShown:
    """What became of one file."""

    name: str
    state: str
    outcome: str
    facts: tuple[tuple[str, object], ...]
    message: str
    document_url: str
    waiting: str
    names_nobody: bool
    nameless: str
    names: tuple[NameWaits, ...]
    rejections: tuple[tuple[str, str, str], ...]
    more_rejections: str


@dataclass(frozen=True, slots=True)
class ReportShown:
    """What became of an import."""

    title: str
    crumbs: tuple[Crumb, ...]
    at: datetime
    files: tuple[FileShown, ...]
    rejected: int
    rejected_url: str
    waiting: str
    may_match: bool
    match_url: str
    back_url: str
    vendors: tuple[str, ...]
    few_vendors: bool
    rejection_columns: tuple[Column, ...]
    name_columns: tuple[Column, ...]


@require_safe
def import_report(request: HttpRequest, number: int) -> HttpResponse:
    """Show what became of each file, with the rows that could not be used."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = the_report_page(actor=actor, number=ImportId(number))
    report, title = found.report, "What became of the files"
    waiting = sum(_still_waiting(one, found.means_by_now) for one in report.files)
    names = sum(len(one.unknown_names[:SHOWN_NAMES]) for one in report.files)
    shown = ReportShown(
        title=title,
        crumbs=(Crumb("Imports", reverse("imports")), Crumb(title)),
        at=report.asked_at,
        files=tuple(_file(one, found.means_by_now) for one in report.files),
        waiting=f"{waiting:,}" if waiting else "",
        may_match=actor.may(MANAGE_RELATIONSHIPS),
        match_url=reverse("match_name"),
        back_url=request.path,
        vendors=found.vendors,
        few_vendors=len(found.vendors) * names <= MOST_CHOICES,
        rejected=sum(one.rejected for one in report.files),
        rejected_url=reverse("rejected_rows", args=[number]),
        rejection_columns=(Column("Where"), Column("Why, and what to do"), Column("As written")),
        name_columns=(Column("Name in the file"), Column("Facts", align="end"), Column("Whom it means")),
    )
    return page_response(request, "imports/report.html", page=shown)


@require_safe
def rejected_rows(request: HttpRequest, number: int) -> StreamingHttpResponse:
    """Download the rows that could not be used, with the reasons, to mend and bring again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    show_import(actor=actor, number=ImportId(number))  # refuses before the first byte is sent
    response = StreamingHttpResponse(_csv(actor, ImportId(number)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="rejected-{number}.csv"'
    return response


class _Line:
    """Hands each written line on instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def _csv(actor: Actor, number: ImportId) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield str(writer.writerow(["where", "reason", "as written"]))
    after: int | None = None
    while True:
        page = list_rejected_rows(actor=actor, number=number, after=after)
        for row in page.items:
            yield str(writer.writerow([safe_cell(one) for one in (row.locator, row.reason, row.excerpt)]))
        if page.next is None:
            return
        after = int(page.next)


def _polls(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _job(status: JobStatus) -> JobShown:
    state: ShownState = "stopping" if status.cancel_asked and not status.is_over else STATES[status.state]
    kept = ENDED.get(state, "")
    return JobShown(
        title=status.title,
        crumbs=(Crumb("Imports", reverse("imports")), Crumb(status.title)),
        label=status.title,
        state=state,
        id=f"job-{status.id}",
        done=status.done,
        total=status.total,
        unit=status.unit,
        detail=" ".join(one for one in (status.failure, kept) if one),
        poll_url=reverse("import_job", args=[status.id]),
        cancel_url=reverse("stop_import", args=[status.id]),
        over=status.is_over,
    )


def _past(one: ImportReport) -> PastImport:
    names = ", ".join(file.name for file in one.files[:3])
    more = len(one.files) - 3
    return PastImport(
        at=one.asked_at,
        href=reverse("import_report", args=[one.id]),
        files=f"{names} and {more} more" if more > 0 else names,
        facts=f"{sum(file.facts for file in one.files):,}",
        rejected=f"{sum(file.rejected for file in one.files):,}",
        waiting=f"{sum(file.unattributed for file in one.files):,}",
    )


def _still_waiting(one: FileReport, means_by_now: Mapping[str, str]) -> int:
    matched = sum(name.facts for name in one.unknown_names if name.written in means_by_now)
    return max(one.unattributed - matched, 0)


def _file(one: FileReport, means_by_now: Mapping[str, str]) -> FileShown:
    state, words = OUTCOMES[one.outcome]
    waiting = _still_waiting(one, means_by_now)
    nameless = one.unattributed - sum(name.facts for name in one.unknown_names)
    facts: list[tuple[str, object]] = (
        [("Format", one.format), ("Facts", f"{one.facts:,}")] if one.format else []
    )
    if one.editions:
        edition = (
            f"{one.editions.added} added, {one.editions.changed} changed, {one.editions.removed} removed"
        )
        facts.append(("Against the edition before", edition))
    return FileShown(
        name=one.name,
        state=state,
        outcome=words,
        facts=tuple(facts),
        message=one.message,
        document_url=reverse("document", args=[one.document]) if one.document else "",
        waiting=f"{waiting:,}" if waiting else "",
        names_nobody=waiting > 0 and not one.unknown_names,
        nameless=f"{nameless:,}" if one.unknown_names and nameless > 0 else "",
        names=tuple(
            NameWaits(
                written=name.written,
                facts=f"{name.facts:,}",
                means=means_by_now.get(name.written, ""),
                may_be=name.suggestion or "",
            )
            for name in one.unknown_names[:SHOWN_NAMES]
        ),
        rejections=tuple((row.locator, row.reason, row.excerpt) for row in one.rejections),
        more_rejections=f"{one.rejected - len(one.rejections):,}"
        if one.rejected > len(one.rejections)
        else "",
    )


urlpatterns: list[URLPattern] = [
    path("imports", imports, name="imports"),
    path("imports/jobs/<int:job>", import_job, name="import_job"),
    path("imports/jobs/<int:job>/stop", stop_import, name="stop_import"),
    path("imports/<int:number>", import_report, name="import_report"),
    path("imports/<int:number>/rejected.csv", rejected_rows, name="rejected_rows"),
]
