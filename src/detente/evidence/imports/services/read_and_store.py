"""Read files to their ends, and then store them all in one short transaction: what every import does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

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


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file, and how it is to be read."""

    source: Source
    format: Format


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

    def opened(upload: Upload) -> _Opened | NotRead:
        source = Source(upload.path, upload.name, written_at=upload.written_at)
        if not source.path.is_file():
            return NotRead(source.name, f"{source.name} is not a file that can be read here.")
        try:
            with tell_fault(source=source):
                return _Opened(source, as_asked(chosen or detect(source)))
        except FormatError as error:
            return NotRead(source.name, str(error))

    def read(one: _Opened, on_disk: ExitStack) -> Reading | NotRead:
        try:
            with tell_fault(source=one.source):
                reading = read_file(source=one.source, format=one.format, at=at, step=progress.step)
        except FormatError as error:
            return NotRead(one.source.name, str(error))
        on_disk.callback(reading.close)
        return reading

    progress.expect(None, "rows")
    with ExitStack() as on_disk:
        files = [opened(one) for one in uploads]
        done: dict[int, Reading | NotRead] = {}
        for place, one in sorted(enumerate(files), key=lambda each: _is_dated_beside(each[1])):
            if isinstance(one, _Opened):
                one.source.beside_at = _last_moment(done.values(), one.format.dated_beside)
                done[place] = read(one, on_disk)
            else:
                done[place] = one
        readings = [done[place] for place in range(len(files))]
        with progress.writing() as known_at:
            report = store_readings(actor=actor, at=known_at, readings=readings, asked=asked)
            progress.keep(report)
    return report


def _is_dated_beside(one: _Opened | NotRead) -> bool:
    return isinstance(one, _Opened) and bool(one.format.dated_beside)


def _last_moment(readings: Iterable[Reading | NotRead], formats: frozenset[str]) -> datetime | None:
    """Return the last moment that files of some formats state."""
    stated = [one.latest for one in readings if isinstance(one, Reading) and one.format.name in formats]
    latest = max(stated, default="")
    return datetime.fromisoformat(latest).replace(tzinfo=UTC) if latest else None


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
