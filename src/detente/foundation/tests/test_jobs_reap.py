import os
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from detente.foundation.access import Actor
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.processes import Process, process_named, this_process
from detente.foundation.jobs.reap import Reaped, reap
from detente.foundation.models import Job
from detente.foundation.models.job import JobState, Worker
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.people import NOON

MINUTE = timedelta(minutes=1)
ELSEWHERE = Process("another host/0123456789ab", 4711, "99", "aa")


@pytest.fixture
def a_dead_process() -> Process:
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        ended.wait()
    return replace(this_process(), pid=ended.pid, start="1")


def left_running(actor: Actor, worker: object, *, beat_at: datetime = NOON, **fields: object) -> int:
    with acting_for(actor.organisation, writes=True):
        number = enqueue("tests.count", actor=actor, at=NOON, inputs={"rows": 9})
        Job.objects.filter(pk=number).update(
            **{"state": JobState.RUNNING, "worker": str(worker), "attempt": 1, "done": 5, "total": 9}
            | {"started_at": beat_at, "heartbeat_at": beat_at}
            | fields
        )
    return number


def row(number: int) -> Job:
    with acting_for_the_installation(because="a test looks"):
        return Job.objects.get(pk=number)


class TestReap:
    def test_queues_again_what_a_dead_process_of_this_host_left_at_once(self, the_analyst, a_dead_process):
        number = left_running(the_analyst, a_dead_process)

        assert reap(at=NOON) == Reaped(queued_again=1)
        again = row(number)
        assert (again.state, again.worker, again.attempt) == (JobState.QUEUED, "", 1)
        assert (again.done, again.total, again.started_at) == (0, None, None)

    def test_never_takes_a_job_from_a_process_that_lives_here_however_silent(self, the_analyst):
        number = left_running(the_analyst, this_process(), beat_at=NOON - timedelta(days=9))

        assert reap(at=NOON) == Reaped()
        assert row(number).state == JobState.RUNNING

    def test_takes_back_what_the_asking_worker_itself_left(self, the_analyst):
        me = this_process()
        number = left_running(the_analyst, me)

        assert reap(at=NOON, idle=str(me)) == Reaped(queued_again=1)
        assert row(number).state == JobState.QUEUED

    @pytest.mark.parametrize(("silent", "found"), [(MINUTE, 0), (MINUTE + timedelta(microseconds=1), 1)])
    def test_judges_another_host_by_its_silence(self, the_analyst, silent, found):
        left_running(the_analyst, ELSEWHERE, beat_at=NOON - silent)

        assert reap(at=NOON, silent_after=MINUTE).queued_again == found

    def test_gives_up_after_the_third_attempt(self, the_analyst, a_dead_process):
        number = left_running(the_analyst, a_dead_process, attempt=3)

        assert reap(at=NOON) == Reaped(given_up=1)
        assert (row(number).state, row(number).ended_at) == (JobState.FAILED, NOON)
        assert "tried 3 times" in row(number).failure

    @pytest.mark.parametrize("fields", [{}, {"cancel_asked": True}, {"attempt": 3}])
    def test_ends_well_what_had_kept_its_answer(self, the_analyst, a_dead_process, fields):
        number = left_running(the_analyst, a_dead_process, answer={"rows": 9}, **fields)

        assert reap(at=NOON) == Reaped(succeeded=1)
        assert (row(number).state, row(number).ended_at) == (JobState.SUCCEEDED, NOON)

    def test_cancels_what_was_to_stop_anyway(self, the_analyst, a_dead_process):
        number = left_running(the_analyst, a_dead_process, cancel_asked=True)

        assert reap(at=NOON) == Reaped(cancelled=1)
        assert row(number).state == JobState.CANCELLED

    def test_leaves_alone_what_does_not_run(self, the_analyst):
        with acting_for(the_analyst.organisation, writes=True):
            number = enqueue(
                "tests.count", actor=the_analyst, at=NOON - timedelta(days=9), inputs={"rows": 1}
            )

        assert reap(at=NOON) == Reaped()
        assert row(number).state == JobState.QUEUED

    def test_forgets_workers_that_died_and_no_others(self, db, a_dead_process):
        for process in (a_dead_process, this_process(), ELSEWHERE):
            Worker.objects.create(name=str(process), started_at=NOON, seen_at=NOON)
        long_silent = replace(ELSEWHERE, mark="bb")
        Worker.objects.create(name=str(long_silent), started_at=NOON, seen_at=NOON - timedelta(days=2))

        reap(at=NOON)

        left = {process_named(one.name).pid for one in Worker.objects.all()}
        assert left == {os.getpid(), ELSEWHERE.pid}
        assert not Worker.objects.filter(name=str(long_silent)).exists()


class TestAClockSetBack:
    def test_takes_no_job_from_a_living_worker(self, the_analyst):
        number = left_running(the_analyst, ELSEWHERE, beat_at=NOON)
        earlier = NOON - timedelta(hours=3)

        assert reap(at=earlier, silent_after=MINUTE) == Reaped()
        with acting_for_the_installation(because="its pulse, by the new clock"):
            Job.objects.filter(pk=number).update(heartbeat_at=earlier + MINUTE / 2)
        assert reap(at=earlier + MINUTE, silent_after=MINUTE) == Reaped()

    def test_does_not_keep_a_dead_workers_job_for_as_long_as_it_was_set_back(self, the_analyst):
        left_running(the_analyst, ELSEWHERE, beat_at=NOON)
        earlier = NOON - timedelta(hours=3)

        reap(at=earlier, silent_after=MINUTE)

        assert reap(at=earlier + MINUTE * 1.1, silent_after=MINUTE) == Reaped(queued_again=1)

    def test_by_less_than_the_silence_changes_nothing(self, the_analyst):
        number = left_running(the_analyst, ELSEWHERE, beat_at=NOON)

        reap(at=NOON - MINUTE / 2, silent_after=MINUTE)

        assert row(number).heartbeat_at == NOON


class TestProcess:
    def test_reads_what_it_writes(self):
        assert process_named(str(ELSEWHERE)) == ELSEWHERE
        assert process_named("somebody") is None

    def test_lives_while_it_does(self):
        assert this_process().lives is True

    def test_cannot_be_seen_from_another_host(self):
        assert ELSEWHERE.lives is None

    def test_is_not_taken_for_a_later_one_of_the_same_number(self):
        assert replace(this_process(), start="1").lives is False

    @pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="only Linux shows a process's state")
    def test_is_dead_when_only_its_parent_has_not_noticed(self):
        with subprocess.Popen([sys.executable, "-c", ""]) as unnoticed:
            os.waitid(os.P_PID, unnoticed.pid, os.WEXITED | os.WNOWAIT)
            start = Path(f"/proc/{unnoticed.pid}/stat").read_text().rpartition(")")[2].split()[19]

            assert replace(this_process(), pid=unnoticed.pid, start=start).lives is False
