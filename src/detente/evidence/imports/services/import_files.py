"""Use case: import files. Each is read to its end first; then all are stored in one short transaction."""

from contextlib import ExitStack
from datetime import datetime

from detente.evidence.imports.contracts import ImportReport, NothingToImport
from detente.evidence.imports.services.choose_format import choose_format, made_by_the_vendor
from detente.evidence.imports.services.read_file import Reading, read_file
from detente.evidence.imports.services.store_readings import Asked, NotRead, store_readings
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.evidence.relationships.selectors import find_vendor
from detente.formats.errors import FormatError
from detente.formats.format import Format, detect
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.jobs.outcome import is_passing
from detente.foundation.jobs.progress import Interrupted, Progress, TakenAway
from detente.foundation.jobs.registry import job
from detente.foundation.uploads import Upload, discard_uploads


@job("imports.import_files", title="Import files", permission=IMPORT_EVIDENCE)
def import_files(
    *,
    actor: Actor,
    at: datetime,
    progress: Progress,
    uploads: list[Upload],
    vendor: str | None = None,
    format: str | None = None,  # noqa: A002  # the field's word
    mapping: str | None = None,
    all_or_nothing: bool = False,
    private: bool = False,
    by_vendor: bool = False,
) -> ImportReport:
    """Import files: what they say is added to the ledger, row by row, with the place it came from.

    Parameters
    ----------
    uploads : list of Upload
        The files.
    vendor : str, optional
        The vendor that they are about, where they name none or only one.
    format : str, optional
        The name of the format; without it, the content tells.
    mapping : str, optional
        The text of a mapping file, which tells how to read any table.
    all_or_nothing : bool
        Store nothing at all when any row of any file is rejected.
    private : bool
        Keep the facts to the customer's side; private facts never enter a shared scorecard.
    by_vendor : bool
        The vendor made the files: nobody else has checked them, so every fact is self-attested.

    Raises
    ------
    NothingToImport, NoSuchFormat, NoSuchVendor, UnusableMapping
        What was asked for cannot be done; nothing was stored.
    """
    if not uploads:
        raise NothingToImport("Give at least one file to import.")
    try:
        about = None if vendor is None else find_vendor(actor=actor, at=at, vendor=vendor).vendor
        chosen = choose_format(name=format, mapping=mapping)
        asked = Asked(about, mapping or "", all_or_nothing, private, by_vendor)
        progress.expect(None, "rows")
        with ExitStack() as on_disk:
            readings = [_read(one, chosen, asked, at, progress, on_disk) for one in uploads]
            with progress.writing() as known_at:
                report = store_readings(actor=actor, at=known_at, readings=readings, asked=asked)
                progress.keep(report)
    except Exception as error:
        if not isinstance(error, TakenAway | Interrupted) and not is_passing(error):
            discard_uploads(one.path for one in uploads)  # it is not tried again
        raise
    discard_uploads(one.path for one in uploads)
    return report


def _read(
    upload: Upload, chosen: Format | None, asked: Asked, at: datetime, progress: Progress, on_disk: ExitStack
) -> Reading | NotRead:
    source = Source(upload.path, upload.name, written_at=upload.written_at)
    if not source.path.is_file():
        return NotRead(source.name, f"{source.name} is not a file that can be read here.")
    try:
        wanted = chosen or detect(source)
        wanted = made_by_the_vendor(wanted) if asked.by_vendor else wanted
        reading = read_file(source=source, format=wanted, at=at, step=progress.step)
    except FormatError as error:
        return NotRead(source.name, str(error))
    on_disk.callback(reading.close)
    return reading
