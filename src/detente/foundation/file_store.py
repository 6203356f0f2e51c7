"""The files that evidence came from, kept under the hash of their content: written once, never changed."""

import os
import shutil
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

    Raises
    ------
    OSError
        The disk is full, or cannot be written: then nothing half written is left.
    """
    target = _place(digest)
    if target.exists():
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


def _place(digest: str) -> Path:
    return Path(settings.HOME) / "files" / digest[:2] / digest
