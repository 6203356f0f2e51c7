"""Read files to their ends, and then store them all in one short transaction: what every import does."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime

from detente.evidence.imports.contracts import Asked, ImportReport
from detente.evidence.imports.services.read_file import Reading, read_file
from detente.evidence.imports.services.store_readings import NotRead, store_readings
from detente.evidence.imports.services.tell_fault import tell_fault
from detente.formats.errors import FormatError
from detente.formats.format import Format, detect
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.jobs.outcome import is_passing
from detente.foundation.jobs.progress import Interrupted, Progress, TakenAway
from detente.foundation.uploads import Upload, discard_uploads


def read_and_store(
    *,
    actor: Actor,
    at: datetime,
    progress: Progress,
    uploads: Sequence[Upload],
    chosen: Format | None,
    as_asked: Callable[[Format], Format],
    asked: Asked,
) -> ImportReport:
    """Return what became of files, once all are stored, or none.

    Parameters
    ----------
    uploads : sequence of Upload
        The files.
    chosen : Format, optional
        How they are read; without it, the content of each tells.
    as_asked : function of a Format
        Returns what whoever brings the files lets such a format say.
    asked : Asked
        How they are to be taken.
    """

    def read(upload: Upload, on_disk: ExitStack) -> Reading | NotRead:
        source = Source(upload.path, upload.name, written_at=upload.written_at)
        if not source.path.is_file():
            return NotRead(source.name, f"{source.name} is not a file that can be read here.")
        try:
            with tell_fault(source=source):
                wanted = as_asked(chosen or detect(source))
                reading = read_file(source=source, format=wanted, at=at, step=progress.step)
        except FormatError as error:
            return NotRead(source.name, str(error))
        on_disk.callback(reading.close)
        return reading

    progress.expect(None, "rows")
    with ExitStack() as on_disk:
        readings = [read(one, on_disk) for one in uploads]
        with progress.writing() as known_at:
            report = store_readings(actor=actor, at=known_at, readings=readings, asked=asked)
            progress.keep(report)
    return report


@contextmanager
def uploads_of_this_try(uploads: Sequence[Upload]) -> Iterator[None]:
    """Remove the uploads at the end, unless the job is to be tried again with them."""
    try:
        yield
    except Exception as error:
        if not isinstance(error, TakenAway | Interrupted) and not is_passing(error):
            discard_uploads(one.path for one in uploads)
        raise
    discard_uploads(one.path for one in uploads)
