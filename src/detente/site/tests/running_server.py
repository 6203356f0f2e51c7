"""`detente serve` as it is: real processes on an installation of their own, and what a browser test talks to."""

import os
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60  # seconds
READY = "Détente is ready: http://127.0.0.1:"


def environment(home: Path) -> dict[str, str]:
    """Return what a process of the installation in `home` finds around it, and nothing of the tests' own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DETENTE_")}
    return kept | {"DETENTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "detente.site.settings"}


def detente(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the installation in `home`."""
    command = [sys.executable, "-m", "detente", *words]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)


def until(condition: Callable[[], object]) -> None:
    """Wait for what another process does; fail if it does not."""
    deadline = time.monotonic() + PATIENCE
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
        self.url = f"http://127.0.0.1:{self.port}"

    def detente(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the same installation: `server.detente("organisations", "create", ...)`."""
        done = detente(self.home, *words)
        assert done.returncode == 0, done.stdout + done.stderr
        return done

    def answer(self, path: str) -> int:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as asked:
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


@contextmanager
def serving(home: Path) -> Iterator[Served]:
    """Prepare an empty installation in a folder and serve it until the end of the block."""
    migrated = detente(home, "migrate")
    assert migrated.returncode == 0, migrated.stdout + migrated.stderr
    served = Served(home)
    yield served
    served.end()
