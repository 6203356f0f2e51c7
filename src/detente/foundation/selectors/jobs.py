"""What an organisation may know of its jobs."""

from django.db.models import Q

from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import SEE_JOBS, JobStatus, NoSuchJob
from detente.foundation.jobs.status import job_of, jobs_of, to_status
from detente.foundation.models.job import JobState
from detente.foundation.page import Page, PageSize
from detente.foundation.use_case import query


@query("jobs.show_job", permission=SEE_JOBS, path="jobs/{job}", raises=(NoSuchJob,))
def show_job(*, actor: Actor, job: int) -> JobStatus:
    """Show how far a job is, and its answer once it has one.

    Parameters
    ----------
    actor : Actor
        Who asks.
    job : int
        The job's number.

    Raises
    ------
    NoSuchJob
        The organisation has no job of that number.
    """
    return to_status(job_of(actor, job))


@query("jobs.list_jobs", permission=SEE_JOBS, path="jobs", raises=(NoSuchJob,))
def list_jobs(
    *, actor: Actor, state: JobState | None = None, after: int | None = None, limit: PageSize = 50
) -> Page[JobStatus]:
    """List the organisation's jobs, the last asked for first.

    Parameters
    ----------
    actor : Actor
        Who asks.
    state : JobState
        Only those that stand so: queued, running, succeeded, failed or cancelled.
    after : int
        The `next` of the page before.
    limit : int, 1 to 200
        How many at most.

    Raises
    ------
    NoSuchJob
        `after` is no job of the organisation.
    """
    rows = jobs_of(actor) if state is None else jobs_of(actor).filter(state=state)
    if after is not None:
        last = job_of(actor, after)
        rows = rows.filter(Q(asked_at__lt=last.asked_at) | Q(asked_at=last.asked_at, pk__lt=last.pk))
    found = list(rows.order_by("-asked_at", "-pk")[: limit + 1])
    shown = tuple(to_status(row) for row in found[:limit])
    return Page(shown, next=shown[-1].id if len(found) > limit else None)
