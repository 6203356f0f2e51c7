"""Run a long use case: one that a worker has claimed, or at once for whoever waits at the command line."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from detente.foundation.access import Actor, actor_of_membership
from detente.foundation.errors import NotPermitted
from detente.foundation.jobs.claim import insist_on
from detente.foundation.jobs.contracts import MOST_ATTEMPTS
from detente.foundation.jobs.outcome import Outcome, disk_full, failed, is_passing
from detente.foundation.jobs.progress import Interrupted, Progress, Standing, TakenAway
from detente.foundation.jobs.pulse import Beside, Pulse
from detente.foundation.jobs.registry import job_named
from detente.foundation.models.job import Job, JobState

NOTHING_YET = Standing(0, None, "")

log = logging.getLogger(__name__)


class NoLongerThere(NotPermitted):
    """Whoever asked for the job has left the organisation since."""


class TryAgain(Exception):
    """The database was busy or away: the job goes back to the queue, and the attempt counts."""


def run_now(
    operation: str,
    *,
    actor: Actor,
    at: datetime,
    inputs: Mapping[str, object],
    on_progress: Callable[[Standing], None] | None = None,
) -> Any:  # whatever dataclass the use case answers with
    """Run a long use case here and now, without a job or a worker: the same function, the same checks.

    Everything is written as of `at`. `on_progress` hears at most four times a second, and of the end.
    Errors are raised; a full disk as DiskFull.
    """
    asked = job_named(operation)
    actor.require(asked.permission)
    taken = asked.read(inputs)
    progress = Progress(actor=actor, verb=operation, inputs=taken, now=lambda: at, on_change=on_progress)
    try:
        return asked.run(actor=actor, at=at, progress=progress, **taken)
    except Exception as error:
        full = disk_full(error)
        if full is not None:
            raise full from error
        raise


def run_claimed(
    row: Job,
    *,
    now: Callable[[], datetime],
    beside: Callable[[Job, Progress, Callable[[], datetime]], Beside] = Pulse,
    known: Callable[[Progress], None] = lambda _: None,
) -> Outcome:
    """Run a claimed job as whoever asked for it, and return how it ended; nothing is written here.

    Parameters
    ----------
    row : Job
        As `claim` returned it.
    now : callable
        The clock that heartbeats are written by; what the job writes is known from then on.
    beside : callable
        What accompanies it: the pulse.
    known : callable
        Told the job's progress before it starts, so that a signal can stop it.

    Raises
    ------
    TakenAway
        Another worker has it: leave it alone.
    Interrupted
        This worker is to end: give it back, uncounted.
    TryAgain
        The database failed in passing: give it back.
    """
    progress = None
    try:
        asked = job_named(row.operation)
        actor = _whoever_asked(row)
        actor.require(asked.permission)
        inputs = asked.read(row.inputs)
        progress = Progress(
            actor=actor,
            verb=row.operation,
            inputs=inputs,
            now=now,
            fence=lambda kept: insist_on(row, answer=None if kept is None else asked.written_answer(kept)),
        )
        known(progress)
        with beside(row, progress, now):
            answer = asked.run(actor=actor, at=now(), progress=progress, **inputs)
        return Outcome(JobState.SUCCEEDED, progress.standing, answer=asked.written_answer(answer))
    except TakenAway:
        raise
    except Exception as error:  # a job must not end its worker
        if progress is not None and progress.kept is not None:
            log.info("job %s had succeeded before it was ended", row.pk, exc_info=error)
            return Outcome(JobState.SUCCEEDED, progress.standing, answer=asked.written_answer(progress.kept))
        if isinstance(error, Interrupted):
            raise
        if is_passing(error) and row.attempt < MOST_ATTEMPTS:
            raise TryAgain(str(error)) from error
        return failed(error, NOTHING_YET if progress is None else progress.standing)


def _whoever_asked(row: Job) -> Actor:
    actor = actor_of_membership(row.membership_id)
    if actor is None:
        raise NoLongerThere(
            "Whoever asked for this is no longer a member of the organisation, so it was not done. "
            "Somebody who still is may ask for it."
        )
    return actor if row.only is None else replace(actor, only=frozenset(row.only))
