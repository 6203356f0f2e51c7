import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from detente.site import supervisor as module
from detente.site.supervisor import CannotStart, Part, Supervisor
from detente.site.tests.running_server import PATIENCE, until

ENDS_AT_ONCE = "raise SystemExit(3)"
RUNS_ON = "import signal; signal.pause()"
DEAF = """
import signal
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open({file!r}, "w").close()
while True:
    signal.pause()
"""
PARENT = """
import os, pathlib, subprocess, sys
child = subprocess.Popen([sys.executable, "-c", "import signal; signal.pause()"])
pathlib.Path({file!r}).write_text(str(child.pid))
os.kill(os.getpid(), 9)
"""


class Running:
    """A supervisor in a thread, and what it says."""

    def __init__(self, *scripts: str, ready: bool = True) -> None:
        self.said: queue.Queue[str] = queue.Queue()
        parts = [
            Part(f"part {number}", lambda _, script=script: [sys.executable, "-c", script])
            for number, script in enumerate(scripts)
        ]
        self.supervisor = Supervisor(
            parts, is_ready=lambda: ready, when_ready="all is ready", say=self.said.put
        )
        self.error: Exception | None = None
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            self.supervisor.run()
        except CannotStart as error:
            self.error = error

    def hear(self, words: str) -> str:
        while words not in (line := self.said.get(timeout=PATIENCE)):
            pass
        return line

    def stop(self) -> None:
        self.supervisor.stop()
        self.thread.join(PATIENCE)
        assert not self.thread.is_alive()

    @property
    def processes(self) -> list[int]:
        return [one.process.pid for one in self.supervisor._children if one.process is not None]


@pytest.fixture
def run() -> Iterator[type[Running]]:
    started: list[Running] = []

    def start(*scripts: str, ready: bool = True) -> Running:
        started.append(Running(*scripts, ready=ready))
        return started[-1]

    yield start
    for one in started:
        one.stop()


def is_there(process: int) -> bool:
    with suppress(ProcessLookupError, FileNotFoundError):  # it may end between the two looks
        os.kill(process, 0)
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


class TestASupervisor:
    def test_says_once_that_all_is_ready(self, run):
        running = run(RUNS_ON, RUNS_ON)

        running.hear("all is ready")
        running.stop()

        assert running.said.empty()

    def test_starts_again_what_ends_and_waits_longer_each_time(self, run):
        running = run(ENDS_AT_ONCE)

        assert running.hear("ended") == "part 0 ended (exit code 3); it is started again in 1 s."
        assert running.hear("ended") == "part 0 ended (exit code 3); it is started again in 2 s."

    def test_gives_up_on_what_never_gets_ready(self, run, monkeypatch):
        monkeypatch.setattr(module, "LONGEST_PAUSE_SECONDS", 0.0)
        running = run(RUNS_ON, ENDS_AT_ONCE, ready=False)

        running.thread.join(PATIENCE)

        assert "part 1 ended 3 times before the installation was ready" in str(running.error)
        assert not any(map(is_there, running.processes))

    def test_ends_even_what_will_not_hear(self, run, monkeypatch, tmp_path):
        monkeypatch.setattr(module, "SECONDS_TO_END", 0.2)
        started = tmp_path / "started"
        running = run(DEAF.format(file=str(started)), RUNS_ON)
        until(started.exists)

        running.stop()

        assert not any(map(is_there, running.processes))

    def test_leaves_nothing_of_a_part_that_died(self, run, monkeypatch, tmp_path):
        monkeypatch.setattr(module, "LONGEST_PAUSE_SECONDS", 60.0)
        grandchild = tmp_path / "grandchild"
        running = run(PARENT.format(file=str(grandchild)))

        running.hear(f"by {signal.SIGKILL.name}")

        left = int(grandchild.read_text())
        until(lambda: not is_there(left))
