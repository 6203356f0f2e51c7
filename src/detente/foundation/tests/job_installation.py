"""An installation with a database of its own and processes that work in it: SQLite, or PostgreSQL."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from detente.foundation.tests import people

PATIENCE = 60  # seconds
TOLD_THAT_IT_IS_THE_INSTALLATION = "SELECT set_config('detente.system', 'on', false)"


@dataclass(frozen=True)
class State:
    """The folder of an installation, and the address of its database; "" is SQLite in the folder."""

    home: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("DETENTE_")}
        return kept | {
            "DETENTE_HOME": str(self.home),
            "DETENTE_DATABASE_URL": self.url,
            "DJANGO_SETTINGS_MODULE": "detente.site.settings",
        }

    @classmethod
    def migrated(cls, home: Path) -> "State":
        """Make one of the kind that the tests run on."""
        made = cls(home, os.environ.get("DETENTE_DATABASE_URL", ""))._named("template")
        if made.url:
            made._on_the_server(f"CREATE DATABASE {made._database}")
        command = [sys.executable, "-m", "django", "migrate", "--verbosity=0"]
        subprocess.run(command, env=made.environment, check=True)
        return made

    def copied(self, home: Path) -> "State":
        """Return another that begins as this one is."""
        shutil.copytree(self.home, home, dirs_exist_ok=True)
        made = replace(self, home=home)._named("copy")
        if made.url:
            made._on_the_server(f"CREATE DATABASE {made._database} TEMPLATE {self._database}")
        return made

    def drop(self) -> None:
        if self.url:
            self._on_the_server(f"DROP DATABASE {self._database} WITH (FORCE)")

    def look(self, query: str) -> list[tuple]:
        if self.url:
            return self._on_the_server(query, self.url)
        with closing(sqlite3.connect(self.home / "detente.sqlite3", timeout=20)) as database:
            return database.execute(query).fetchall()

    @property
    def _database(self) -> str:
        return urlsplit(self.url).path.strip("/")

    def _named(self, word: str) -> "State":
        name = f"jobs_{word}_{uuid4().hex}"
        return replace(self, url=self.url and urlsplit(self.url)._replace(path=f"/{name}").geturl())

    def _on_the_server(self, statement: str, url: str = "") -> list[tuple]:
        import psycopg  # noqa: PLC0415  # an extra

        address = url or os.environ["DETENTE_DATABASE_URL"]
        with psycopg.connect(address, autocommit=True) as server:
            server.execute(TOLD_THAT_IT_IS_THE_INSTALLATION)
            answer = server.execute(statement)
            return answer.fetchall() if answer.description else []


class Installation:
    """Processes that work in a state, the folder where they meet the test, and a look into the database."""

    def __init__(self, state: State, folder: Path) -> None:
        self.state, self.folder = state, folder
        self.processes: list[subprocess.Popen] = []

    def start(self, *actions: str) -> subprocess.Popen:
        with (self.folder / f"said by {len(self.processes)}").open("wb") as said:
            process = subprocess.Popen(
                [sys.executable, "-m", "detente.foundation.tests.job_process", *actions],
                env=self.state.environment,
                stdout=said,
                stderr=said,
            )
        self.processes.append(process)
        return process

    def do(self, *actions: str) -> None:
        assert self.start(*actions).wait(PATIENCE) == 0, self.said(len(self.processes) - 1)

    def until(self, condition: Callable[[], object]) -> None:
        """Wait for what a process does; fail if it fails or does not."""
        deadline = time.monotonic() + PATIENCE
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
        return self.state.look(query)

    def jobs(self, *columns: str) -> list[tuple]:
        return self.look(f"SELECT {', '.join(columns)} FROM foundation_job ORDER BY asked_at")  # noqa: S608

    def organisations(self) -> set[str]:
        """Return those that the jobs made, and not the tests' people."""
        names = {name for (name,) in self.look("SELECT name FROM foundation_organisation")}
        return names - set(people.ORGANISATIONS.values())

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()
