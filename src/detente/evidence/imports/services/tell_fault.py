"""A fault of ours that one file brings to light: told of that file, so that it takes no other with it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import DatabaseError

from detente.formats.errors import BrokenReader, FormatError, UnusableFile
from detente.formats.source import Source
from detente.foundation.errors import AnticipatedError
from detente.foundation.jobs.progress import Interrupted, TakenAway

NOT_OF_THE_FILE = (FormatError, AnticipatedError, Interrupted, TakenAway, DatabaseError, OSError, MemoryError)

log = logging.getLogger(__name__)


class BrokenWhileRead(UnusableFile):
    """Something broke on our side while the file was read; the trace is in the log."""


@contextmanager
def tell_fault(*, source: Source) -> Iterator[None]:
    """Raise what breaks while a file is read as words about that file, and keep the trace for whoever mends it.

    Raises
    ------
    BrokenWhileRead
        A fault of ours, and no fault of the disk, the database or whoever stopped the job.
    """
    try:
        yield
    except NOT_OF_THE_FILE:
        raise
    except Exception as error:
        reference = uuid4().hex[:12]
        log.exception("fault %s in %s", reference, source.name)
        place = f" {error}" if isinstance(error, BrokenReader) else ""
        raise BrokenWhileRead(
            f"{source.name}: something broke on our side while it was read{place}. Nothing of this file is in; the "
            f"others are not touched by it. Quote {reference} to support."
        ) from error
