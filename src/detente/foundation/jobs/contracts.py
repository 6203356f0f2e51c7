"""What rooms and pages see of a job."""

from dataclasses import dataclass
from datetime import datetime
from typing import NewType

from pydantic import JsonValue

from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.models.job import OVER, JobState
from detente.foundation.roles import EVERYONE, Permission, Role

JobId = NewType("JobId", int)

SEE_JOBS = Permission("see jobs", EVERYONE)
CANCEL_JOBS = Permission("cancel jobs", EVERYONE - {Role.AUDITOR, Role.DIRECTOR})

MOST_ATTEMPTS = 3


class NoSuchJob(NotFound):
    """The organisation has no job of that number."""


class AlreadyOver(Conflict):
    """The job has ended; there is nothing left to cancel."""


class UnknownJob(Invalid):
    """The installation knows no long use case of that name."""


class Cancelled(Conflict):
    """Somebody asked for the job to stop."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "It was stopped because somebody asked for that. Ask for it again if it is still wanted."
        )


@dataclass(frozen=True, slots=True)
class JobStatus:
    """A job as it stands: how far it is, and in the end its answer or why there is none."""

    id: JobId
    operation: str
    title: str
    state: JobState
    asked_by: str
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    attempt: int
    """1 the first time; more when a process that ran it died, and then `done` starts again at 0."""
    done: int
    total: int | None
    """None while nobody knows how much there is to do."""
    unit: str
    cancel_asked: bool
    answer: JsonValue
    """What the use case answered, once it succeeded; None until then."""
    failure: str
    """Why it failed and what to do, fit for the person who asked; empty unless it failed."""

    @property
    def is_over(self) -> bool:
        """Whether nothing will change any more, so that nobody needs to ask again."""
        return self.state in OVER

    @property
    def share(self) -> float | None:
        """How much of it is done, from 0 to 1; None while the total is not known."""
        return None if self.total is None else min(1.0, self.done / self.total) if self.total else 1.0
