"""A worker: it takes one job at a time, runs it, and looks after what others left behind."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connection

from detente.foundation.jobs.chores import Chore, Chores
from detente.foundation.jobs.claim import claim, end, give_back
from detente.foundation.jobs.outcome import Outcome
from detente.foundation.jobs.processes import this_process
from detente.foundation.jobs.progress import Interrupted, Progress, TakenAway
from detente.foundation.jobs.pulse import SECONDS_BETWEEN_HEARTBEATS, Beside, Pulse
from detente.foundation.jobs.reap import SILENT_AFTER, Reaped, reap
from detente.foundation.jobs.run import TryAgain, run_claimed
from detente.foundation.models.job import Job, Worker

SECONDS_BETWEEN_LOOKS = 0.5
MOST_SECONDS_OF_PATIENCE = 10.0

log = logging.getLogger(__name__)


class WorkLoop:
    """One worker of an installation: `run` until `stop`."""

    def __init__(
        self,
        *,
        now: Callable[[], datetime],
        silent_after: timedelta = SILENT_AFTER,
        beside: Callable[..., Beside] = Pulse,
        chores: Sequence[Chore] = (),
    ) -> None:
        """Take the clock that all workers share, when another host's job counts as dead, and chores."""
        self._chores = Chores(chores)
        self.name = str(this_process())
        self._now, self._silent_after, self._beside = now, silent_after, beside
        self._stopping = threading.Event()
        self._running: Progress | None = None
        self._looked_after_at = float("-inf")

    def stop(self) -> None:
        """End soon: the job in hand goes back to the queue at its next step. Safe in a signal handler."""
        self._stopping.set()
        if self._running is not None:
            self._running.stop(Interrupted())

    def run(self, *, once: bool = False) -> int:
        """Work until stopped; with `once`, until nothing waits. Returns how many jobs were taken.

        A database that is away is waited for, however long: whoever waits for a job waits too.
        """
        taken, patience = 0, SECONDS_BETWEEN_LOOKS
        log.info("the worker begins: %s", self.name)
        while not self._stopping.is_set():
            try:
                self._look_after()
                found = self.run_next()
            except DatabaseError as error:
                log.warning("the database does not answer: %s", error)
                connection.close()
                self._stopping.wait(patience)
                patience = min(2 * patience, MOST_SECONDS_OF_PATIENCE)
                continue
            patience = SECONDS_BETWEEN_LOOKS
            taken += found
            if not found and once:
                break
            if not found:
                self._stopping.wait(SECONDS_BETWEEN_LOOKS)
        self._sign_out()
        return taken

    def run_next(self) -> bool:
        """Take a job and see it through; False when none waits."""
        row = claim(worker=self.name, at=self._now())
        if row is None:
            return False
        try:
            outcome = run_claimed(row, now=self._now, beside=self._beside, known=self._known)
        except TakenAway:
            log.warning("job %s was given to another worker meanwhile", row.pk)
        except Interrupted:
            self._insist(lambda: give_back(row, counted=False))
        except TryAgain as error:
            log.warning("job %s, attempt %d: %s", row.pk, row.attempt, error)
            self._insist(lambda: give_back(row, counted=True))
        else:
            self._insist(lambda: self._end(row, outcome))
        finally:
            self._running = None
            if not connection.in_atomic_block:  # else whoever called has work of its own on it
                close_old_connections()
        return True

    def _known(self, progress: Progress) -> None:
        self._running = progress
        if self._stopping.is_set():  # the signal came before the progress did
            progress.stop(Interrupted())

    def _end(self, row: Job, outcome: Outcome) -> None:
        if not end(row, outcome, at=self._now()):
            log.warning("job %s was given to another worker before it could be ended", row.pk)

    def _insist(self, write: Callable[[], object]) -> None:
        """Write how a job ended, when need be later: while the disk is full or the database away.

        If the worker is stopped meanwhile, the row still says that it runs; whoever comes next finds
        this process gone and runs the job again.
        """
        patience = SECONDS_BETWEEN_LOOKS
        while True:
            try:
                write()
            except DatabaseError as error:
                log.warning("the end of a job cannot be written yet: %s", error)
                connection.close()
                if self._stopping.wait(patience):
                    return
                patience = min(2 * patience, MOST_SECONDS_OF_PATIENCE)
            else:
                return

    def _look_after(self) -> None:
        """Every few seconds: say that this worker lives, and settle what dead ones left."""
        moment = time.monotonic()
        if moment - self._looked_after_at < SECONDS_BETWEEN_HEARTBEATS:
            return
        at = self._now()
        if not Worker.objects.filter(pk=self.name).update(seen_at=at):
            Worker.objects.create(name=self.name, started_at=at, seen_at=at)
        reaped = reap(at=at, silent_after=self._silent_after, idle=self.name)
        if reaped != Reaped():
            log.warning("a worker died and left: %s", reaped)
        self._chores.do_what_is_due(at)
        self._looked_after_at = moment

    def _sign_out(self) -> None:
        try:
            Worker.objects.filter(pk=self.name).delete()
        except DatabaseError as error:  # whoever comes next forgets this process
            log.warning("this worker could not sign out: %s", error)
