"""A PostgreSQL for one run of the tests: started from Debian's programs, and gone afterwards."""

import ctypes
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from signal import SIGINT
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

ROLE = "detente"  # as an installation's: no superuser, and row-level security holds for it too
CHEAP = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]
ALONE = "autovacuum=off"  # its processes are the superuser's: where one is at work, ROLE may drop nothing
PATIENCE = 60  # seconds
PR_SET_PDEATHSIG = 1
_kept_free: list[socket.socket] = []


class NoPostgres(RuntimeError):
    """PostgreSQL's programs are not on this machine, or it does not start."""


@dataclass(frozen=True)
class Running:
    """A server, and the folder that holds its state."""

    process: subprocess.Popen[bytes]
    folder: Path

    def end(self) -> None:
        """Stop it and remove its state."""
        self.process.send_signal(SIGINT)  # to PostgreSQL: end quickly, and cleanly
        self.process.wait(PATIENCE)
        shutil.rmtree(self.folder, ignore_errors=True)


def an_address() -> str:
    """Return the address of a server that is yet to be started; until it is, nobody else is given its port.

    A socket that is bound and does not listen keeps the port from whoever takes any that is free, and not
    from a server that asks for this one and allows its reuse, as PostgreSQL does (Linux).
    """
    free = socket.socket()
    free.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    free.bind(("127.0.0.1", 0))
    _kept_free.append(free)
    return f"postgresql://{ROLE}@127.0.0.1:{free.getsockname()[1]}/detente"


def start(address: str) -> Running:
    """Start a server that listens at an address."""
    programs, user = _programs(), _who_may_run_it()
    folder = Path(tempfile.mkdtemp(prefix="detente-postgres-"))
    if user:
        shutil.chown(folder, user)
    asked = [programs / "initdb", "-D", folder / "state", "-U", "postgres", "-A", "trust", "-E", "UTF8"]
    subprocess.run(
        [*asked, "--no-locale", "--no-sync"], check=True, cwd=folder, capture_output=True, **_as(user)
    )
    port = urlsplit(address).port
    settings = [f"port={port}", "listen_addresses=127.0.0.1", "unix_socket_directories=", ALONE, *CHEAP]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [
                programs / "postgres",
                "-D",
                folder / "state",
                *(word for one in settings for word in ("-c", one)),
            ],
            cwd=folder,
            stdout=log,
            stderr=log,
            preexec_fn=_end_with_the_tests,  # noqa: PLW1509  # no thread runs yet
            **_as(user),
        )
    running = Running(process, folder)
    try:
        _prepare(running, f"host=127.0.0.1 port={port} user=postgres dbname=postgres")
    except BaseException:
        running.end()
        raise
    finally:
        while _kept_free:
            _kept_free.pop().close()
    return running


def _prepare(running: Running, superuser: str) -> None:
    role = sql.Identifier(ROLE)
    with _connected(running, superuser) as connection:
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS CREATEDB").format(role))
        connection.execute(sql.SQL("CREATE DATABASE detente OWNER {}").format(role))


def _connected(running: Running, address: str) -> psycopg.Connection[tuple[object, ...]]:
    deadline = time.monotonic() + PATIENCE
    while running.process.poll() is None and time.monotonic() < deadline:
        with suppress(psycopg.OperationalError):
            return psycopg.connect(address, autocommit=True)
        time.sleep(0.05)
    said = (running.folder / "log").read_text(errors="replace")
    raise NoPostgres(f"PostgreSQL did not start within {PATIENCE} s:\n{said}")


def _end_with_the_tests() -> None:
    """Have the kernel stop the server when whoever started it is gone, were it killed (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, SIGINT)


def _programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda one: int(one.parts[-3]))
    if found:
        return found[-1].parent
    in_path = shutil.which("initdb")
    if in_path is None:
        raise NoPostgres("initdb is not here. On Debian: apt-get install postgresql")
    return Path(in_path).resolve().parent


def _who_may_run_it() -> str:
    """Return the user to run it as; PostgreSQL refuses root. Empty: whoever runs the tests."""
    if os.geteuid() != 0:
        return ""
    with suppress(KeyError):
        return pwd.getpwnam("postgres").pw_name
    return "nobody"


def _as(user: str) -> dict[str, Any]:
    return {"user": user, "group": pwd.getpwnam(user).pw_gid, "extra_groups": []} if user else {}
