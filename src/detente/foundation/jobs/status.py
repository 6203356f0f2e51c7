"""A job's row as its organisation may see it."""

from django.db.models import QuerySet

from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId, JobStatus, NoSuchJob
from detente.foundation.models.job import Job, JobState


def jobs_of(actor: Actor) -> QuerySet[Job]:
    """Return the jobs of the acting organisation, whoever of it asked for them."""
    return Job.objects.filter(organisation=actor.organisation).select_related("membership__person")


def job_of(actor: Actor, job: int, *, locked: bool = False) -> Job:
    """Return one of them, or raise NoSuchJob in the same words whether or not others have it."""
    rows = jobs_of(actor).select_for_update(of=("self",)) if locked else jobs_of(actor)
    row = rows.filter(pk=job).first()
    if row is None:
        raise NoSuchJob(f"There is no job {job}.", hint="`detente jobs list-jobs` lists yours.")
    return row


def to_status(row: Job) -> JobStatus:
    """Return a row as a contract."""
    return JobStatus(
        id=JobId(row.pk),
        operation=row.operation,
        title=row.title,
        state=JobState(row.state),
        asked_by=row.membership.person.name,
        asked_at=row.asked_at,
        started_at=row.started_at,
        ended_at=row.ended_at,
        attempt=row.attempt,
        done=row.done,
        total=row.total,
        unit=row.unit,
        cancel_asked=row.cancel_asked,
        answer=row.answer if row.state == JobState.SUCCEEDED else None,
        failure=row.failure,
    )
