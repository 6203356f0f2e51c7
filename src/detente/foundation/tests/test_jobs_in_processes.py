"""Workers that are real processes on a database of their own, killed and stopped for real."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.foundation.tests.job_installation import PATIENCE, Installation, State

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


@pytest.fixture(scope="module")
def a_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[State]:
    state = State.migrated(tmp_path_factory.mktemp("template"))
    yield state
    state.drop()


@pytest.fixture
def installation(a_state: State, tmp_path: Path) -> Iterator[Installation]:
    made = Installation(a_state.copied(tmp_path / "home"), tmp_path)
    yield made
    made.end()
    made.state.drop()


class TestAKilledWorker:
    def test_leaves_nothing_half_done_and_its_job_to_the_next(self, installation):
        killed = installation.start(installation.asks("tests.write"), "work")
        installation.until(installation.in_the_middle)
        killed.kill()
        killed.wait()

        assert installation.organisations() == set()
        assert installation.jobs("state", "attempt") == [("running", 1)]

        installation.go()
        installation.do("work once")

        assert installation.organisations() == {"the first half", "the second half"}
        assert installation.jobs("state", "attempt", "failure") == [("succeeded", 2, "")]

    def test_is_not_mistaken_for_one_that_is_only_busy_writing(self, installation):
        installation.start(installation.asks("tests.write"), "work once")
        installation.until(installation.in_the_middle)
        if installation.state.url:  # there the pulse is heard while the job writes
            installation.until(lambda: installation.jobs("done") == [(1,)])
        else:  # the one writer locks its own pulse out
            installation.until(lambda: "was missed" in installation.said(0))
        installation.start("work once")
        installation.until(lambda: "the worker begins" in installation.said(1))
        installation.go()

        assert [process.wait(PATIENCE) for process in installation.processes] == [0, 0]
        assert installation.jobs("state", "attempt") == [("succeeded", 1)]
        assert installation.organisations() == {"the first half", "the second half"}


class TestAStoppedWorker:
    def test_gives_its_job_back_and_ends(self, installation):
        stopped = installation.start(installation.asks("tests.plod"), "work")
        installation.until(installation.in_the_middle)
        stopped.terminate()

        assert stopped.wait(PATIENCE) == 0
        assert installation.jobs("state", "attempt", "worker") == [("queued", 0, "")]
        assert installation.look("SELECT count(*) FROM foundation_worker") == [(0,)]


class TestACancelledJob:
    def test_stops_in_the_middle_after_progress_that_never_fell(self, installation):
        installation.start(installation.asks("tests.plod"), "work")
        seen = [0]

        def some_progress() -> bool:
            seen.extend(done for (done,) in installation.jobs("done"))
            return len(set(seen)) > 3

        installation.until(some_progress)
        installation.do(f"cancel {installation.jobs('id')[0][0]}")
        installation.until(lambda: installation.jobs("state") == [("cancelled",)])

        assert seen == sorted(seen)
        assert installation.jobs("done")[0][0] >= seen[-1]


class TestSeveralWorkers:
    def test_never_run_the_same_job(self, installation):
        names = [f"job {number:02}" for number in range(12)]
        installation.do(*(installation.asks("tests.note", name=name) for name in names))

        for _ in range(3):
            installation.start("work once")
        installation.until(lambda: installation.jobs("state").count(("running",)) == 3)
        installation.go()

        assert [process.wait(PATIENCE) for process in installation.processes] == [0, 0, 0, 0]
        assert sorted((installation.folder / "names").read_text().splitlines()) == names
        assert set(installation.jobs("state", "attempt")) == {("succeeded", 1)}
        assert len(set(installation.jobs("worker"))) == 3


class TestAFullDisk:
    def test_fails_the_job_and_loses_nothing(self, a_state, tmp_path):
        home = tmp_path / "tiny"
        home.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(home)]
        if a_state.url or subprocess.run(mount, check=False, capture_output=True).returncode:
            pytest.skip("needs SQLite, and the administrator, who alone can make a tiny disk")
        try:
            installation = Installation(a_state.copied(home), tmp_path)
            installation.do("ask tests.fill", 'ask tests.count {"rows": 3}', "work once")

            assert installation.jobs("operation", "state") == [
                ("tests.fill", "failed"),
                ("tests.count", "succeeded"),
            ]
            assert "disk is full" in installation.jobs("failure")[0][0]
            assert installation.organisations() == set()
            assert installation.look("PRAGMA integrity_check") == [("ok",)]
        finally:
            subprocess.run(["umount", str(home)], check=True)
