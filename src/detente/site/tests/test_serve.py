"""`detente migrate` and `detente serve` as they are: real processes on an installation of their own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from detente.site.commands.serve import NotAnAddress, PortTaken, free_port

READY = "Détente is ready: http://127.0.0.1:"


def environment(home: Path) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DETENTE_")}
    return kept | {"DETENTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "detente.site.settings"}


def detente(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "detente", *words]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)


def until(condition: Callable[[], object], *, seconds: float = 40) -> None:
    """Wait for what another process does; fail if it does not."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it never came to be"
        time.sleep(0.05)


class Served:
    """An installation that is being served."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.process = subprocess.Popen(
            [sys.executable, "-m", "detente", "serve", "--port", "0", "--workers", "1"],
            env=environment(home),
            stdout=subprocess.PIPE,
            text=True,
        )
        lines = iter(self.process.stdout.readline, "")
        ready = next((line for line in lines if line.startswith(READY)), None)
        assert ready, f"it ended with {self.process.wait()} before it was ready"
        self.port = int(ready.removeprefix(READY).split("/")[0])

    def answer(self, path: str) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=10)) as asked:
            asked.request("GET", path)
            return asked.getresponse().status

    def listens(self) -> bool:
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self.port)) == 0

    def workers(self) -> list[int]:
        with closing(sqlite3.connect(self.home / "detente.sqlite3", timeout=20)) as database:
            names = database.execute("SELECT name FROM foundation_worker").fetchall()
        return [int(name.split(":")[1]) for (name,) in names]

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        until(lambda: not self.listens() and self.workers() == [])


@pytest.fixture(scope="module")
def an_empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def a_migrated_home(an_empty_home: Path) -> Path:
    assert detente(an_empty_home, "migrate").returncode == 0
    return an_empty_home


@pytest.fixture
def served(a_migrated_home: Path, tmp_path: Path) -> Iterator[Served]:
    started = Served(Path(shutil.copytree(a_migrated_home, tmp_path / "home")))
    yield started
    started.end()


class TestMigrate:
    def test_may_be_run_again(self, a_migrated_home):
        again = detente(a_migrated_home, "migrate")

        assert (again.returncode, again.stdout) == (0, "The database is up to date: it was.\n")

    def test_comes_before_serve(self, tmp_path):
        early = detente(tmp_path, "serve")

        assert early.returncode == 5
        assert "run `detente migrate` first" in early.stderr


class TestServe:
    def test_answers_and_starts_again_what_dies_and_ends_what_it_started(self, served):
        until(served.workers)
        (killed,) = served.workers()

        assert served.answer("/sign-in") == 200
        assert detente(served.home, "status").returncode == 0

        os.kill(killed, signal.SIGKILL)
        until(lambda: served.workers() not in ([], [killed]))

        served.process.terminate()
        assert served.process.wait(12) == 0
        assert not served.listens()
        assert served.workers() == []

    def test_takes_its_processes_along_when_it_is_killed(self, served):
        until(served.workers)

        served.process.kill()

        until(lambda: not served.listens())
        until(lambda: served.workers() == [])

    def test_says_who_must_do_what_when_the_port_is_taken(self, a_migrated_home):
        with socket.create_server(("127.0.0.1", 0)) as other:
            port = other.getsockname()[1]
            refused = detente(a_migrated_home, "serve", "--port", str(port))

        assert refused.returncode == 5
        assert f"Port {port} of 127.0.0.1 is taken" in refused.stderr
        assert f"detente serve --port {port + 1}" in refused.stderr


class TestFreePort:
    def test_is_the_one_that_was_asked_for(self):
        port = free_port("127.0.0.1", 0)

        assert free_port("127.0.0.1", port) == port > 0

    def test_is_not_one_that_somebody_listens_on(self):
        with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(PortTaken, match="end that one"):
            free_port("127.0.0.1", other.getsockname()[1])

    @pytest.mark.parametrize("host", ["192.0.2.1", "no such host.invalid"])
    def test_is_not_on_another_machine(self, host):
        with pytest.raises(NotAnAddress, match="--host"):
            free_port(host, 0)
