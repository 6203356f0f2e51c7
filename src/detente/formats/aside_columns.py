"""The columns that stand beside a record's fields in a table: vendor, key, validity, assurance."""

from dataclasses import MISSING
from datetime import datetime
from typing import Any

from detente.formats.cell_typing import UNKNOWN, Converter, Reading, Remembered, WrongCell, converter
from detente.formats.found import Assurance
from detente.formats.record_rules import Shape

NAMES = ("vendor", "key", "valid_from", "valid_to", "assurance")

ASSURANCE_WORDS = {
    "self-attested": Assurance.SELF_ATTESTED,
    "tool-measured": Assurance.TOOL_MEASURED,
    "third-party assessed": Assurance.THIRD_PARTY_ASSESSED,
    "regulator-listed": Assurance.REGULATOR_LISTED,
    "jointly measured": Assurance.JOINTLY_MEASURED,
}
_NORMAL = {_word.replace("-", " "): level for _word, level in ASSURANCE_WORDS.items()}


def assurance_level(word: str) -> Assurance:
    """Return the level that a word or its number, 1 to 5, stands for.

    >>> assurance_level("Third-party assessed").value
    3
    """
    normal = " ".join(word.casefold().replace("-", " ").replace("_", " ").split())
    if normal in _NORMAL:
        return _NORMAL[normal]
    if normal in {"1", "2", "3", "4", "5"}:
        return Assurance(int(normal))
    raise WrongCell(f"{word[:60]!r} is no level of assurance: write {', '.join(ASSURANCE_WORDS)}.")


def aside_converter(name: str, reading: Reading | None = None, *, remember: bool = True) -> Converter:
    """Return what turns a cell of one of these columns into its value; an empty one gives None."""
    how = reading or Reading(unknown=UNKNOWN)
    kind: type = datetime if name.startswith("valid") else str
    read = converter(Shape(name, kind, nullable=True, default=MISSING), how, remember=remember)
    if name == "vendor" and remember:
        return Remembered(read).__getitem__
    if name != "assurance":
        return read
    levels: dict[Any, Assurance | None] = {}

    def level(cell: Any) -> Assurance | None:
        if cell not in levels:
            word = read(cell)
            levels[cell] = None if word is None else assurance_level(word)
        return levels[cell]

    return level
