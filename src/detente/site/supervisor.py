"""Keep an installation's processes running, and end them together."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from detente.foundation.errors import Conflict

TICK_SECONDS = 0.1
LONGEST_PAUSE_SECONDS = 30.0
STEADY_AFTER_SECONDS = 60.0
SECONDS_TO_END = 8.0
DEATHS_BEFORE_READY = 3


class CannotStart(Conflict):
    """A process ended again and again before the installation was ready."""


@dataclass(frozen=True, slots=True)
class Part:
    """One process of the installation."""

    name: str
    command: Callable[[int], Sequence[str]]
    """Given the number of its lifeline (see `lifeline`), the words that start it."""


@dataclass(slots=True)
class _Child:
    part: Part
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    start_at: float = 0.0
    deaths: int = 0  # in a row, none of them after a steady run
    deaths_in_all: int = field(default=0)


class Supervisor:
    """Starts its parts, starts again the one that dies, and ends all of them when it is told to."""

    def __init__(
        self,
        parts: Sequence[Part],
        *,
        is_ready: Callable[[], bool],
        when_ready: str,
        say: Callable[[str], None],
    ) -> None:
        """Take the parts, how to see that they are ready, what to say then, and how to say things."""
        self._children = [_Child(part) for part in parts]
        self._is_ready, self._when_ready, self._say = is_ready, when_ready, say
        self._stopping = threading.Event()
        self._ready = False

    def stop(self) -> None:
        """Have `run` end everything and return. Safe in a signal handler."""
        self._stopping.set()

    def run(self) -> None:
        """Run until stopped; raises CannotStart when a part dies three times before all is ready."""
        lifeline, held = os.pipe()  # only we hold `held`: when we are gone, the children hear of it
        try:
            while not self._stopping.is_set():
                for child in self._children:
                    self._tend(child, lifeline)
                if not self._ready and self._is_ready():
                    self._ready = True
                    self._say(self._when_ready)
                self._stopping.wait(TICK_SECONDS)
        finally:
            self._end_all()
            os.close(held)
            os.close(lifeline)

    def _tend(self, child: _Child, lifeline: int) -> None:
        moment = time.monotonic()
        if child.process is None:
            if moment >= child.start_at:
                child.process = subprocess.Popen(  # noqa: S603  # our own words
                    child.part.command(lifeline), pass_fds=[lifeline], start_new_session=True
                )
                child.started_at = moment
            return
        code = child.process.poll()
        if code is None:
            return
        _signal_group(child.process, signal.SIGKILL)  # what it started itself must not outlive it
        child.process = None
        child.deaths = 1 if moment - child.started_at > STEADY_AFTER_SECONDS else child.deaths + 1
        if not self._ready and child.deaths >= DEATHS_BEFORE_READY:
            raise CannotStart(
                f"{child.part.name} ended {child.deaths} times before the installation was ready. "
                "What it said is above; `detente status` may say more."
            )
        pause = min(2.0 ** (child.deaths - 1), LONGEST_PAUSE_SECONDS)
        child.start_at = moment + pause
        self._say(f"{child.part.name} ended ({_how(code)}); it is started again in {pause:.0f} s.")

    def _end_all(self) -> None:
        running = [child.process for child in self._children if child.process is not None]
        for process in running:
            if process.poll() is None:
                process.terminate()
        deadline = time.monotonic() + SECONDS_TO_END
        for process in running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()


def _signal_group(process: subprocess.Popen[bytes], what: signal.Signals) -> None:
    """Signal what is left of the session that a child of ours leads; its number is the child's."""
    with suppress(ProcessLookupError, PermissionError):  # macOS says the latter of a group of zombies
        os.killpg(process.pid, what)


def _how(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"by {signal.Signals(-code).name}"
