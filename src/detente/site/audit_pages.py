"""The audit trail: what was done, the proof that nobody changed it, and how to take both along."""

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from detente.foundation import clock
from detente.foundation.audit_log import READ_AUDIT_LOG, verify_export
from detente.foundation.audit_log.contracts import HeldCheckpoint, NoSuchEntry, RecordedDeed, Verdict
from detente.foundation.audit_log.key import public_key
from detente.foundation.jobs.contracts import JobId, JobStatus, NoSuchJob
from detente.foundation.jobs.registry import answer_of
from detente.foundation.models.job import JobState
from detente.foundation.page import number_in
from detente.foundation.roles import Role
from detente.foundation.selectors.audit import list_checkpoints, list_entries
from detente.foundation.selectors.jobs import show_job
from detente.foundation.selectors.people import names_of
from detente.foundation.services.export_audit_log import export_audit_log
from detente.foundation.services.start_verification import start_verification
from detente.foundation.services.verify_audit_log import VERIFY
from detente.site.account_pages import acting
from detente.site.deed_words import deed_label, in_a_row, people_in, said_inputs
from detente.site.role_words import role_label
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.progress.progress import JobState as ShownState
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

STATES: dict[JobState, ShownState] = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.SUCCEEDED: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "stopped",
}
IN_A_ROW = 90  # characters of what was asked; the entry's own page has all


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One deed."""

    number: int
    href: str
    who: str
    role: str
    what: str
    about: str
    at: datetime
    signed: bool


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The page of the audit trail."""

    title: str
    organisation: str
    columns: tuple[Column, ...]
    entries: tuple[EntryRow, ...]
    latest_url: str
    next_url: str
    checkpoint: HeldCheckpoint | None
    key: str


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of one entry."""

    title: str
    crumbs: tuple[Crumb, ...]
    entry: EntryRow
    facts: tuple[tuple[str, object], ...]
    asked: tuple[tuple[str, str], ...]
    erased: bool


@dataclass(frozen=True, slots=True)
class VerificationPage:
    """The page of a verification: how far it is, or what it found."""

    title: str
    crumbs: tuple[Crumb, ...]
    state: ShownState
    id: str
    done: int
    total: int | None
    unit: str
    failure: str
    poll_url: str
    asked_by: str
    over: bool
    verdict: Verdict | None
    elsewhere: str


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """List what the organisation's people did, the latest first, beside the last signed checkpoint."""
    actor = acting(request)
    after = number_in(request.GET, "after")
    found = list_entries(actor=actor, after=after)
    held = list_checkpoints(actor=actor, limit=1).items
    numbers = {one for deed in found.items for one in people_in(deed.inputs or {})}
    names = dict(names_of(actor=actor, people=numbers))
    page = AuditPage(
        title=_("Audit trail"),
        organisation=actor.organisation_name,
        columns=(
            Column(_("Who")),
            Column(_("What")),
            Column(_("When")),
            Column(_("Entry"), align="end", width="fit"),
        ),
        entries=tuple(_entry(one, names) for one in found.items),
        latest_url=reverse("audit") if after is not None else "",
        next_url=with_query(reverse("audit"), after=found.next) if found.next is not None else "",
        checkpoint=held[0] if held else None,
        key=public_key(),
    )
    return page_response(request, "audit/audit.html", page=page)


@require_safe
def audit_entry(request: HttpRequest, entry: int) -> HttpResponse:
    """Show one entry with all that was asked."""
    actor = acting(request)
    found = list_entries(actor=actor, after=entry + 1, limit=1).items
    if not found or found[0].number != entry:
        raise NoSuchEntry(_("Your organisation has no entry %(entry)s.") % {"entry": entry})
    deed = found[0]
    row = _entry(deed, {})
    title = _("Entry %(entry)s") % {"entry": entry}
    page = EntryPage(
        title=title,
        crumbs=(Crumb(_("Audit trail"), reverse("audit")), Crumb(title)),
        entry=row,
        facts=((_("Who"), f"{row.who}, {row.role}" if row.role else row.who), (_("What"), row.what)),
        asked=said_inputs(deed.inputs or {}, names_of(actor=actor, people=people_in(deed.inputs or {}))),
        erased=deed.erased,
    )
    return page_response(request, "audit/entry.html", page=page)


@require_POST
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for the whole log to be verified, and go where its progress is shown."""
    return redirect("verification", job=start_verification(actor=acting(request), at=clock.now()))


@require_safe
def verification(request: HttpRequest, job: int) -> HttpResponse:
    """Show how far a verification is; when it has ended, what it found."""
    actor = acting(request)
    actor.require(READ_AUDIT_LOG)
    status = show_job(actor=actor, job=JobId(job))
    if status.operation != VERIFY:
        raise NoSuchJob(_("There is no verification %(job)s.") % {"job": job})
    polls = request.headers.get("HX-Request") == "true"
    if status.is_over and polls:  # the page has more to say than the bar
        return HttpResponseClientRedirect(reverse("verification", args=[job]))
    template = "audit/progress.html" if polls else "audit/verification.html"
    return page_response(request, template, page=_verification(status))


@require_safe
def checkpoint(request: HttpRequest, size: int) -> HttpResponse:
    """Download a signed checkpoint, to keep where the log is not."""
    found = list_checkpoints(actor=acting(request), after=size + 1, limit=1).items
    if not found or found[0].size != size:
        raise NoSuchEntry(
            _("Your organisation was handed no checkpoint of %(size)s entries.") % {"size": size}
        )
    response = HttpResponse(found[0].note, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="checkpoint-{size}.txt"'
    return response


@require_POST
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Download the organisation's entries with their proofs."""
    actor, at = acting(request), clock.now()
    lines = export_audit_log(actor=actor, at=at).lines
    first = next(lines)  # a damaged log is told of before the first byte is sent
    response = StreamingHttpResponse(chain([first], lines), content_type="application/jsonl")
    name = f"audit-{slugify(actor.organisation_name)[:60]}-{at:%Y-%m-%d}.jsonl"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def script(request: HttpRequest) -> HttpResponse:
    """Download the script that verifies an export offline; it needs nothing of the product."""
    acting(request).require(READ_AUDIT_LOG)
    response = HttpResponse(Path(verify_export.__file__).read_bytes(), content_type="text/x-python")
    response["Content-Disposition"] = 'attachment; filename="verify_export.py"'
    return response


def _entry(deed: RecordedDeed, names: dict[int, str]) -> EntryRow:
    if deed.erased:
        who, what = _("erased"), _("What this entry said was erased; that it was is on record.")
    else:
        who, what = deed.name or _("The installation"), deed_label(deed.verb or "")
    return EntryRow(
        number=deed.number,
        href=reverse("audit_entry", args=[deed.number]),
        who=who,
        role=role_label(Role(deed.role)) if deed.role else "",
        what=what,
        about=in_a_row(deed.inputs or {}, names, most=IN_A_ROW),
        at=deed.at,
        signed=deed.checkpointed,
    )


def _verification(status: JobStatus) -> VerificationPage:
    verdict: Verdict | None = answer_of(status)
    elsewhere = verdict.faults_elsewhere if verdict else 0
    title = _("Verification of the audit trail")
    return VerificationPage(
        title=title,
        crumbs=(Crumb(_("Audit trail"), reverse("audit")), Crumb(_("Verification"))),
        state=STATES[status.state],
        id=f"job-{status.id}",
        done=status.done,
        total=status.total,
        unit=status.unit,
        failure=status.failure,
        poll_url=reverse("verification", args=[status.id]),
        asked_by=status.asked_by,
        over=status.is_over,
        verdict=verdict,
        elsewhere=ngettext(
            "%(count)s more thing is wrong: in a signature, or in an entry of somebody else.",
            "%(count)s more things are wrong: in signatures, or in entries of others.",
            elsewhere,
        )
        % {"count": f"{elsewhere:,}"}
        if elsewhere
        else "",
    )
