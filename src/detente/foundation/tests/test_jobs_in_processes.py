"""Workers that are real processes on a real SQLite file, killed and stopped for real."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from detente.foundation.tests import people

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals")


class Installation:
    """A home of its own, processes that work in it, and a look into its database."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.processes: list[subprocess.Popen] = []

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("DETENTE_")}
        own = {"DETENTE_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "detente.site.settings"}
        return kept | own

    def start(self, *actions: str) -> subprocess.Popen:
        with (self.folder / f"said by {len(self.processes)}").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "detente.foundation.tests.job_process", *actions],
                env=self.environment,
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)
        return process

    def do(self, *actions: str) -> None:
        assert self.start(*actions).wait(60) == 0, self.said(len(self.processes) - 1)

    def until(self, condition: Callable[[], object], *, seconds: float = 40) -> None:
        """Wait for what a process does; fail if it fails or does not."""
        deadline = time.monotonic() + seconds
        while not condition():
            for number, process in enumerate(self.processes):
                assert process.poll() in (None, 0, -signal.SIGKILL), self.said(number)
            assert time.monotonic() < deadline, [self.said(one) for one in range(len(self.processes))]
            time.sleep(0.02)

    def said(self, number: int) -> str:
        return (self.folder / f"said by {number}").read_text()

    def asks(self, operation: str, **inputs: object) -> str:
        return f"ask {operation} {json.dumps({'folder': str(self.folder), **inputs})}"

    def go(self) -> None:
        (self.folder / "go").touch()

    def in_the_middle(self) -> bool:
        return (self.folder / "in the middle").exists()

    def look(self, query: str) -> list[tuple]:
        with closing(sqlite3.connect(self.home / "detente.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    def jobs(self, *columns: str) -> list[tuple]:
        return self.look(f"SELECT {', '.join(columns)} FROM foundation_job ORDER BY asked_at")  # noqa: S608

    def organisations(self) -> set[str]:
        """Return those that the jobs made, and not the tests' people."""
        names = {name for (name,) in self.look("SELECT name FROM foundation_organisation")}
        return names - set(people.ORGANISATIONS.values())


@pytest.fixture(scope="module")
def a_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("template")
    made = Installation(home, home)
    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity=0"],
        env=made.environment,
        check=True,
    )
    return home


@pytest.fixture
def installation(a_home: Path, tmp_path: Path) -> Iterator[Installation]:
    made = Installation(Path(shutil.copytree(a_home, tmp_path / "home")), tmp_path)
    yield made
    for process in made.processes:
        process.kill()
        process.wait()


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
        # the job's own transaction locks its pulse out
        installation.until(lambda: "was missed" in installation.said(0))
        installation.start("work once")
        installation.until(lambda: "the worker begins" in installation.said(1))
        installation.go()

        assert [process.wait(60) for process in installation.processes] == [0, 0]
        assert installation.jobs("state", "attempt") == [("succeeded", 1)]
        assert installation.organisations() == {"the first half", "the second half"}


class TestAStoppedWorker:
    def test_gives_its_job_back_and_ends(self, installation):
        stopped = installation.start(installation.asks("tests.plod"), "work")
        installation.until(installation.in_the_middle)
        stopped.terminate()

        assert stopped.wait(10) == 0
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

        assert [process.wait(60) for process in installation.processes] == [0, 0, 0, 0]
        assert sorted((installation.folder / "names").read_text().splitlines()) == names
        assert set(installation.jobs("state", "attempt")) == {("succeeded", 1)}
        assert len(set(installation.jobs("worker"))) == 3


class TestAFullDisk:
    def test_fails_the_job_and_loses_nothing(self, a_home, tmp_path):
        home = tmp_path / "tiny"
        home.mkdir()
        tiny = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(home)], check=False, capture_output=True
        )
        if tiny.returncode:
            pytest.skip("only the administrator can make a tiny disk")
        installation = Installation(home, tmp_path)
        try:
            shutil.copytree(a_home, home, dirs_exist_ok=True)
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
