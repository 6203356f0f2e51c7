"""Long use cases for tests, and people to ask for them."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from detente.foundation.access import Actor, actor_of
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.roles import EVERYONE, Permission, Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
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


@job("tests.write", title="Write two rows, slowly", permission=MAY_COUNT)
def write(*, actor: Actor, at: datetime, progress: Progress, folder: str) -> Counted:
    with progress.writing() as moment:
        Organisation.objects.create(name="the first half", created_at=moment)
        wait_in(folder)
        Organisation.objects.create(name="the second half", created_at=moment)
    return Counted(2, moment.date())


@job("tests.plod", title="Step until somebody says stop", permission=MAY_COUNT)
def plod(*, actor: Actor, at: datetime, progress: Progress, folder: str) -> Counted:
    with (Path(folder) / "runs").open("a") as runs:
        runs.write(".")
    while not (Path(folder) / "go").exists():
        progress.step()
        time.sleep(0.005)
    return Counted(progress.standing.done, at.date())


def wait_in(folder: str) -> None:
    """Say that the middle is reached, and go on when told to."""
    (Path(folder) / "in the middle").touch()
    deadline = time.monotonic() + 60
    while not (Path(folder) / "go").exists():
        if time.monotonic() > deadline:
            raise TimeoutError("nobody said go")
        time.sleep(0.005)


def a_member(of: str, *, role: Role = Role.ANALYST, name: str = "Ada") -> Actor:
    organisation, _ = Organisation.objects.get_or_create(name=of, defaults={"created_at": NOON})
    person = Person.objects.create(email=f"{name}@{of}.example".lower().replace(" ", "-"), name=name)
    return actor_of(
        Membership.objects.create(person=person, organisation=organisation, role=role, since=NOON)
    )
