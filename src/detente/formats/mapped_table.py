"""Any table, CSV or XLSX, read by a mapping as if it were a format of its own."""

from collections.abc import Iterable, Iterator, Sequence

from detente.formats.aside_columns import aside_converter
from detente.formats.cell_typing import converter
from detente.formats.csv_reading import column_names, excerpt, ragged
from detente.formats.errors import DamagedFile, FormatError, MappingError
from detente.formats.format import Absence, Format
from detente.formats.found import Assurance, Findings
from detente.formats.mapping import MappedColumn, Mapping
from detente.formats.nearest_word import advice
from detente.formats.record_plan import Aside, Column, Row, constant_column, row_reader
from detente.formats.row_fields import UnusableRow
from detente.formats.rows_at_once import findings, rows_reader
from detente.formats.source import Source


def mapped_format(mapping: Mapping) -> Format:
    """Return a format that reads tables as the mapping says."""
    level = mapping.assurance if isinstance(mapping.assurance, Assurance) else Assurance.SELF_ATTESTED
    return Format(
        name=mapping.name,
        title=mapping.title,
        about=mapping.about,
        assurance=level,
        matches=lambda source: _matches(mapping, source),
        parse=lambda source: _parse(mapping, source),
        absence=Absence.REMOVED if mapping.removed_when_absent else Absence.SAYS_NOTHING,
        against_only=mapping.against_only,
        media=("csv", "xlsx"),
    )


def _matches(mapping: Mapping, source: Source) -> bool:
    try:
        names = _table(mapping, source)[0] if source.is_xlsx or mapping.header_row else source.header or ()
        return {column.column for column in mapping.columns} <= set(column_names(names))
    except (FormatError, OSError):
        return False


def _parse(mapping: Mapping, source: Source) -> Findings:
    header, rows, place = _table(mapping, source)
    names = column_names(header)
    columns, aside = _columns(mapping, names, source)
    read, width = row_reader(mapping.record, columns, aside), len(names)

    def one_by_one(rows: Iterable[tuple[int, Row]]) -> Findings:
        for number, row in rows:
            if len(row) != width:
                yield ragged(number, _words(row), width)
                continue
            try:
                yield read(row, f"{place}{number}")
            except UnusableRow as error:
                if any(row):
                    yield error.rejected(f"{place}{number}", excerpt(_words(row)))

    read_all = None if source.is_xlsx else rows_reader(mapping.record, columns, aside, width)
    return findings(rows, place, read_all, one_by_one)


def _table(mapping: Mapping, source: Source) -> tuple[Sequence[str], Iterator[tuple[int, Row]], str]:
    """Return the header, the rows after it with their numbers, and what stands before a row's number."""
    if source.is_xlsx:
        return _sheet(mapping, source)
    rows: Iterator[tuple[int, Row]] = source.raw_rows(mapping.delimiter)
    return (*_split(rows, mapping, source), "line ")


def _sheet(mapping: Mapping, source: Source) -> tuple[Sequence[str], Iterator[tuple[int, Row]], str]:
    seen = []
    for sheet in source.sheets():
        if sheet.name == mapping.sheet or (mapping.sheet is None and not sheet.hidden):
            return (*_split(sheet.rows, mapping, source), f"sheet {sheet.name}, row ")
        seen.append(sheet.name)
    raise MappingError(
        f"{mapping.file}: {source.name} has no sheet {mapping.sheet!r}; it has {', '.join(seen)}."
    )


def _split(
    rows: Iterator[tuple[int, Row]], mapping: Mapping, source: Source
) -> tuple[Sequence[str], Iterator[tuple[int, Row]]]:
    for number, row in rows:
        if number >= (mapping.header_row or 1):
            return _words(row), rows
    raise DamagedFile(f"{source.name} has no row {mapping.header_row or 1} to be the header.")


def _words(row: Row) -> list[str]:
    return ["" if cell is None else str(cell) for cell in row]


def _columns(mapping: Mapping, names: Sequence[str], source: Source) -> tuple[dict[str, Column], Aside]:
    """Return the columns of the record's fields, and those beside them."""
    text = not source.is_xlsx

    def place(column: MappedColumn) -> int:
        if column.column in names:
            return names.index(str(column.column))
        what = advice(str(column.column), filter(None, names), f"it has {', '.join(filter(None, names))}.")
        raise MappingError(
            f"{mapping.file}, line {column.line}: {source.name} has no column {column.column!r}: {what}"
        )

    def field(column: MappedColumn) -> Column:
        if column.column is None:
            return constant_column(column.value, column.shape.name)
        return Column(place(column), converter(column.shape, column.reading, remember=text), column.column)

    def beside(column: MappedColumn | Assurance | None, name: str) -> Column | None:
        if column is None or isinstance(column, Assurance):
            return None
        if column.column is None:
            return constant_column(column.value, name)
        return Column(place(column), aside_converter(name, column.reading, remember=text), column.column)

    return (
        {name: field(column) for name, column in mapping.fields.items()},
        Aside(
            vendor=beside(mapping.vendor, "vendor"),
            key=tuple(one for column in mapping.key if (one := beside(column, "key"))),
            valid_from=beside(mapping.valid_from, "valid_from"),
            valid_to=beside(mapping.valid_to, "valid_to"),
            assurance=beside(mapping.assurance, "assurance"),
        ),
    )
