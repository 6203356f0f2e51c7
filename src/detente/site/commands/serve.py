"""`detente serve`: the web server and a worker, kept running."""

import errno
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException

import click
from django.db import connections

from detente.foundation.errors import Conflict, Invalid
from detente.site.health import migrations_waiting
from detente.site.supervisor import Part, Supervisor

ANY_ADDRESS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  # where to ask oneself, not where to listen
SERVER_ERROR = 500


class PortTaken(Conflict):
    """Another program listens where the server was to listen."""


class NotAnAddress(Invalid):
    """The server cannot listen there."""


class NotMigrated(Conflict):
    """The database is of another version than the program."""


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Where to listen; 0.0.0.0 is everywhere."
)
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(0, 65535), help="0 takes one that is free."
)
@click.option(
    "--workers",
    default=lambda: max(2, min(os.cpu_count() or 2, 8)),
    show_default="one for each processor, 2 to 8",
    type=click.IntRange(min=1),
    help="How many requests are answered at the same time.",
)
def serve(*, host: str, port: int, workers: int) -> None:
    """Run the web server and a worker for its jobs, until Ctrl-C or SIGTERM.

    One that dies is started again. Both end with this command, however it ends.
    """
    waiting = migrations_waiting()
    connections.close_all()
    if waiting:
        raise NotMigrated(f"{waiting} migrations wait: run `detente migrate` first.")
    with kept_port(host, port) as kept:
        _keep_running(host, kept, workers)


def _keep_running(host: str, port: int, workers: int) -> None:
    shown = f"[{host}]" if ":" in host else host
    web = Part(
        "the web server",
        lambda lifeline: [
            *(sys.executable, "-m", "detente.site.serving"),
            *(host, str(port), str(workers), str(lifeline)),
        ],
    )
    jobs = Part(
        "the worker",
        lambda lifeline: [sys.executable, "-m", "detente", "worker", "--lifeline", str(lifeline)],
    )
    supervisor = Supervisor(
        [web, jobs],
        is_ready=lambda: answers(host, port),
        when_ready=f"Détente is ready: http://{shown}:{port}/  (Ctrl-C ends it)",
        say=click.echo,
    )
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: supervisor.stop())
    supervisor.run()


@contextmanager
def kept_port(host: str, port: int) -> Iterator[int]:
    """Give the port to listen on, or say who must do what so that there is one.

    On Linux nobody else is given it meanwhile: a socket that is bound and does not listen keeps it, and
    leaves it to a server that asks for it and allows its reuse, as ours does.
    """
    with _bound(host, port) as trial:
        found: int = trial.getsockname()[1]
        if sys.platform != "linux":
            trial.close()
        yield found


def _bound(host: str, port: int) -> socket.socket:
    try:
        family, kind, _, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        trial = socket.socket(family, kind)
        try:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
        except OSError:
            trial.close()
            raise
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise PortTaken(
                f"Port {port} of {host} is taken by another program: end that one (it may be another "
                f"`detente serve`), or choose a free port with `detente serve --port {port + 1}`, or any "
                "that is free with `--port 0`."
            ) from error
        if error.errno == errno.EACCES:
            raise NotAnAddress(
                f"Port {port} is for the administrator alone: choose one from 1024 on with --port."
            ) from error
        raise NotAnAddress(
            f"This machine cannot listen on {host!r} ({error.strerror}): see --host."
        ) from error
    return trial


def answers(host: str, port: int) -> bool:
    """Return whether the web server answers, with anything but a fault of its own."""
    asked = HTTPConnection(ANY_ADDRESS.get(host, host), port, timeout=2)
    try:
        asked.request("GET", "/healthz")
        return asked.getresponse().status < SERVER_ERROR
    except (OSError, HTTPException):
        return False
    finally:
        asked.close()


commands: list[click.Command] = [serve]
