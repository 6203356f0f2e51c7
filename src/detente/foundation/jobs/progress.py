"""What a job tells while it runs, and how it learns that it is to stop."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from detente.foundation.access import Actor
from detente.foundation.audit_log import record
from detente.foundation.tenancy import acting_for

SECONDS_BETWEEN_REPORTS = 0.25


class TakenAway(Exception):
    """Another worker has the job by now: what this one did must not be kept."""


class Interrupted(Exception):
    """The worker was told to end: the job goes back to the queue."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a job is."""

    done: int
    total: int | None
    unit: str


class Progress:
    """Handed to every long use case.

    Telling is cheap (no database, no clock): a thread beside the job, the pulse, writes it down at most
    four times a second. What is to be kept belongs inside `writing()`.
    """

    def __init__(
        self,
        *,
        actor: Actor,
        verb: str,
        inputs: Mapping[str, object],
        now: Callable[[], datetime],
        fence: Callable[[object], None] | None = None,
        on_change: Callable[[Standing], None] | None = None,
    ) -> None:
        """Take for whom the job writes, what the audit log is told, and whom to tell how far it is."""
        self._actor, self._verb, self._inputs, self._now = actor, verb, inputs, now
        self._fence, self._on_change = fence, on_change
        self._done, self._total, self._unit = 0, None, ""
        self._reported_at = -SECONDS_BETWEEN_REPORTS
        self._stop: Exception | None = None
        self._kept: object = None

    _total: int | None

    @property
    def standing(self) -> Standing:
        """How far the job is."""
        return Standing(self._done, self._total, self._unit)

    def expect(self, total: int | None, unit: str) -> None:
        """Say how much there is to do and in what: 12 "files"; None when nobody can know."""
        if total is not None and total < self._done:
            raise ValueError(f"{total} {unit} in all, of which {self._done} are done already")
        self._total, self._unit = total, unit
        self._report(always=True)

    def step(self, by: int = 1) -> None:
        """Say that so much more is done; raises Cancelled when somebody asked the job to stop."""
        if by < 0:
            raise ValueError("progress never falls")
        self._done += by
        self._report()
        self.check()

    def check(self) -> None:
        """Raise Cancelled (or what else ends the job) if it is to stop; cheap enough for each row."""
        if self._stop is not None:
            raise self._stop

    def stop(self, why: Exception) -> None:
        """Have the next step or check raise `why`; called from another thread or a signal handler."""
        self._stop = self._stop or why

    def keep(self, answer: object) -> None:
        """Inside `writing()`: store the job's answer by the same transaction, which then is the job's last.

        Without it a process that dies after the transaction and before the end has the job run again.
        """
        self._kept = answer

    @property
    def kept(self) -> object:
        """The answer that was stored; None while there is none."""
        return self._kept

    @contextmanager
    def writing(self) -> Iterator[datetime]:
        """Write, as the actor, in one transaction; yields its moment, the known time of what it writes.

        As it ends the audit entry is added, and the job's row is locked and looked at: if the job was
        cancelled or is another worker's by now, nothing of the transaction stays. Keep it short: parse
        first. On SQLite nobody else can write meanwhile.
        """
        self.check()
        try:
            with acting_for(self._actor.organisation, writes=True):
                at = self._now()
                yield at
                record(verb=self._verb, actor=self._actor, at=at, inputs=self._inputs)
                if self._fence is not None:
                    self._fence(self._kept)
        except BaseException:
            self._kept = None
            raise

    def _report(self, *, always: bool = False) -> None:
        if self._on_change is None:
            return
        moment = time.monotonic()
        if always or moment - self._reported_at >= SECONDS_BETWEEN_REPORTS or self._done == self._total:
            self._reported_at = moment
            self._on_change(self.standing)
