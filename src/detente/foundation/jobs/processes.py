"""Which process runs a job, and whether it still lives."""

import os
import socket
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from secrets import token_hex

GONE = ("Z", "X")  # ended, and only waiting for its parent to take note


@dataclass(frozen=True, slots=True)
class Process:
    """A process as a job's row names it: host:pid:start:mark.

    `host` tells apart containers and boots that share a host's name; `start`, processes that were
    given the same number one after the other; `mark`, workers inside one process.
    """

    host: str
    pid: int
    start: str
    mark: str

    def __str__(self) -> str:
        """Return how the row writes it."""
        return f"{self.host}:{self.pid}:{self.start}:{self.mark}"

    @property
    def lives(self) -> bool | None:
        """Whether it is still there; None when it is of another host, where we cannot look."""
        if self.host != this_host():
            return None
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:  # somebody else's, and so there
            pass
        state, start = _state_and_start(self.pid)
        return state not in GONE and start == self.start


def this_process() -> Process:
    """Return the process that asks, with a mark of its own."""
    return Process(this_host(), os.getpid(), _state_and_start(os.getpid())[1], token_hex(4))


def process_named(name: str) -> Process | None:
    """Return the process that a row names; None when it names none."""
    host, *rest = name.rsplit(":", 3)
    if len(rest) != 3 or not rest[0].isdecimal():  # noqa: PLR2004  # pid, start, mark
        return None
    return Process(host, int(rest[0]), rest[1], rest[2])


@cache
def this_host() -> str:
    """Return the host's name, and a digest of its boot and of the space that its process numbers are of."""
    boot = Path("/proc/sys/kernel/random/boot_id")
    space = Path("/proc/self/ns/pid")
    seen = (boot.read_text() if boot.exists() else "") + (str(space.readlink()) if space.is_symlink() else "")
    return f"{socket.gethostname()[:80]}/{sha256(seen.encode()).hexdigest()[:12]}"


def _state_and_start(pid: int) -> tuple[str, str]:
    """Return a process's state and when it started, in the kernel's ticks; empty where /proc is not."""
    try:
        line = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "", ""
    fields = line.rpartition(")")[2].split()  # the name before it may hold spaces and brackets
    return fields[0], fields[19]
