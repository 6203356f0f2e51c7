"""The files that evidence came from, kept under the hash of their content: written once, never changed."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings

from detente.foundation.errors import NotFound

BLOCK = 1 << 20


class FileIsGone(NotFound):
    """The content of a document is no longer in the file store, or was changed there."""


def keep_file(path: Path, digest: str) -> None:
    """Keep a copy of a file whose SHA-256 is `digest` (hex); a copy that is there already stays.

    It counts as new then, so that none is swept away before its document is written.

    Raises
    ------
    OSError
        The disk is full, or cannot be written: then nothing half written is left.
    """
    target = _place(digest)
    with _no_sweep():
        if target.exists():
            target.touch()
            return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=target.parent, prefix=".arriving-", delete=False) as draft:
        try:
            with path.open("rb") as original:
                shutil.copyfileobj(original, draft, BLOCK)
            draft.flush()
            os.fsync(draft.fileno())
            Path(draft.name).replace(target)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise


def kept_file(digest: str) -> Path:
    """Return where the file with this SHA-256 is.

    Raises
    ------
    FileIsGone
        It is missing, or no longer has the content that was received.
    """
    target = _place(digest)
    if not target.is_file():
        raise FileIsGone(f"The file {digest[:12]} is not in the file store: restore it from the backup.")
    seen = sha256()
    with target.open("rb") as file:
        while block := file.read(BLOCK):
            seen.update(block)
    if seen.hexdigest() != digest:
        raise FileIsGone(f"The file {digest[:12]} was changed on disk: restore it from the backup.")
    return target


def files_before(moment: float) -> list[Path]:
    """Return what was kept before a moment (seconds since 1970), or began to be, named by its hash."""
    return [one for one in _folder().glob("??/*") if _written_before(one, moment)]


def discard_files(files: list[Path], *, before: float) -> int:
    """Remove files that nobody speaks of, unless they were kept again since a moment; return how many went."""
    removed = 0
    for one in files:
        with _no_sweep():
            if _written_before(one, before):
                one.unlink()
                removed += 1
    return removed


def _written_before(file: Path, moment: float) -> bool:
    try:
        return file.stat().st_mtime < moment
    except FileNotFoundError:  # another worker sweeps as well
        return False


@contextmanager
def _no_sweep() -> Iterator[None]:
    """Keep others from removing a file between a look at it and what is done with it."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    with (_folder() / ".sweeping").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _folder() -> Path:
    return Path(settings.HOME) / "files"


def _place(digest: str) -> Path:
    return _folder() / digest[:2] / digest
