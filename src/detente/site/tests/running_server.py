"""A server in a process of its own, with a state of its own: what a browser test talks to."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

PATIENCE = 60  # seconds
TABLES = """
import django
from django.core.management import call_command
django.setup()
call_command("migrate", verbosity=0)
call_command("createcachetable")
"""


@dataclass(frozen=True)
class RunningServer:
    """Where it listens, and where its state is."""

    url: str
    home: Path

    def detente(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the same installation: `server.detente("organisations", "create", ...)`."""
        return _python(self.home, "-m", "detente", *words, **more)


@contextmanager
def serving(home: Path) -> Iterator[RunningServer]:
    """Prepare an empty installation in a folder and serve it until the end of the block."""
    _python(home, "-c", TABLES)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
    command += ["--port", str(port), "--workers", "1", "--no-ws", "detente.site.wsgi:application"]
    with (home / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=log)
    try:
        _wait(process, port, home / "server.log")
        yield RunningServer(f"http://127.0.0.1:{port}", home)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/sign-in")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()
    raise RuntimeError(f"the server did not start:\n{log.read_text(errors='replace')}")


def _environment(home: Path, **more: str) -> dict[str, str]:
    apart = {"DETENTE_DATABASE_URL", "DETENTE_PERSON", "DETENTE_ORGANISATION"}
    inherited = {name: value for name, value in os.environ.items() if name not in apart}
    own = {"DETENTE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "detente.site.settings"}
    return {**inherited, **own, **more}


def _python(home: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words], env=_environment(home, **more), check=True, capture_output=True, text=True
    )
