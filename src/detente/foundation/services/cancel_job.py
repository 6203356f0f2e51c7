"""Cancel a job."""

from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import CANCEL_JOBS, AlreadyOver, JobStatus, NoSuchJob
from detente.foundation.jobs.status import job_of, to_status
from detente.foundation.models.job import OVER, JobState
from detente.foundation.use_case import use_case


@use_case(
    "jobs.cancel_job", permission=CANCEL_JOBS, path="jobs/{job}/cancel", raises=(NoSuchJob, AlreadyOver)
)
def cancel_job(*, actor: Actor, at: datetime, job: int) -> JobStatus:
    """Ask a job to stop: one that waits is over at once, one that runs at its next step.

    What a running job has not written in full is not kept.

    Parameters
    ----------
    actor : Actor
        Who asks.
    at : datetime
        Now.
    job : int
        The job's number.

    Raises
    ------
    NoSuchJob
        The organisation has no job of that number.
    AlreadyOver
        The job has ended.
    """
    row = job_of(actor, job, locked=True)
    if row.state in OVER:
        raise AlreadyOver(f"{row.title} has already ended: it {_ended(JobState(row.state))}.")
    row.cancel_asked = True
    if row.state == JobState.QUEUED:
        row.state, row.ended_at = JobState.CANCELLED, at
    row.save(update_fields=["cancel_asked", "state", "ended_at"])
    return to_status(row)


def _ended(state: JobState) -> str:
    return "was cancelled" if state is JobState.CANCELLED else str(state.value)
