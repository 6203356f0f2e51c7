"""Ask for a long use case: a worker will run it, soon."""

from collections.abc import Mapping
from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobId
from detente.foundation.jobs.registry import job_named
from detente.foundation.models import Job


def enqueue(
    operation: str, *, actor: Actor, at: datetime, inputs: Mapping[str, object], title: str = ""
) -> JobId:
    """Put a job in the queue, as part of the caller's transaction: no worker sees it before that commits.

    Parameters
    ----------
    operation : room.verb_noun
        The name it was declared with.
    actor : Actor
        Who asks; the job runs as them, and is seen by their organisation alone.
    at : datetime
        Now. Jobs are taken in this order.
    inputs : mapping
        What the function takes beside actor, at and progress; checked here against its types.
    title : str
        What people read while it runs ("Import of 3 files"); without it, the declared one.

    Returns
    -------
    JobId
        The number to ask `jobs.show_job` with.

    Raises
    ------
    UnknownJob
        Nothing was declared under that name.
    NotPermitted
        The actor lacks the permission that it was declared with.
    Misread
        An input is missing, unknown or of the wrong kind.
    """
    asked = job_named(operation)
    actor.require(asked.permission)
    row = Job.objects.create(
        organisation_id=actor.organisation,
        membership_id=actor.membership,
        only=None if actor.only is None else sorted(actor.only),
        operation=operation,
        title=(title or asked.title)[:200],
        inputs=asked.written(inputs),
        asked_at=at,
    )
    return JobId(row.pk)
