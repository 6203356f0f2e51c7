"""Give back to the queue what a killed worker left behind.

A job that says it is running is dead when the process that runs it is gone, which we can see for
ourselves on the same host, at once. Of another host we see only the heartbeat: dead when it is older
than `silent_after` by the database's clock, which wrote the heartbeat too. Clocks jump:

- back, and heartbeats lie in the future: how long they have been silent cannot be said. The heartbeat is
  set to now, so that the count begins anew. A living job overwrites it within seconds; a dead one is
  found `silent_after` later, and not only when the clock has caught up again.
- forward, and a living job on another host may look silent for one beat. It is then given to a second
  worker; the first finds its row taken away at its next step, and `Progress.writing` keeps nothing of it.

A process that lives is never taken its job away on its own host, however silent: on SQLite a long
write of the job itself keeps the pulse from writing.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto

from detente.foundation.jobs.claim import NOTHING_DONE, looking_at_every_job
from detente.foundation.jobs.contracts import MOST_ATTEMPTS
from detente.foundation.jobs.processes import process_named
from detente.foundation.models.job import Job, JobState, Worker
from detente.foundation.tenancy import acting_for_the_installation

SILENT_AFTER = timedelta(seconds=60)


class Verdict(Enum):
    """What is to be made of a job that says it is running."""

    LIVES = auto()
    UNSURE = auto()  # its heartbeat is of a future that the clock has left
    DEAD = auto()


@dataclass(frozen=True, slots=True)
class Reaped:
    """How many jobs were found dead, by what became of them."""

    queued_again: int = 0
    succeeded: int = 0
    given_up: int = 0
    cancelled: int = 0


def reap(*, at: datetime, silent_after: timedelta = SILENT_AFTER, idle: str = "") -> Reaped:
    """Settle every job whose worker died; forget the workers that did.

    Parameters
    ----------
    at : datetime
        Now, by the clock that writes heartbeats (`database_now`).
    silent_after : timedelta, > 0
        How old the heartbeat of another host's job may be.
    idle : str
        The worker that asks, which runs nothing just now: what is in its name was left behind.
    """
    running = Job.objects.filter(state=JobState.RUNNING)
    with looking_at_every_job():
        suspects = [
            row.pk
            for row in running.only("worker", "heartbeat_at")
            if verdict(row, at=at, silent_after=silent_after, idle=idle) is not Verdict.LIVES
        ]
        gone = [row.pk for row in Worker.objects.all() if _is_gone(row, at=at)]
    if not suspects and not gone:
        return Reaped()
    settled: list[JobState] = []
    with acting_for_the_installation(because="a killed worker's jobs are of every organisation"):
        for row in running.filter(pk__in=suspects).select_for_update(skip_locked=True):
            match verdict(row, at=at, silent_after=silent_after, idle=idle):
                case Verdict.UNSURE:
                    Job.objects.filter(pk=row.pk).update(heartbeat_at=at)
                case Verdict.DEAD:
                    settled.append(_settle(row, at=at))
        Worker.objects.filter(pk__in=gone).delete()
    return Reaped(
        queued_again=settled.count(JobState.QUEUED),
        succeeded=settled.count(JobState.SUCCEEDED),
        given_up=settled.count(JobState.FAILED),
        cancelled=settled.count(JobState.CANCELLED),
    )


def verdict(row: Job, *, at: datetime, silent_after: timedelta, idle: str = "") -> Verdict:
    """Return whether a job that says it is running is: see the module."""
    if row.worker == idle:
        return Verdict.DEAD
    process = process_named(row.worker)
    lives = process.lives if process is not None else None
    if lives is not None:
        return Verdict.LIVES if lives else Verdict.DEAD
    if row.heartbeat_at is None:
        return Verdict.UNSURE
    silence = at - row.heartbeat_at
    if silence > silent_after:
        return Verdict.DEAD
    return Verdict.UNSURE if -silence > silent_after else Verdict.LIVES


def _settle(row: Job, *, at: datetime) -> JobState:
    mine = Job.objects.filter(pk=row.pk)
    if row.answer is not None:  # it had kept its answer, and only could not say so any more
        mine.update(state=JobState.SUCCEEDED, ended_at=at)
        return JobState.SUCCEEDED
    if row.cancel_asked:
        mine.update(state=JobState.CANCELLED, ended_at=at)
        return JobState.CANCELLED
    if row.attempt >= MOST_ATTEMPTS:
        mine.update(
            state=JobState.FAILED,
            ended_at=at,
            failure=f"It was tried {row.attempt} times, and each time the process that ran it died before "
            "the end. Nothing half done was kept. Ask whoever runs this installation to look into the "
            "worker's log (memory is the usual reason), then ask for it again.",
        )
        return JobState.FAILED
    mine.update(state=JobState.QUEUED, worker="", **NOTHING_DONE)
    return JobState.QUEUED


def _is_gone(row: Worker, *, at: datetime) -> bool:
    process = process_named(row.name)
    lives = process.lives if process is not None else None
    return at - row.seen_at > timedelta(days=1) if lives is None else not lives
