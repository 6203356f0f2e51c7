import errno
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, transaction

from detente.foundation.access import Actor
from detente.foundation.errors import Conflict, NotPermitted
from detente.foundation.form import Misread
from detente.foundation.jobs import work
from detente.foundation.jobs.contracts import UnknownJob
from detente.foundation.jobs.outcome import DiskFull, disk_full
from detente.foundation.jobs.progress import Progress
from detente.foundation.jobs.registry import JOBS, answer_of, job
from detente.foundation.jobs.run import run_now
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.models import Job, Membership, Organisation
from detente.foundation.models.job import JobState
from detente.foundation.registry import UnfitOperation
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.job_examples import DEEDS, MAY_COUNT, Counted, ask, jobs_kept, seen
from detente.foundation.tests.people import NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_worker() -> WorkLoop:
    return WorkLoop(now=lambda: NOON, beside=lambda *_: nullcontext())


def ask_for(deed, actor: Actor) -> int:
    DEEDS["it"] = deed
    return ask("tests.deed", actor, name="it")


class TestEnqueue:
    def test_is_undone_with_the_transaction_that_asked(self, the_analyst, a_worker):
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            ask("tests.count", the_analyst, rows=3)
            raise ZeroDivisionError

        assert jobs_kept() == 0
        assert not a_worker.run_next()

    def test_refuses_an_input_of_the_wrong_kind(self, the_analyst):
        with pytest.raises(Misread, match="rows"):
            ask("tests.count", the_analyst, rows="many")

    def test_refuses_an_input_that_nobody_takes(self, the_analyst):
        with pytest.raises(Misread, match="colour"):
            ask("tests.count", the_analyst, rows=1, colour="red")

    def test_refuses_whoever_may_not(self, the_auditor):
        with pytest.raises(NotPermitted, match="may not count"):
            ask("tests.count", the_auditor, rows=1)

    def test_refuses_what_nobody_declared(self, the_analyst):
        with pytest.raises(UnknownJob, match="no long use case"):
            ask("tests.fly", the_analyst)


class TestJob:
    @pytest.mark.parametrize(
        ("otherwise", "run"),
        [
            ("keywords only", lambda _: None),
            ("a type", lambda *, _: None),
        ],
    )
    def test_refuses_a_function_that_no_worker_could_run(self, otherwise, run):
        with pytest.raises(UnfitOperation, match=otherwise):
            job("tests.unfit", title="Unfit", permission=MAY_COUNT)(run)

    def test_refuses_an_answer_that_is_no_dataclass(self):
        def run(*, actor: Actor, at: datetime, progress: Progress) -> int: ...

        with pytest.raises(UnfitOperation, match="dataclass"):
            job("tests.unfit", title="Unfit", permission=MAY_COUNT)(run)

    def test_refuses_a_function_without_progress(self):
        def run(*, actor: Actor, at: datetime) -> Counted: ...

        with pytest.raises(UnfitOperation, match="progress: Progress"):
            job("tests.unfit", title="Unfit", permission=MAY_COUNT)(run)

    def test_refuses_a_name_that_is_taken(self):
        with pytest.raises(UnfitOperation, match="taken"):
            job("tests.count", title="Count", permission=MAY_COUNT)(JOBS["tests.count"].run)


class TestAWorker:
    def test_leaves_the_answer_with_the_job(self, the_analyst, a_worker):
        number = ask("tests.count", the_analyst, rows=3, on=date(2026, 2, 1))

        assert a_worker.run_next()
        status = seen(the_analyst, number)

        assert (status.state, status.done, status.total, status.unit) == (JobState.SUCCEEDED, 3, 3, "rows")
        assert status.answer == {"rows": 3, "on": "2026-02-01", "remarks": []}
        assert answer_of(status) == Counted(3, date(2026, 2, 1))
        assert status.is_over
        assert status.share == 1.0
        assert (status.asked_by, status.title) == ("Tom Ahlberg", "Count")
        assert (status.attempt, status.failure) == (1, "")

    def test_takes_first_what_was_asked_for_first(self, the_analyst, a_worker):
        later = ask("tests.count", the_analyst, at=NOON + timedelta(seconds=1), rows=1)
        earlier = ask("tests.count", the_analyst, at=NOON, rows=1)

        a_worker.run_next()

        assert seen(the_analyst, earlier).state == JobState.SUCCEEDED
        assert seen(the_analyst, later).state == JobState.QUEUED

    def test_finds_nothing_in_an_empty_queue(self, a_worker):
        assert not a_worker.run_next()

    def test_works_until_nothing_waits(self, the_analyst, a_worker):
        numbers = [ask("tests.count", the_analyst, rows=1) for _ in range(3)]

        assert a_worker.run(once=True) == 3
        assert {seen(the_analyst, one).state for one in numbers} == {JobState.SUCCEEDED}

    def test_acts_as_whoever_asked(self, the_analyst, a_worker):
        seen_by_the_deed = []
        ask_for(
            lambda actor, at, _: seen_by_the_deed.append((actor, at)) or Counted(0, NOON.date()), the_analyst
        )

        a_worker.run_next()

        assert seen_by_the_deed == [(the_analyst, NOON)]

    def test_may_do_no_more_than_the_token_that_asked(self, the_analyst, a_worker):
        narrowed = replace(the_analyst, only=frozenset({"count"}))
        actors = []
        ask_for(lambda actor, *_: actors.append(actor) or Counted(0, NOON.date()), narrowed)

        a_worker.run_next()

        assert actors == [narrowed]

    def test_does_nothing_for_whoever_has_left(self, the_analyst, the_ciso, a_worker):
        number = ask_for(lambda *_: pytest.fail("it ran"), the_analyst)
        Membership.objects.filter(pk=the_analyst.membership).update(ended_at=NOON)

        a_worker.run_next()

        assert seen(the_ciso, number).state == JobState.FAILED
        assert "no longer a member" in seen(the_ciso, number).failure

    def test_does_nothing_for_whoever_may_no_longer(self, the_analyst, a_worker):
        number = ask_for(lambda *_: pytest.fail("it ran"), the_analyst)
        Membership.objects.filter(pk=the_analyst.membership).update(role=Role.AUDITOR)

        a_worker.run_next()

        assert "may not count" in seen(the_analyst, number).failure

    def test_survives_a_job_that_a_newer_version_no_longer_knows(self, the_analyst, a_worker):
        number = ask("tests.count", the_analyst, rows=1)
        with acting_for_the_installation(because="a test renames it"):
            Job.objects.filter(pk=number).update(operation="tests.gone")

        a_worker.run_next()

        assert "'tests.gone'" in seen(the_analyst, number).failure


def raising(error: Exception):
    def deed(*_):
        raise error

    return deed


class TestAFailure:
    def test_is_told_in_its_own_words_when_it_was_anticipated(self, the_analyst, a_worker):
        number = ask_for(raising(Conflict("Line 7: no vendor. Name one.")), the_analyst)

        a_worker.run_next()

        assert seen(the_analyst, number).failure == "Line 7: no vendor. Name one."

    def test_is_told_by_a_number_alone_when_it_is_ours(self, the_analyst, a_worker, caplog):
        number = ask_for(raising(KeyError("secret of another organisation")), the_analyst)

        a_worker.run_next()
        failure = seen(the_analyst, number).failure

        assert "secret" not in failure
        reference = failure.partition("Quote ")[2].split()[0]
        assert f"fault {reference}" in caplog.text
        assert "secret of another organisation" in caplog.text

    def test_holds_no_character_that_a_database_refuses(self, the_analyst, a_worker):
        number = ask_for(raising(Conflict("line \x00")), the_analyst)

        a_worker.run_next()

        assert seen(the_analyst, number).failure == "line \ufffd"

    def test_undoes_only_what_it_was_in_the_middle_of(self, the_analyst, a_worker):
        def half(actor, at, progress):
            with progress.writing():
                Organisation.objects.create(name="written", created_at=at)
            with progress.writing():
                Organisation.objects.create(name="half written", created_at=at)
                raise OSError(errno.ENOSPC, "No space left on device")

        number = ask_for(half, the_analyst)

        a_worker.run_next()

        assert seen(the_analyst, number).state == JobState.FAILED
        assert Organisation.objects.filter(name="written").exists()
        assert not Organisation.objects.filter(name="half written").exists()

    @pytest.mark.parametrize(
        "error",
        [
            OSError(errno.ENOSPC, "No space left on device", "/var/lib/somewhere/private"),
            OSError(errno.EDQUOT, "Disk quota exceeded"),
            OSError(errno.EFBIG, "File too large"),
            OperationalError("database or disk is full"),
        ],
    )
    def test_of_a_full_disk_says_what_to_do_and_no_figure_that_contradicts_it(
        self, the_analyst, a_worker, error
    ):
        number = ask_for(raising(error), the_analyst)

        a_worker.run_next()
        failure = seen(the_analyst, number).failure

        assert "disk is full" in failure
        assert "free" not in failure
        assert "make room" in failure
        assert "private" not in failure

    def test_of_a_full_disk_is_seen_behind_other_errors(self, the_analyst):
        error = RuntimeError("could not")
        error.__cause__ = OperationalError("database or disk is full")
        DEEDS["it"] = raising(error)

        with pytest.raises(DiskFull, match="make room"):
            run_now("tests.deed", actor=the_analyst, at=NOON, inputs={"name": "it"})

    @pytest.mark.parametrize("words", ["disk I/O error", "unable to open database file"])
    def test_of_a_database_that_cannot_be_opened_is_a_full_disk_only_if_it_has_no_room(
        self, words, monkeypatch
    ):
        def with_free(free):
            monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(total=10**9, free=free))
            return disk_full(OperationalError(words))

        assert isinstance(with_free(0), DiskFull)
        assert with_free(5_000_000) is None

    def test_of_a_database_that_cannot_be_opened_is_no_full_disk_if_its_folder_is_gone(self, settings):
        settings.HOME = "/nowhere/at/all"

        assert disk_full(OperationalError("unable to open database file")) is None

    def test_of_a_busy_database_is_tried_again_and_at_last_told(self, the_analyst, a_worker, caplog):
        tried = []

        def deed(*_):
            tried.append(1)
            raise OperationalError("database is locked")

        number = ask_for(deed, the_analyst)

        assert a_worker.run(once=True) == 3
        assert len(tried) == 3
        assert seen(the_analyst, number).state == JobState.FAILED
        assert seen(the_analyst, number).attempt == 3

    def test_leaves_the_worker_to_the_next_job(self, the_analyst, a_worker):
        ask_for(raising(RuntimeError("our fault")), the_analyst)
        good = ask("tests.count", the_analyst, at=NOON + timedelta(seconds=1), rows=1)

        a_worker.run(once=True)

        assert seen(the_analyst, good).state == JobState.SUCCEEDED


@pytest.fixture
def a_database_that_comes_back(monkeypatch):
    """Have the worker meet a database that fails once, at the function that the test names."""
    monkeypatch.setattr(work, "SECONDS_BETWEEN_LOOKS", 0.0)
    monkeypatch.setattr(work, "connection", SimpleNamespace(close=lambda: None, in_atomic_block=True))

    def fail_once(name: str) -> None:
        real, failures = getattr(work, name), [OperationalError("database or disk is full")]

        def once(*given, **named):
            if failures:
                raise failures.pop()
            return real(*given, **named)

        monkeypatch.setattr(work, name, once)

    return fail_once


class TestADatabaseThatIsAway:
    def test_is_waited_for(self, the_analyst, a_worker, a_database_that_comes_back):
        number = ask("tests.count", the_analyst, rows=1)
        a_database_that_comes_back("claim")

        a_worker.run(once=True)

        assert seen(the_analyst, number).state == JobState.SUCCEEDED

    def test_loses_no_answer(self, the_analyst, a_worker, a_database_that_comes_back):
        number = ask("tests.count", the_analyst, rows=4)
        a_database_that_comes_back("end")

        a_worker.run(once=True)

        status = seen(the_analyst, number)
        assert (status.state, status.attempt, answer_of(status).rows) == (JobState.SUCCEEDED, 1, 4)


class TestStopping:
    def test_gives_the_job_in_hand_back_as_if_never_tried(self, the_analyst, a_worker):
        def deed(actor, at, progress):
            progress.step(5)
            a_worker.stop()
            progress.step()
            pytest.fail("it went on")

        number = ask_for(deed, the_analyst)

        assert a_worker.run() == 1
        status = seen(the_analyst, number)
        assert (status.state, status.attempt, status.done) == (JobState.QUEUED, 0, 0)
        assert status.started_at is None

    def test_takes_no_further_job(self, the_analyst, a_worker):
        number = ask("tests.count", the_analyst, rows=1)
        a_worker.stop()

        assert a_worker.run() == 0
        assert seen(the_analyst, number).state == JobState.QUEUED
