from contextlib import nullcontext
from dataclasses import replace

import pytest

from detente.foundation.access import Actor
from detente.foundation.errors import Conflict
from detente.foundation.jobs import pulse as module
from detente.foundation.jobs.enqueue import enqueue
from detente.foundation.jobs.pulse import Pulse
from detente.foundation.jobs.registry import answer_of
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job, Organisation
from detente.foundation.models.job import JobState, Worker
from detente.foundation.selectors.jobs import show_job
from detente.foundation.services.cancel_job import cancel_job
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.job_examples import DEEDS, Counted
from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db
DONE = Counted(0, NOON.date())


class Work:
    """A worker whose pulse beats when the test says so."""

    def __init__(self, actor: Actor) -> None:
        self.actor, self.pulse, self.number = actor, None, 0
        self.loop = WorkLoop(now=lambda: NOON, beside=self._beside)

    def _beside(self, *given):
        self.pulse = Pulse(*given)
        return nullcontext()

    def run(self, deed) -> Job:
        DEEDS["it"] = deed
        with acting_for(self.actor.organisation, writes=True):
            self.number = enqueue("tests.deed", actor=self.actor, at=NOON, inputs={"name": "it"})
        self.loop.run_next()
        return self.row

    @property
    def row(self):
        with acting_for(self.actor.organisation, writes=False):
            return Job.objects.get(pk=self.number)

    def change(self, **fields: object) -> None:
        with acting_for(self.actor.organisation, writes=True):
            Job.objects.filter(pk=self.number).update(**fields)

    @property
    def status(self):
        return show_job(actor=self.actor, job=self.number)


@pytest.fixture
def work(the_analyst) -> Work:
    return Work(the_analyst)


class TestABeat:
    def test_tells_how_far_the_job_is(self, work):
        seen = []

        def deed(actor, at, progress):
            progress.expect(10, "rows")
            for _ in range(10):
                progress.step()
                work.pulse.beat()
                seen.append((work.status.done, work.status.total, work.status.unit))
            return DONE

        work.run(deed)

        assert seen == [(one, 10, "rows") for one in range(1, 11)]

    def test_never_lets_what_is_told_fall_after_the_end(self, work):
        def deed(actor, at, progress):
            progress.step(7)
            return DONE

        work.run(deed)
        work.change(done=9)
        work.pulse.beat()

        assert work.row.done == 9

    def test_writes_nothing_when_there_is_nothing_to_tell(self, work):
        def deed(actor, at, progress):
            work.change(heartbeat_at=None)
            work.pulse.beat()
            return DONE

        assert work.run(deed).heartbeat_at is None

    def test_says_in_time_that_job_and_worker_live(self, work, monkeypatch):
        monkeypatch.setattr(module, "SECONDS_BETWEEN_HEARTBEATS", 0)

        def deed(actor, at, progress):
            work.change(heartbeat_at=None)
            Worker.objects.create(name=work.loop.name, started_at=NOON, seen_at=NOON.replace(year=2000))
            work.pulse.beat()
            return DONE

        assert work.run(deed).heartbeat_at == NOON
        assert Worker.objects.get().seen_at == NOON

    def test_stops_a_job_that_somebody_cancelled(self, work):
        def deed(actor, at, progress):
            progress.step()
            cancel_job(actor=work.actor, at=NOON, job=work.number)
            work.pulse.beat()
            progress.step()
            pytest.fail("it went on")

        row = work.run(deed)

        assert (row.state, row.done, row.failure) == (JobState.CANCELLED, 2, "")

    def test_stops_a_job_that_was_given_to_another_worker(self, work):
        def deed(actor, at, progress):
            work.change(attempt=2, worker="elsewhere:1:1:1", done=40)
            work.pulse.beat()
            progress.step()
            pytest.fail("it went on")

        row = work.run(deed)

        assert (row.state, row.attempt, row.worker, row.done) == (JobState.RUNNING, 2, "elsewhere:1:1:1", 40)


class TestWriting:
    def test_keeps_nothing_of_a_job_that_was_cancelled_meanwhile(self, work):
        def deed(actor, at, progress):
            with progress.writing() as moment:
                Organisation.objects.create(name="new", created_at=moment)
                work.change(cancel_asked=True)
            pytest.fail("it was kept")

        work.run(deed)

        assert not Organisation.objects.filter(name="new").exists()

    def test_keeps_nothing_of_a_job_that_is_anothers_by_now(self, work):
        def deed(actor, at, progress):
            work.change(attempt=2, worker="elsewhere:1:1:1")
            with progress.writing() as moment:
                Organisation.objects.create(name="new", created_at=moment)
            pytest.fail("it was kept")

        row = work.run(deed)

        assert not Organisation.objects.filter(name="new").exists()
        assert (row.state, row.attempt) == (JobState.RUNNING, 2)

    def test_does_not_begin_when_the_job_is_to_stop(self, work):
        def deed(actor, at, progress):
            work.change(cancel_asked=True)
            work.pulse.beat()
            with progress.writing():
                pytest.fail("it began")

        assert work.run(deed).state == JobState.CANCELLED

    def test_that_keeps_the_answer_is_the_end_whatever_comes_after(self, work):
        def deed(actor, at, progress):
            with progress.writing():
                progress.keep(replace(DONE, rows=7))
            raise OSError("its files could not be tidied away")

        work.run(deed)

        assert work.status.state == JobState.SUCCEEDED
        assert answer_of(work.status) == replace(DONE, rows=7)

    def test_that_keeps_the_answer_needs_no_second_attempt_when_the_worker_is_stopped(self, work):
        def deed(actor, at, progress):
            with progress.writing():
                progress.keep(DONE)
            work.loop.stop()
            progress.step()

        assert work.run(deed).state == JobState.SUCCEEDED

    def test_that_fails_keeps_no_answer_either(self, work):
        def deed(actor, at, progress):
            with progress.writing():
                progress.keep(DONE)
                raise Conflict("Line 7 says otherwise.")

        row = work.run(deed)

        assert (row.state, row.answer, row.failure) == (JobState.FAILED, None, "Line 7 says otherwise.")

    def test_shows_no_answer_before_the_end(self, work):
        def deed(actor, at, progress):
            with progress.writing():
                progress.keep(DONE)
            assert (work.row.answer is None, work.status.answer) == (False, None)
            return DONE

        assert work.run(deed).state == JobState.SUCCEEDED

    def test_stands_when_the_cancel_came_too_late(self, work):
        def deed(actor, at, progress):
            with progress.writing() as moment:
                Organisation.objects.create(name="new", created_at=moment)
            work.change(cancel_asked=True)
            return DONE

        assert work.run(deed).state == JobState.SUCCEEDED
        assert Organisation.objects.filter(name="new").exists()
