"""Remove stored files that no document has: an import stored them, and was killed before it wrote its document."""

import logging
from datetime import datetime
from pathlib import Path

from detente.evidence.ledger.models import Document, Observation
from detente.foundation.file_store import discard_files, files_before
from detente.foundation.forgotten_uploads import FORGOTTEN_AFTER
from detente.foundation.tenancy import acting_for_the_installation

log = logging.getLogger(__name__)


def sweep_files(*, at: datetime) -> int:
    """Remove the stored files that no document has; return how many they were.

    Where the database knows none of the files, they are those of another one, and stay.

    Parameters
    ----------
    at : datetime
        Now; what was stored less than a day before is left alone, since its import may be under way.
    """
    oldest = (at - FORGOTTEN_AFTER).timestamp()
    old = {one.name: one for one in files_before(oldest)}
    unknown = _unknown(old) if old else {}
    if len(unknown) == len(old):
        return 0
    removed = discard_files(list(unknown.values()), before=oldest)
    if removed:
        log.info("%d stored files that no document has were removed", removed)
    return removed


def _unknown(files: dict[str, Path]) -> dict[str, Path]:
    unknown = dict(files)
    with acting_for_the_installation(because="the file store is the installation's"):
        for model in (Document, Observation):
            for digest in model.objects.values_list("sha256", flat=True).iterator():
                unknown.pop(digest, None)
    return unknown
