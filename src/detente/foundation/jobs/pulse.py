"""The thread beside a job: it tells the row that the job lives and how far it is, and hears of a cancel."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from django.db import DatabaseError, connection

from detente.foundation.identifiers import OrganisationId
from detente.foundation.jobs.claim import held
from detente.foundation.jobs.contracts import Cancelled
from detente.foundation.jobs.progress import SECONDS_BETWEEN_REPORTS, Progress, TakenAway
from detente.foundation.models.job import Job, Worker
from detente.foundation.tenancy import acting_for

SECONDS_BETWEEN_HEARTBEATS = 5.0
PATIENCE_MILLISECONDS = 500  # for a locked row or database: the next beat comes soon anyway

log = logging.getLogger(__name__)


class Beside(Protocol):
    """Whatever accompanies a job while it runs."""

    def __enter__(self) -> object: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> object: ...


class Pulse:
    """Runs while its `with` block does, on a database connection of its own."""

    def __init__(self, row: Job, progress: Progress, now: Callable[[], datetime]) -> None:
        """Take the claimed row, and the progress that its job tells."""
        self._row, self._progress, self._now = row, progress, now
        self._written = progress.standing
        self._beaten = time.monotonic()  # the claim was the first beat
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"pulse of job {row.pk}", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        """End, and wait for it: nothing is told after the row says that the job is over."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._over.wait(SECONDS_BETWEEN_REPORTS):
                try:
                    self._be_impatient()
                    self.beat()
                except DatabaseError as error:  # locked by the job's own transaction, or away for a moment
                    log.debug("a heartbeat of job %s was missed: %s", self._row.pk, error)
                    connection.close()
        finally:
            connection.close()

    def beat(self) -> None:
        """Hear whether to stop, then tell what is new, or only that the job lives."""
        organisation = OrganisationId(self._row.organisation_id)
        with acting_for(organisation, writes=False):
            heard = held(self._row).values_list("cancel_asked", flat=True).first()
        if heard is None:
            self._progress.stop(TakenAway(f"job {self._row.pk}, attempt {self._row.attempt}"))
            return
        if heard:
            self._progress.stop(Cancelled())
        standing, is_due = (
            self._progress.standing,
            time.monotonic() - self._beaten >= SECONDS_BETWEEN_HEARTBEATS,
        )
        if standing == self._written and not is_due:
            return
        at = self._now()
        with acting_for(organisation, writes=True):
            held(self._row).update(
                heartbeat_at=at, done=standing.done, total=standing.total, unit=standing.unit[:30]
            )
            if is_due:
                Worker.objects.filter(pk=self._row.worker).update(seen_at=at)
        self._written = standing
        if is_due:
            self._beaten = time.monotonic()

    def _be_impatient(self) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MILLISECONDS}")
            else:
                cursor.execute(f"SET lock_timeout = {PATIENCE_MILLISECONDS}")
