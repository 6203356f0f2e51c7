"""The page of an import that runs, for whichever side asked for it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from detente.evidence.imports.contracts import NoSuchImport
from detente.evidence.imports.web.words import room_crumb
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import AlreadyOver, JobId, JobStatus
from detente.foundation.jobs.registry import answer_of
from detente.foundation.models.job import JobState
from detente.foundation.selectors.jobs import show_job
from detente.foundation.services.cancel_job import cancel_job
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.progress.progress import JobState as ShownState
from detente.ui.web import page_response

IMPORTS = ("imports.import_files", "imports.give_files")
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
    if status.operation not in IMPORTS:
        raise NoSuchImport(f"There is no import that runs as the job {job}.")
    if status.state is JobState.SUCCEEDED:
        address = reverse("import_report", args=[answer_of(status).id])
        if status.cancel_asked:
            messages.warning(request, "The stop came too late: the files had been imported already.")
        return HttpResponseClientRedirect(address) if _polls(request) else HttpResponseRedirect(address)
    if status.is_over and _polls(request):  # the page has more to say than the bar
        return HttpResponseClientRedirect(reverse("import_job", args=[job]))
    template = "imports/job_progress.html" if _polls(request) else "imports/job.html"
    return page_response(request, template, page=_job(status, room_crumb(actor)))


@require_POST
def stop_import(request: HttpRequest, job: int) -> HttpResponse:
    """Ask a running import to stop."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    try:
        cancel_job(actor=actor, at=clock.now(), job=JobId(job))
    except AlreadyOver:  # it ended while the person looked at it
        messages.warning(request, "The stop came too late: the import had ended already.")
    return HttpResponseRedirect(reverse("import_job", args=[job]))


def _polls(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"


def _job(status: JobStatus, room: Crumb) -> JobShown:
    state: ShownState = "stopping" if status.cancel_asked and not status.is_over else STATES[status.state]
    kept = ENDED.get(state, "")
    return JobShown(
        title=status.title,
        crumbs=(room, Crumb(status.title)),
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
