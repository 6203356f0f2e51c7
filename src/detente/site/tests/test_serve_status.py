import json
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from click.testing import CliRunner
from django.db import OperationalError, connection
from django.test import RequestFactory

from detente.foundation.jobs.processes import Process, this_process
from detente.foundation.models import Job, Membership
from detente.foundation.models.job import JobState, Worker
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.people import NOON
from detente.site import health
from detente.site.commands.status import status
from detente.site.health import examine, healthz

ELSEWHERE = Process("another host/0123456789ab", 4711, "99", "aa")


@pytest.fixture
def a_worker(db) -> Worker:
    return Worker.objects.create(name=str(this_process()), started_at=NOON, seen_at=NOON)


@pytest.fixture
def no_database(monkeypatch):
    def fail(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "migrations_waiting", fail)
    monkeypatch.setattr(connection, "cursor", fail)


def keep(actor, state: JobState, **fields: object) -> None:
    with acting_for(actor.organisation, writes=True):
        Job.objects.create(
            organisation_id=actor.organisation,
            membership=Membership.objects.get(pk=actor.membership),
            **{"operation": "tests.count", "title": "Count", "inputs": {}, "state": state, "asked_at": NOON}
            | fields,
        )


class TestExamine:
    def test_finds_nothing_wrong_with_a_worker_at_work(self, a_worker):
        found = examine(at=NOON)

        assert (found.problems, found.healthy, found.migrations_waiting) == ((), True, 0)

    def test_counts_the_jobs_of_all_organisations(self, a_worker, the_analyst, the_stranger):
        keep(the_analyst, JobState.QUEUED, asked_at=NOON - timedelta(seconds=90))
        keep(the_stranger, JobState.QUEUED)
        keep(the_stranger, JobState.RUNNING, worker="somebody")
        keep(the_analyst, JobState.FAILED, ended_at=NOON)
        keep(the_analyst, JobState.FAILED, ended_at=NOON - timedelta(days=2))

        jobs = examine(at=NOON).jobs

        assert (jobs.queued, jobs.running, jobs.failed_in_a_day) == (2, 1, 1)
        assert jobs.longest_wait_seconds == 90

    def test_misses_a_worker_and_says_how_to_start_one(self, db):
        found = examine(at=NOON)

        assert not found.healthy
        assert "start `detente serve`" in found.problems[0]

    @pytest.mark.parametrize(("silent", "lives"), [(59, True), (61, False), (-61, False)])
    def test_judges_a_worker_of_another_host_by_its_heartbeat(self, db, silent, lives):
        seen_at = NOON - timedelta(seconds=silent)
        Worker.objects.create(name=str(ELSEWHERE), started_at=NOON, seen_at=seen_at)

        assert examine(at=NOON).workers[0].lives is lives

    def test_names_the_command_when_migrations_wait(self, a_worker, monkeypatch):
        monkeypatch.setattr(health, "migrations_waiting", lambda: 2)

        assert examine(at=NOON).problems == ("2 migrations wait: run `detente migrate`.",)

    def test_warns_while_there_is_still_some_room(self, a_worker, monkeypatch):
        monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=10**10, free=10**8))

        found = examine(at=NOON)

        assert found.problems[0].startswith("Only 100 MB are free under ")
        assert (found.disk_free_bytes, found.disk_total_bytes) == (10**8, 10**10)

    def test_says_so_when_the_database_does_not_answer(self, no_database):
        found = examine(at=NOON)

        assert "connection refused" in found.problems[0]
        assert (found.workers, found.jobs, found.migrations_waiting) == (None, None, None)


class TestStatus:
    def test_ends_with_nothing_to_complain_of(self, a_worker):
        said = CliRunner().invoke(status)

        assert said.exit_code == 0
        assert said.output.splitlines()[-1] == "healthy"
        assert "migrations  up to date" in said.output

    def test_fails_when_something_is_wrong(self, db):
        said = CliRunner().invoke(status)

        assert said.exit_code == 1
        assert said.output.splitlines()[-1] == "not healthy"

    def test_is_there_for_machines(self, db):
        said = CliRunner().invoke(status, ["--json"])

        assert said.exit_code == 1
        assert json.loads(said.output)["healthy"] is False


class TestHealthz:
    def test_is_well_while_the_database_answers(self, db):
        answer = healthz(RequestFactory().get("/healthz"))

        assert (answer.status_code, answer.content) == (200, b"ok\n")
        assert "no-store" in answer["Cache-Control"]

    def test_is_not_when_it_does_not(self, no_database):
        answer = healthz(RequestFactory().get("/healthz"))

        assert answer.status_code == 503
        assert b"refused" not in answer.content

    def test_changes_nothing(self):
        assert healthz(RequestFactory().post("/healthz")).status_code == 405
