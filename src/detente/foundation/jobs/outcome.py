"""How a job ended, in words fit for whoever asked for it."""

import errno
import logging
import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import DatabaseError, OperationalError
from pydantic import JsonValue

from detente.foundation.errors import AnticipatedError, Conflict
from detente.foundation.jobs.contracts import Cancelled
from detente.foundation.jobs.progress import Standing
from detente.foundation.jobs.registry import without_nul_text
from detente.foundation.models.job import JobState

FULL_IN_POSTGRES = "53100"  # disk_full, PostgreSQL's appendix A
FULL_IN_SQLITE = "database or disk is full"  # SQLITE_FULL
MAYBE_FULL_IN_SQLITE = ("disk I/O error", "unable to open database file")  # said when its index has no room
ROOM_TO_OPEN = 1 << 20  # bytes; SQLite opens its write-ahead log and that log's index in a few pages

log = logging.getLogger(__name__)


class DiskFull(Conflict):
    """There is no room left on the server's disk."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the row is told as a job ends."""

    state: JobState
    standing: Standing
    answer: JsonValue = None
    failure: str = ""


def failed(error: Exception, standing: Standing) -> Outcome:
    """Return what a person may be told; of a fault of ours, only where to find it in the log."""
    if isinstance(error, Cancelled):
        return Outcome(JobState.CANCELLED, standing)
    told = disk_full(error) or error
    if not isinstance(told, AnticipatedError):
        reference = uuid4().hex[:12]
        log.error("fault %s", reference, exc_info=error)
        told = AnticipatedError(f"Something broke on our side. Quote {reference} to support.")
    return Outcome(JobState.FAILED, standing, failure=without_nul_text(str(told)))


def is_passing(error: Exception) -> bool:
    """Return whether the database was only busy or away, so that another attempt may succeed."""
    return isinstance(error, OperationalError) and disk_full(error) is None


def disk_full(error: BaseException) -> DiskFull | None:
    """Return the error in words a person can act on if the disk being full is behind it, else None."""
    seen: BaseException | None = error
    while seen is not None:
        if _says_full(seen):
            return DiskFull(_what_to_do())
        seen = seen.__cause__ or seen.__context__
    return None


def _says_full(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    if isinstance(error, DatabaseError):
        if any(words in str(error) for words in MAYBE_FULL_IN_SQLITE):
            return _no_room()
        return FULL_IN_SQLITE in str(error) or getattr(error.__cause__, "sqlstate", None) == FULL_IN_POSTGRES
    return False


def _no_room() -> bool:
    """Return whether the disk has none left, since SQLite says the same of one that is broken."""
    try:
        return shutil.disk_usage(Path(settings.HOME)).free < ROOM_TO_OPEN
    except OSError:
        return False


def _what_to_do() -> str:
    """Return what to tell; how much is free by now goes to the log, since what filled the disk may be gone again."""
    room = shutil.disk_usage(Path(settings.HOME))
    log.error("disk full: %d of %d bytes free under %s by now", room.free, room.total, settings.HOME)
    return (
        "The server's disk is full, or its limit for one file or person is reached. Nothing half done was kept and "
        "nothing else was lost. Ask whoever runs this installation to make room, then ask for it again."
    )
