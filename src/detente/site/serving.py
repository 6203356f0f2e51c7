"""The web server as a process of its own: `python -m detente.site.serving HOST PORT WORKERS LIFELINE`.

Django is not loaded here but in granian's workers. WSGI with one blocking thread a worker: pages wait
for the database, not for each other's turn at the interpreter (measured; ASGI was four times slower).
"""

import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from detente.site.lifeline import when_the_parent_is_gone

SECONDS_TO_FINISH_REQUESTS = 4


def serve(host: str, port: int, workers: int, lifeline: int) -> None:
    """Serve until a signal, or until whoever started it is gone."""
    when_the_parent_is_gone(lifeline, lambda: os.kill(os.getpid(), signal.SIGTERM))
    Granian(
        "detente.site.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        workers_kill_timeout=SECONDS_TO_FINISH_REQUESTS,
    ).serve()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
