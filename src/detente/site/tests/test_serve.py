"""`detente migrate` and `detente serve` as they are: real processes on an installation of their own."""

import os
import shutil
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.site.commands.serve import NotAnAddress, PortTaken, kept_port
from detente.site.tests.running_server import PATIENCE, Served, detente, until


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
        assert served.process.wait(PATIENCE) == 0
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


class TestTheKeptPort:
    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it cannot be kept")
    def test_is_the_one_that_was_asked_for_and_may_be_listened_on(self):
        with (
            kept_port("127.0.0.1", 0) as port,
            kept_port("127.0.0.1", port) as asked_for,
            socket.create_server(("127.0.0.1", port)),
        ):
            assert asked_for == port > 0

    @pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it cannot be kept")
    def test_is_nobody_elses(self):
        with (
            kept_port("127.0.0.1", 0) as port,
            socket.socket() as other,
            pytest.raises(OSError, match="in use"),
        ):
            other.bind(("127.0.0.1", port))

    def test_is_not_one_that_somebody_listens_on(self):
        with (
            socket.create_server(("127.0.0.1", 0)) as other,
            pytest.raises(PortTaken, match="end that one"),
            kept_port("127.0.0.1", other.getsockname()[1]),
        ):
            pass

    @pytest.mark.parametrize("host", ["192.0.2.1", "no such host.invalid"])
    def test_is_not_on_another_machine(self, host):
        with pytest.raises(NotAnAddress, match="--host"), kept_port(host, 0):
            pass
