"""A file format: how it is recognised and how it is read. Each module here that has a `FORMAT` is one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from detente import formats
from detente.formats.errors import UnknownFormat
from detente.formats.found import Assurance, Findings
from detente.formats.source import Source

OWN_TABLE = "For a table of your own, give a mapping file with it; or say which format it is."


class Absence(StrEnum):
    """What it means that a newer edition of the file no longer has a row."""

    SAYS_NOTHING = "says nothing"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Format:
    """One file format, as `detente formats` lists it."""

    name: str  # for --as: "kev-json"
    title: str
    about: str  # one sentence: what it holds and who publishes it
    assurance: Assurance  # the level of its facts, unless a fact says otherwise
    matches: Callable[[Source], bool]  # by content, never by file name; must not raise
    parse: Callable[[Source], Findings]
    absence: Absence = Absence.SAYS_NOTHING
    series: str = ""  # formats of one list, published in several shapes, share it: their editions compare
    edition_of: Callable[[Source], datetime | None] | None = None  # the date that an edition states of itself
    against_only: bool = False  # posted by the vendor about itself: its facts can only count against
    dated_beside: frozenset[str] = frozenset()  # formats whose files, where they arrive with it, tell its day
    media: tuple[str, ...] = field(default=())  # "csv", "json", "xlsx", "md", "yaml"


@cache
def formats_by_name() -> Mapping[str, Format]:
    """Return every format there is: each module of this package that defines FORMAT (or FORMATS)."""
    found: dict[str, Format] = {}
    for module in iter_modules(formats.__path__, f"{formats.__name__}."):
        loaded = import_module(module.name)
        several = getattr(loaded, "FORMATS", ())
        for one in (*several, *([loaded.FORMAT] if hasattr(loaded, "FORMAT") else [])):
            found[one.name] = one
    return dict(sorted(found.items()))


def detect(source: Source) -> Format:
    """Return the one format whose content test the file passes, or say what was tried.

    Raises
    ------
    UnknownFormat
        No format, or more than one, recognises the content.
    UnusableFile
        None does, since it cannot be read at all: a bomb, a damaged file, no text.
    """
    known = formats_by_name()
    fitting = [one for one in known.values() if one.matches(source)]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(one.name for one in fitting)
    if fitting:
        raise UnknownFormat(f"{source.name} fits several formats ({names}): say which one it is.")
    _read_through(source)
    is_table = source.is_xlsx or len(source.header or ()) > 1
    advice = OWN_TABLE if is_table else "Is it the right file? If it is of one of them, say which."
    raise UnknownFormat(f"{source.name} fits none of the {len(known)} known formats. {advice}")


def _read_through(source: Source) -> None:
    """Raise what speaks against reading a file that no format recognises, if anything does."""
    if source.is_xlsx:
        next(source.sheets(), None)
    elif source.is_json:
        source.json()
    else:
        for _ in source.lines():
            pass
