"""A mapping: a YAML file that says how the columns of somebody's own table become records.

`mapping.schema.json` describes the file; what a schema cannot say (kinds, fields, which option fits which
type) is checked here. Every error names the file, the line and what to do.
"""

import re
from collections.abc import Mapping as AbstractMapping
from dataclasses import MISSING, dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from detente.formats.aside_columns import assurance_level
from detente.formats.cell_typing import NO, UNKNOWN, YES, Reading, WrongCell, converter
from detente.formats.errors import MappingError, UnusableFile
from detente.formats.found import Assurance
from detente.formats.limits import Limits
from detente.formats.mapping_schema import schema_errors
from detente.formats.nearest_word import advice
from detente.formats.record_rules import COUNT, Shape, rules, shapes
from detente.formats.records import KINDS, Record
from detente.formats.yaml_reading import Document, read

_SECONDS = {
    "milliseconds": 0.001,
    "seconds": 1.0,
    "minutes": 60.0,
    "hours": 3600.0,
    "days": 86400.0,
    "weeks": 604800.0,
}
_FIELD_UNITS = {"_ms": "milliseconds", "_hours": "hours", "_days": "days"}
_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})")
_FITTING = {
    "formats": (date, datetime),
    "zone": (datetime,),
    "decimal": (int, float),
    "thousands": (int, float),
    "percent": (float,),
    "unit": (float,),
    "factor": (int, float),
    "means_yes": (bool,),
    "means_no": (bool,),
}
"""Which options of a column fit which types of field; the others fit all."""


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """A column of the table, or a value that stands in its place, and how its cells are read."""

    column: str | None
    value: Any  # of the field's type, where there is no column
    reading: Reading
    shape: Shape
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read: a checked mapping file."""

    file: str
    name: str
    title: str
    about: str
    record: type[Record]
    fields: AbstractMapping[str, MappedColumn]
    vendor: MappedColumn | None
    key: tuple[MappedColumn, ...]
    valid_from: MappedColumn | None
    valid_to: MappedColumn | None
    assurance: MappedColumn | Assurance | None
    removed_when_absent: bool
    against_only: bool
    sheet: str | None
    header_row: int | None
    delimiter: str | None

    @property
    def columns(self) -> tuple[MappedColumn, ...]:
        """Every column that the table must have."""
        beside = (self.vendor, self.valid_from, self.valid_to, self.assurance)
        several = (*self.fields.values(), *self.key, *beside)
        return tuple(one for one in several if isinstance(one, MappedColumn) and one.column is not None)


def read_mapping(mapping: Path | str, name: str | None = None) -> Mapping:
    """Return the mapping that a file, or a text, describes.

    Parameters
    ----------
    mapping : Path | str
        The file's path, or the YAML text itself.
    name : str, optional
        What errors call it; the path's name where left out.

    Raises
    ------
    MappingError
        It cannot be followed; the message names the file, the line and what to do.
    """
    file = name or (mapping.name if isinstance(mapping, Path) else "the mapping")
    try:
        text = mapping if isinstance(mapping, str) else mapping.read_text(encoding="utf-8-sig")
        document = read(text, file, Limits())
    except UnusableFile as error:
        raise MappingError(str(error)) from error
    except (UnicodeDecodeError, OSError) as error:
        raise MappingError(f"{file} cannot be read as UTF-8 text: {error}") from error
    if isinstance(document.value, dict) and isinstance(fields := document.value.get("fields"), dict):
        for key in [key for key in fields if isinstance(key, bool)]:  # YAML reads the field `on` as true
            fields["on" if key else "off"] = fields.pop(key)
    for path, reason in schema_errors(document.value):
        _refuse(file, document, path, reason)
    return _Reader(file, document).mapping()


def _refuse(file: str, document: Document, path: tuple[str | int, ...], reason: str) -> NoReturn:
    raise MappingError(f"{file}, line {document.line(path)}: {reason}")


class _Reader:
    """Turns a document that fits the schema into a Mapping."""

    def __init__(self, file: str, document: Document) -> None:
        self.file, self.document, self.all = file, document, document.value
        self.unknown = frozenset(self.all.get("unknown", ())) | UNKNOWN

    def refuse(self, reason: str, *path: str | int) -> NoReturn:
        _refuse(self.file, self.document, path, reason)

    def mapping(self) -> Mapping:
        record = self._record()
        fields = self._fields(record)
        return Mapping(
            file=self.file,
            name=self.all.get("name", "mapping"),
            title=self.all.get("title", f"Table of {record.kind} rows by {self.file}"),
            about=self.all.get("about", f"A table read by the mapping {self.file}."),
            record=record,
            fields=fields,
            vendor=self._column("vendor", _beside("vendor", str)),
            key=tuple(
                MappedColumn(column, None, Reading(), _beside("key", str), self.document.line(("key", index)))
                for index, column in enumerate(self.all.get("key", ()))
            ),
            valid_from=self._column("valid_from", _beside("valid_from", datetime)),
            valid_to=self._column("valid_to", _beside("valid_to", datetime)),
            assurance=self._assurance(),
            removed_when_absent=self.all.get("absence") == "removed",
            against_only=self.all.get("against_only", False),
            sheet=self.all.get("sheet"),
            header_row=self.all.get("header_row"),
            delimiter=self.all.get("delimiter"),
        )

    def _record(self) -> type[Record]:
        kind = self.all["kind"]
        if kind not in KINDS:
            what = advice(kind, KINDS, f"the kinds are {', '.join(sorted(KINDS))}.")
            self.refuse(f"{kind!r} is no kind of record: {what}", "kind")
        return KINDS[kind]

    def _fields(self, record: type[Record]) -> dict[str, MappedColumn]:
        known = {shape.name: shape for shape in shapes(record)}
        own = rules(record)
        found = {}
        for name in self.all["fields"]:
            if name not in known:
                what = advice(str(name), known, f"its fields are {', '.join(known)}.")
                self.refuse(f"{name!r} is no field of {record.kind}: {what}", "fields", name)
            least, most = own.ranges.get(name, (-COUNT[1], COUNT[1]))
            reading = Reading(words=own.words.get(name, ()), least=least, most=most)
            if column := self._column("fields", known[name], reading, name):
                found[name] = column
        for shape in known.values():
            if shape.required and shape.name not in found:
                self.refuse(f"{record.kind} needs the field {shape.name}: name its column.", "fields")
        return found

    def _assurance(self) -> MappedColumn | Assurance | None:
        written = self.all.get("assurance")
        word = written.get("value") if isinstance(written, dict) else written
        if word is None:
            return self._column("assurance", _beside("assurance", str))
        try:
            return assurance_level(str(word))
        except WrongCell as error:
            self.refuse(f"{error} For a column, write `assurance: {{column: …}}`.", "assurance")

    def _column(
        self, place: str, shape: Shape, reading: Reading | None = None, field: str | None = None
    ) -> MappedColumn | None:
        path: tuple[str, ...] = (place,) if field is None else (place, field)
        written = self.all.get(place) if field is None else self.all[place][field]
        if written is None:
            return None
        options: dict[str, Any] = {"column": written} if isinstance(written, str) else written
        if ("column" in options) == ("value" in options):
            self.refuse(f"{path[-1]} needs either `column` or `value`, and not both.", *path)
        for option, types in _FITTING.items():
            if option in options and shape.type not in types:
                kind = {bool: "yes or no", str: "text"}.get(shape.type, f"a {shape.type.__name__}")
                self.refuse(f"`{option}` does not fit {shape.name}, {kind}: remove it.", *path, option)
        how = self._reading(options, shape, reading or Reading(), path)
        for word, ours in options.get("map", {}).items():
            if ours is not None:
                self._value(ours, shape, how, (*path, "map", word))
        if "default" in options:
            shape = replace(shape, default=self._value(options["default"], shape, how, (*path, "default")))
        value = self._value(options["value"], shape, how, (*path, "value")) if "value" in options else None
        return MappedColumn(options.get("column"), value, how, shape, self.document.line(path))

    def _value(self, written: Any, shape: Shape, how: Reading, path: tuple[str, ...]) -> Any:
        """Return a value written in the mapping itself as one of the field's type."""
        cell = written if written is None or isinstance(written, float | date) else str(written)
        plain = replace(how, factor=1.0, formats=(), decimal=".", thousands="", yes=YES, no=NO, meanings={})
        try:
            return converter(shape, plain, remember=False)(cell)
        except WrongCell as error:
            self.refuse(f"{shape.name}: {error}", *path)

    def _reading(
        self, options: AbstractMapping[str, Any], shape: Shape, reading: Reading, path: tuple[str, ...]
    ) -> Reading:
        unknown = self.unknown | frozenset(options.get("unknown", ()))
        return replace(
            reading,
            unknown=unknown,
            formats=tuple(options.get("formats", ())),
            zone=self._zone(options["zone"], (*path, "zone")) if "zone" in options else UTC,
            decimal=options.get("decimal", "."),
            thousands=options.get("thousands", ""),
            factor=self._factor(options, shape, path),
            yes=_words(options, "means_yes", YES),
            no=_words(options, "means_no", NO),
            meanings={str(word): _plain(ours) for word, ours in options.get("map", {}).items()},
        )

    def _factor(self, options: AbstractMapping[str, Any], shape: Shape, path: tuple[str, ...]) -> float:
        factor = float(options.get("factor", 1))
        if options.get("percent"):
            factor /= 100
        if unit := options.get("unit"):
            own = next((one for end, one in _FIELD_UNITS.items() if shape.name.endswith(end)), None)
            if own is None:
                self.refuse(f"{shape.name} has no unit of its own: write `factor` instead.", *path, "unit")
            factor *= _SECONDS[unit] / _SECONDS[own]
        return factor

    def _zone(self, name: str, path: tuple[str, ...]) -> tzinfo:
        if offset := _OFFSET.fullmatch(name):
            shift = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
            return timezone(-shift if offset[1] == "-" else shift)
        try:
            return ZoneInfo(name)
        except (KeyError, ValueError, OSError):
            self.refuse(f"{name!r} is no time zone known here: write an offset such as +01:00.", *path)


def _beside(name: str, kind: type) -> Shape:
    return Shape(name, kind, nullable=True, default=MISSING)


def _plain(value: Any) -> str:
    """Return a value of a YAML file as a cell would have it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _words(options: AbstractMapping[str, Any], name: str, otherwise: frozenset[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in options[name]) if name in options else otherwise
