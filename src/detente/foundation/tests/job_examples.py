"""Long use cases for tests."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from detente.foundation.access import Actor
from detente.foundation.jobs.contracts import JobStatus
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.models import Job
from detente.foundation.roles import EVERYONE, Permission, Role
from detente.foundation.selectors.jobs import show_job
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.people import NOON

MAY_COUNT = Permission("count", EVERYONE - {Role.AUDITOR})


@dataclass(frozen=True, slots=True)
class Counted:
    rows: int
    on: date
    remarks: tuple[str, ...] = ()


Deed = Callable[[Actor, datetime, Progress], Counted]
DEEDS: dict[str, Deed] = {}


@job("tests.count", title="Count", permission=MAY_COUNT)
def count(
    *, actor: Actor, at: datetime, progress: Progress, rows: int, on: date = date(2026, 1, 1)
) -> Counted:
    progress.expect(rows, "rows")
    for _ in range(rows):
        progress.step()
    return Counted(rows, on)


@job("tests.deed", title="Do what the test says", permission=MAY_COUNT)
def deed(*, actor: Actor, at: datetime, progress: Progress, name: str) -> Counted:
    return DEEDS[name](actor, at, progress)


def ask(operation: str, actor: Actor, at: datetime = NOON, **inputs: object) -> int:
    with acting_for(actor.organisation, writes=True):
        return enqueue(operation, actor=actor, at=at, inputs=inputs)


def seen(actor: Actor, number: int) -> JobStatus:
    return show_job(actor=actor, job=number)


def jobs_kept() -> int:
    with acting_for_the_installation(because="a test counts them"):
        return Job.objects.count()
