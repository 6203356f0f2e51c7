"""Files that people send, kept on disk until the job that reads them has ended."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import Protocol

from django.conf import settings

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


def keep_upload(content: Readable) -> Path:
    """Write what somebody sends to a file of its own, and return where it is.

    Raises
    ------
    OSError
        The disk is full, or cannot be written: then nothing half written is left.
    """
    place = _folder() / token_hex(16)
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        with place.open("xb") as kept:
            while block := content.read(BLOCK):
                kept.write(block)
    except BaseException:
        place.unlink(missing_ok=True)
        raise
    return place


def discard_uploads(paths: Iterable[Path]) -> None:
    """Remove kept uploads; a file that is elsewhere is somebody's own and stays."""
    for path in paths:
        if path.parent == _folder():
            with suppress(OSError):
                path.unlink()


def plain_name(sent: str) -> str:
    """Return the name of a sent file without folders or control characters, cut to 255.

    >>> plain_name("../../etc/passwd")
    'passwd'
    """
    last = sent.replace("\\", "/").rpartition("/")[2]
    return "".join(one for one in last if one.isprintable())[-LONGEST_NAME:] or "file"


def _folder() -> Path:
    return Path(settings.HOME) / "uploads"
