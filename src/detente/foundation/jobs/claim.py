"""Take one job out of the queue, keep it, and give it back or end it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection
from django.db.models import F, QuerySet
from pydantic import JsonValue

from detente.foundation.jobs.contracts import Cancelled
from detente.foundation.jobs.outcome import Outcome
from detente.foundation.jobs.progress import TakenAway
from detente.foundation.models.job import Job, JobState
from detente.foundation.tenancy import acting_for_the_installation

NOTHING_DONE: dict[str, int | str | None] = {
    "started_at": None,
    "heartbeat_at": None,
    "done": 0,
    "total": None,
    "unit": "",
}


def claim(*, worker: str, at: datetime) -> Job | None:
    """Return the job that was asked for first, now this worker's; None when none waits.

    On SQLite the transaction is the only writer; on PostgreSQL two workers skip each other's locked row.
    """
    waiting = Job.objects.filter(state=JobState.QUEUED).order_by("asked_at", "pk")
    if connection.vendor == "sqlite" and not waiting.exists():
        return None  # looking is free there; the one write lock is not
    with acting_for_the_installation(because="a worker serves every organisation"):
        row = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        row.state, row.worker, row.attempt = JobState.RUNNING, worker, row.attempt + 1
        row.started_at = row.heartbeat_at = at
        row.save(update_fields=["state", "worker", "attempt", "started_at", "heartbeat_at"])
    return row


def held(row: Job) -> QuerySet[Job]:
    """Return the claimed row, if it is still claimed by whoever claimed it: the fence."""
    return Job.objects.filter(pk=row.pk, state=JobState.RUNNING, worker=row.worker, attempt=row.attempt)


def insist_on(row: Job, *, answer: JsonValue = None) -> None:
    """Lock the claimed row until the transaction ends; raise if it was taken away or cancelled.

    An answer is kept with it: whatever happens from then on, the job has succeeded.
    """
    now = held(row).select_for_update().only("cancel_asked").first()
    if now is None:
        raise TakenAway(f"job {row.pk}, attempt {row.attempt}")
    if now.cancel_asked:
        raise Cancelled
    if answer is not None:
        held(row).update(answer=answer)


def end(row: Job, outcome: Outcome, *, at: datetime) -> bool:
    """Write down how it ended; False when the job is another's by now and nothing was written."""
    standing = outcome.standing
    with acting_for_the_installation(because="a worker serves every organisation"):
        ended = held(row).update(
            state=outcome.state,
            answer=outcome.answer,
            failure=outcome.failure,
            done=standing.done,
            total=standing.total,
            unit=standing.unit[:30],
            ended_at=at,
        )
    return bool(ended)


def give_back(row: Job, *, counted: bool) -> bool:
    """Put it back into the queue; not `counted`: as if it had never been tried, since it is not to blame."""
    with acting_for_the_installation(because="a worker serves every organisation"):
        return bool(
            held(row).update(
                state=JobState.QUEUED,
                worker="",
                attempt=F("attempt") if counted else F("attempt") - 1,
                **NOTHING_DONE,
            )
        )


@contextmanager
def looking_at_every_job() -> Iterator[None]:
    """See jobs of all organisations without, on SQLite, queueing behind whoever writes."""
    if connection.vendor == "sqlite":
        yield
    else:
        with acting_for_the_installation(because="the queue is the installation's"):
            yield
