"""What the crawler hears: all that a response says, unpacked, and what broke behind it."""

import io
import logging
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from traceback import extract_tb
from typing import Any
from urllib.parse import unquote

PIECES = 200  # of an archive


class Faults(logging.Handler):
    """Hears what broke at a door, which tells the asker nothing, and keeps the log quiet meanwhile."""

    def __init__(self) -> None:
        super().__init__()
        self.last: BaseException | None = None

    def emit(self, record: logging.LogRecord) -> None:
        self.last = record.exc_info[1] if record.exc_info else self.last

    @contextmanager
    def heard(self) -> Iterator[None]:
        loggers = [
            logging.getLogger(name) for name in ("detente.site.failures", "django.request", "django.security")
        ]
        before = [(one.handlers, one.propagate) for one in loggers]
        for one in loggers:
            one.handlers, one.propagate = [self], False
        try:
            yield
        finally:
            for one, (handlers, propagate) in zip(loggers, before, strict=True):
                one.handlers, one.propagate = handlers, propagate

    def described(self) -> str:
        """Return what broke last, and where in our code."""
        error, self.last = self.last, None
        if error is None:
            return ""
        ours = [one for one in extract_tb(error.__traceback__) if "/detente/" in one.filename]
        where = f"{Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else "outside our code"
        return f"{type(error).__name__}: {error} in {where}"


def whole(response: Any) -> str:
    """Return all that a response says, unpacked: its body, its headers, its cookies."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    said = [unquote(f"{name}: {value}") for name, value in response.items()]
    said += [one.OutputString() for one in response.cookies.values()]
    return "\n".join([*said, *(piece.decode("utf-8", "replace") for piece in unpacked(body))])


def unpacked(body: bytes) -> Iterator[bytes]:
    """Yield a body, and what is packed into it: the files of an archive (XLSX is one), the streams of a PDF."""
    yield body
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            for name in archive.namelist()[:PIECES]:
                yield name.encode()
                yield from unpacked(archive.read(name))
    elif body.startswith(b"%PDF"):
        for packed in re.findall(rb"stream\r?\n(.*?)endstream", body, re.DOTALL):
            try:
                yield zlib.decompress(packed)
            except zlib.error:
                continue
    elif body.startswith(b"\x1f\x8b"):
        yield zlib.decompress(body, wbits=31)
