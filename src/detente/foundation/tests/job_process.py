"""A worker, and whoever asks it, as a process of its own: python -m ...job_process ACTION..."""

import json
import logging
import os
import signal
import sys
import threading
from datetime import datetime
from pathlib import Path

import django
from django.apps import apps

if not apps.ready:  # not when pytest looks for examples in here
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.site.settings")
    django.setup()

from detente.foundation import clock
from detente.foundation.access import Actor, actor_named
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import job
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Organisation, Person
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests import people
from detente.foundation.tests.job_examples import MAY_COUNT, Counted

A_MOMENT = threading.Event()


@job("tests.write", title="Write two rows, slowly", permission=MAY_COUNT)
def write(*, actor: Actor, at: datetime, progress: Progress, folder: str) -> Counted:
    with progress.writing() as moment:
        Organisation.objects.create(name="the first half", created_at=moment)
        progress.step()
        wait_in(folder)
        Organisation.objects.create(name="the second half", created_at=moment)
    return Counted(2, moment.date())


@job("tests.note", title="Write its name into a file", permission=MAY_COUNT)
def note(*, actor: Actor, at: datetime, progress: Progress, folder: str, name: str) -> Counted:
    wait_in(folder)
    with (Path(folder) / "names").open("a") as names:
        names.write(f"{name}\n")
    return Counted(1, at.date())


@job("tests.fill", title="Fill the disk", permission=MAY_COUNT)
def fill(*, actor: Actor, at: datetime, progress: Progress) -> Counted:
    with progress.writing() as moment:
        for _ in range(1_000):
            Organisation.objects.bulk_create(
                Organisation(name="x" * 200, created_at=moment) for _ in range(1_000)
            )
    raise AssertionError("the disk was never full")


@job("tests.plod", title="Step until somebody says stop", permission=MAY_COUNT)
def plod(*, actor: Actor, at: datetime, progress: Progress, folder: str) -> Counted:
    (Path(folder) / "in the middle").touch()
    while not (Path(folder) / "go").exists():
        progress.step()
        A_MOMENT.wait(0.005)
    return Counted(progress.standing.done, at.date())


def wait_in(folder: str) -> None:
    """Say that the middle is reached, and go on when told to."""
    (Path(folder) / "in the middle").touch()
    while not (Path(folder) / "go").exists():
        A_MOMENT.wait(0.005)


def main(actions: list[str]) -> None:
    if not Person.objects.exists():
        people.everybody()
    actor = actor_named(people.PEOPLE["the_analyst"].email)
    for action in actions:
        verb, _, rest = action.partition(" ")
        if verb == "ask":
            operation, _, inputs = rest.partition(" ")
            with acting_for(actor.organisation, writes=True):
                enqueue(operation, actor=actor, at=clock.now(), inputs=json.loads(inputs or "{}"))
        elif verb == "cancel":
            cancel_job(actor=actor, at=clock.now(), job=int(rest))
        elif verb == "work":
            working = WorkLoop(now=clock.now)
            signal.signal(signal.SIGTERM, lambda *_, working=working: working.stop())
            working.run(once=rest == "once")


if __name__ == "__main__":
    logging.getLogger("detente").setLevel(logging.DEBUG)
    main(sys.argv[1:])
