"""What a worker does now and then, beside the jobs that people ask for."""

import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to be done at least every so often, and as a worker begins."""

    name: str
    every: timedelta
    do: Callable[[datetime], object]


_registered: dict[str, Chore] = {}


def register_chore(chore: Chore) -> Chore:
    """Add a chore to those of every worker: a room registers its own beside its code."""
    return _registered.setdefault(chore.name, chore)


def registered_chores() -> tuple[Chore, ...]:
    """Return the chores that rooms registered."""
    return tuple(_registered.values())


class Chores:
    """A worker's chores, and when each was done last by it."""

    def __init__(self, chores: Sequence[Chore]) -> None:
        """Take them; none was done yet."""
        self._chores = chores
        self._done_at = {one.name: float("-inf") for one in chores}

    def do_what_is_due(self, at: datetime) -> None:
        """Do each that is due; one that fails is logged, and tried again when it is due next."""
        for one in self._chores:
            if time.monotonic() - self._done_at[one.name] < one.every.total_seconds():
                continue
            self._done_at[one.name] = time.monotonic()
            try:
                one.do(at)
            except DatabaseError:
                raise  # the loop waits for the database
            except Exception:
                log.exception("the worker could not %s", one.name)
