"""Files that people send, kept on disk until the job that reads them has ended; and room for what it needs."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryFile
from typing import BinaryIO, Protocol

from django.conf import settings

from detente.foundation.jobs.outcome import disk_full

BLOCK = 1 << 20
LONGEST_NAME = 255


class Readable(Protocol):
    """What is sent, a block at a time."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes, none at the end."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on this machine, under the name that its sender gave it."""

    path: Path
    name: str
    written_at: datetime | None = None
    """When it was written, where its sender says so, for files that do not date themselves."""


def keep_upload(content: Readable) -> Path:
    """Write what somebody sends to a file of its own, and return where it is.

    Raises
    ------
    OSError
        The disk is full, or cannot be written: then nothing half written is left.
    """
    place = uploads_folder() / token_hex(16)
    try:
        with place.open("xb") as kept:
            while block := content.read(BLOCK):
                kept.write(block)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return place


def keep_uploads(sent: Iterable[tuple[Readable, str]]) -> list[Upload]:
    """Keep all files that somebody sends together, or none; each comes with the name its sender gave it.

    Raises
    ------
    DiskFull
        There is no room for them.
    """
    kept: list[Upload] = []
    try:
        for content, name in sent:
            kept.append(Upload(keep_upload(content), plain_name(name)))  # some may be kept already
    except BaseException as error:
        discard_uploads(one.path for one in kept)
        full = disk_full(error)
        if full is not None:
            raise full from error
        raise
    return kept


def discard_uploads(paths: Iterable[Path]) -> None:
    """Remove kept uploads; a file that is elsewhere is somebody's own and stays."""
    for path in paths:
        if path.parent == uploads_folder():
            with suppress(OSError):
                path.unlink()


def scratch_file() -> BinaryIO:
    """Return a file without a name, on the installation's own disk, which is gone when it is closed.

    The system's folder for temporary files is kept in memory on many machines, and small.
    """
    return TemporaryFile(dir=uploads_folder())


def plain_name(sent: str) -> str:
    """Return the name of a sent file without folders or control characters, cut to 255.

    >>> plain_name("../../etc/passwd")
    'passwd'
    """
    last = sent.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in last if one.isprintable())[-LONGEST_NAME:] or "file"


def uploads_folder() -> Path:
    """Return where uploads are kept, for the installation alone."""
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder
