"""Uploads that no living job needs: removed in time, and never one that a job may still read."""

import os
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest

from detente.foundation.forgotten_uploads import FORGOTTEN_AFTER, sweep_uploads
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.processes import this_process
from detente.foundation.jobs.reap import Reaped, reap
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job
from detente.foundation.models.job import JobState
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON
from detente.foundation.uploads import Upload, keep_upload
from detente.site.commands.worker import CHORES


@dataclass
class Sent:
    """A file that was sent, and the job that is to read it."""

    path: Path
    job: int


@pytest.fixture
def sent(the_analyst, settings, tmp_path):
    """Return a file that was sent longer ago than uploads are kept for nobody."""
    settings.HOME = tmp_path
    path = keep_upload(BytesIO(b"time,service,state\n"))
    aged(path, FORGOTTEN_AFTER + timedelta(seconds=1))
    with acting_for(the_analyst.organisation, writes=True):
        inputs = {"uploads": [Upload(path, "events.csv")]}
        return Sent(path, enqueue("imports.import_files", actor=the_analyst, at=NOON, inputs=inputs))


def aged(path, age):
    moment = (NOON - age).timestamp()
    os.utime(path, (moment, moment))


def left_by_a_dead_worker(actor, job, *, attempt):
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    dead = replace(this_process(), pid=ended.pid, start="1")
    with acting_for(actor.organisation, writes=True):
        Job.objects.filter(pk=job).update(
            state=JobState.RUNNING,
            worker=str(dead),
            attempt=attempt,
            started_at=NOON,
            heartbeat_at=NOON,
        )


class TestAForgottenUpload:
    def test_is_of_a_job_that_failed_for_good_as_its_worker_was_killed(self, the_analyst, sent):
        left_by_a_dead_worker(the_analyst, sent.job, attempt=3)
        assert sweep_uploads(NOON) == 0  # nobody has found out yet
        assert reap(at=NOON) == Reaped(given_up=1)
        assert sent.path.is_file()

        assert sweep_uploads(NOON) == 1
        assert not sent.path.exists()
        assert sweep_uploads(NOON) == 0

    def test_is_of_a_job_that_was_cancelled_while_it_waited(self, the_analyst, sent):
        cancel_job(actor=the_analyst, at=NOON, job=sent.job)

        assert sweep_uploads(NOON) == 1
        assert not sent.path.exists()

    def test_is_of_no_job_at_all(self, sent):
        stray = keep_upload(BytesIO(b"abc"))
        aged(stray, FORGOTTEN_AFTER + timedelta(seconds=1))

        assert sweep_uploads(NOON) == 1
        assert (stray.exists(), sent.path.is_file()) == (False, True)

    def test_is_removed_by_a_worker_as_it_begins(self, the_analyst, sent):
        left_by_a_dead_worker(the_analyst, sent.job, attempt=3)

        WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext(), chores=CHORES).run(once=True)

        assert not sent.path.exists()


class TestAnUploadThatIsStillNeeded:
    def test_stays_while_its_job_waits_runs_or_is_queued_again(self, the_analyst, sent):
        assert sweep_uploads(NOON) == 0

        left_by_a_dead_worker(the_analyst, sent.job, attempt=1)
        assert sweep_uploads(NOON) == 0

        assert reap(at=NOON) == Reaped(queued_again=1)
        assert sweep_uploads(NOON) == 0
        assert sent.path.is_file()

    def test_stays_for_a_day_whatever_became_of_its_job(self, the_analyst, sent):
        aged(sent.path, FORGOTTEN_AFTER)
        cancel_job(actor=the_analyst, at=NOON, job=sent.job)

        assert sweep_uploads(NOON) == 0
        assert sent.path.is_file()
