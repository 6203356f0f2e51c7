"""Détente's own table: one header whose columns are the fields of the records themselves.

Beside the fields stand `kind`, `vendor`, `key`, `valid_from`, `valid_to` and `assurance`; only `kind` is
always needed. A row holds from the day that its own dates say (a result from the end of its period), or from
`valid_from` where that is later. Rows of several kinds may share a table: each fills the columns of its own
kind. An empty cell, or one with `?`, is unknown.
"""

from collections.abc import Iterable, Sequence

from detente.formats.aside_columns import NAMES, aside_converter
from detente.formats.cell_typing import Reading, converter
from detente.formats.csv_reading import excerpt, ragged
from detente.formats.errors import DamagedFile
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found
from detente.formats.nearest_word import advice
from detente.formats.record_plan import Aside, Column, Row, row_reader
from detente.formats.record_rules import COUNT, known_fields, rules, shapes
from detente.formats.records import KINDS, Record
from detente.formats.row_fields import UnusableRow
from detente.formats.rows_at_once import NotAsUsual, findings, rows_reader
from detente.formats.source import Source

_MOSTLY = 0.6


def _matches(source: Source) -> bool:
    header = source.header or ()
    known = known_fields() | {"kind", *NAMES}
    return (
        "kind" in header and len(header) > 1 and sum(name in known for name in header) > _MOSTLY * len(header)
    )


def _parse(source: Source) -> Findings:
    rows = source.raw_rows()
    _, header = next(rows, (1, []))
    names = [name.strip() for name in header]
    _check_header(names, source.name)
    table = _Table(names)
    return findings(rows, "line ", table.read_all, table.one_by_one)


class _Table:
    """The rows under one header, whatever kinds they are of."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names, self.kind_at, self.width = names, names.index("kind"), len(names)
        self.plans: dict[str, _KindPlan] = {}

    def one_by_one(self, rows: Iterable[tuple[int, Row]]) -> Findings:
        for line, values in rows:
            if len(values) != self.width:
                yield ragged(line, values, self.width)
                continue
            try:
                if any(values):
                    yield self.plan_of(values).read(values, f"line {line}")
            except UnusableRow as error:
                yield error.rejected(f"line {line}", excerpt(values))

    def plan_of(self, values: Row) -> "_KindPlan":
        """Return how a row is read, or raise UnusableRow."""
        kind = values[self.kind_at]
        plan = self.plans.get(kind)
        if plan is None:
            plan = self.plans[kind] = _KindPlan(kind, self.names)
        if plan.foreign:
            plan.refuse_foreign(values)
        return plan

    def read_all(self, rows: Sequence[Row], locators: Sequence[str]) -> list[Found]:
        """Read rows that are all of one kind, which has been met before, and of no field of another."""
        kinds = {row[self.kind_at] if len(row) == self.width else "" for row in rows}
        plan = self.plans.get(kinds.pop()) if len(kinds) == 1 else None
        if plan is None or plan.read_all is None or plan.foreign:
            raise NotAsUsual
        return plan.read_all(rows, locators)


class _KindPlan:
    """How the rows of one kind are read under one header."""

    def __init__(self, kind: str, names: Sequence[str]) -> None:
        record = KINDS.get(kind.strip())
        if record is None:
            what = advice(kind, KINDS, f"write one of {', '.join(sorted(KINDS))}.")
            raise UnusableRow(f"{kind[:60]!r} is no kind of record: {what}")
        own = {shape.name for shape in shapes(record)}
        missing = [shape.name for shape in shapes(record) if shape.required and shape.name not in names]
        if missing:
            raise UnusableRow(f"A row of kind {kind} needs the columns {', '.join(missing)}: add them.")
        self.foreign = [
            (index, name) for index, name in enumerate(names) if name not in {*own, *NAMES, "kind"}
        ]
        columns, aside = field_columns(record, names), _aside(names)
        self.read = row_reader(record, columns, aside)
        self.read_all = rows_reader(record, columns, aside, len(names))
        self.kind = kind

    def refuse_foreign(self, values: Row) -> None:
        for index, name in self.foreign:
            if values[index]:
                raise UnusableRow(f"{name} is no field of the kind {self.kind}: leave the cell empty.")


def field_columns(record: type[Record], names: Sequence[str]) -> dict[str, Column]:
    """Return a column for each field of the record that has its name in the header."""
    own = rules(record)
    found = {}
    for shape in shapes(record):
        if shape.name in names:
            least, most = own.ranges.get(shape.name, (-COUNT[1], COUNT[1]))
            reading = Reading(words=own.words.get(shape.name, ()), least=least, most=most)
            found[shape.name] = Column(names.index(shape.name), converter(shape, reading), shape.name)
    return found


def _aside(names: Sequence[str]) -> Aside:
    def column(name: str) -> Column | None:
        return Column(names.index(name), aside_converter(name), name) if name in names else None

    key = column("key")
    return Aside(
        vendor=column("vendor"),
        key=(key,) if key else (),
        valid_from=column("valid_from"),
        valid_to=column("valid_to"),
        assurance=column("assurance"),
    )


def _check_header(names: Sequence[str], file_name: str) -> None:
    known = known_fields() | {"kind", *NAMES}
    for name in names:
        if name not in known:
            what = advice(name, known, "remove the column, or read the file by a mapping.")
            raise DamagedFile(f"{file_name}: the column {name!r} is no field of any kind: {what}")
        if names.count(name) > 1:
            raise DamagedFile(f"{file_name}: the column {name!r} stands twice: remove one.")
    if "kind" not in names:
        raise DamagedFile(f"{file_name}: there is no column `kind`, which says what each row is.")


FORMAT = Format(
    name="detente-csv",
    title="Détente table (CSV)",
    about="Rows of any kind of record under the names of its fields, for what has no public format.",
    assurance=Assurance.SELF_ATTESTED,
    matches=_matches,
    parse=_parse,
    media=("csv",),
)
