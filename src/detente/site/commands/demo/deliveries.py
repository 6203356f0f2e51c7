"""Files that somebody brings on a day, and how they are written."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class DemoFile:
    """A file, under a folder of the programme."""

    folder: str
    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Delivery:
    """A file, the day it was brought, and the vendor that whoever brought it said it is about."""

    arrives_on: date
    vendor: str | None
    """None: the file itself names the vendors."""
    file: DemoFile


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table as CSV; None is an empty cell."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def json_bytes(value: object) -> bytes:
    """Return a value as JSON that people can read."""
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def slug(name: str) -> str:
    """Return a name as a part of a file's name.

    >>> slug("Backup and restore")
    'backup-and-restore'
    """
    return "-".join(name.casefold().split())
