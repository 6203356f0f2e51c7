"""What nobody will read any more: uploads whose job was cancelled while it waited, or failed as its worker died."""

import logging
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import orjson

from detente.foundation.jobs.claim import looking_at_every_job
from detente.foundation.models.job import AHEAD, Job
from detente.foundation.uploads import uploads_folder

FORGOTTEN_AFTER = timedelta(days=1)
"""Far longer than anybody sends a file, whose job is asked for when all of it is here."""

log = logging.getLogger(__name__)


def sweep_uploads(at: datetime) -> int:
    """Remove the uploads that no job which waits or runs speaks of; return how many they were.

    A job that has ended is never run again, and takes its uploads along when it ends by itself.

    Parameters
    ----------
    at : datetime
        Now; what was written less than a day before is left alone.
    """
    oldest = (at - FORGOTTEN_AFTER).timestamp()
    old = [one for one in uploads_folder().iterdir() if _written_before(one, oldest)]
    if not old:
        return 0
    with looking_at_every_job():
        waiting = Job.objects.filter(state__in=AHEAD).values_list("inputs", flat=True)
        spoken_of = "\n".join(orjson.dumps(inputs).decode() for inputs in waiting)
    forgotten = [one for one in old if one.name not in spoken_of]
    for one in forgotten:
        with suppress(FileNotFoundError):  # another worker sweeps as well
            one.unlink()
    if forgotten:
        log.info("%d uploads that nobody will read were removed", len(forgotten))
    return len(forgotten)


def _written_before(file: Path, moment: float) -> bool:
    try:
        return file.is_file() and file.stat().st_mtime < moment
    except FileNotFoundError:  # its job ended just now
        return False
