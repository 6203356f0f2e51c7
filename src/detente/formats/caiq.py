"""CAIQ and CAIQ-Lite, the Cloud Security Alliance's questionnaire, as vendors send it: CSV, XLSX, Markdown.

A question whose id does not mention CAIQ still is one: the shape (a question id, a question, an answer) is
what is recognised, so any questionnaire in such a table is read, under the name that the file gives it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from detente.formats.column_names import KIND
from detente.formats.csv_reading import EXCERPT, CsvRow, ragged
from detente.formats.date_reading import UnreadableDate, read_date
from detente.formats.errors import DamagedFile, FormatError
from detente.formats.format import Format
from detente.formats.found import UNDATED, Assurance, Findings, Rejected
from detente.formats.markdown_tables import Table, tables
from detente.formats.questionnaire_table import Questionnaire, TableRow, answer_columns, answers, caiq_name
from detente.formats.row_fields import midnight
from detente.formats.sheet_cells import cell_texts
from detente.formats.source import Sheet, Source

_VERSION_4_ID = re.compile(r"[A-Z&]{3}-\d{2}\.\d")
_HEADER_WITHIN = 30
_SHEETS_TRIED = 8
_ANSWERS_OF = re.compile(r"\bcontains (?P<vendor>[^.|]{2,80}?)['\u2019]s? (?:responses|answers) to\b")
_DATE_DETAILS = ("last updated", "date completed", "completed", "completed on", "assessment date", "date")
_VENDOR_DETAILS = ("vendor", "organization", "organisation", "company", "provider", "csp", "service provider")
_NO_TABLE = "{} has no table with a question id, a question and an answer: is it the right file?"


# ------------------------------------------------------------------------- CSV


def _csv_matches(source: Source) -> bool:
    header = source.header or ()
    return answer_columns(header) is not None and KIND not in header


def _csv_findings(source: Source) -> Findings:
    rows = source.rows()
    header = next(rows, None)
    columns = answer_columns(header.values) if header else None
    if header is None or columns is None:
        raise DamagedFile(_NO_TABLE.format(source.name))
    first = list(islice(rows, 1))
    name = _name_by_id("".join(first[0].values[columns["id"] :][:1])) if first else "CAIQ"
    return answers(_csv_rows(chain(first, rows), len(header.values)), columns, Questionnaire(name))


def _csv_rows(rows: Iterator[CsvRow], width: int) -> Iterator[TableRow | Rejected]:
    for line, values in rows:
        yield TableRow(f"line {line}", values) if len(values) == width else ragged(line, values, width)


def _name_by_id(question_id: str) -> str:
    """Return the questionnaire's name where nothing but the form of its ids tells it."""
    if _VERSION_4_ID.match(question_id.strip()):
        return "CAIQ 4"
    return caiq_name(question_id) or "questionnaire"


# ------------------------------------------------------------------------ XLSX


def _xlsx_matches(source: Source) -> bool:
    try:
        return source.is_xlsx and any(map(_answer_sheet, islice(source.sheets(), _SHEETS_TRIED)))
    except (FormatError, OSError):
        return False


def _xlsx_findings(source: Source) -> Findings:
    met = False
    for sheet in source.sheets():
        if (found := _answer_sheet(sheet)) is None:
            continue
        met = True
        columns, rows = found
        about = Questionnaire(caiq_name(sheet.name) or sheet.name)
        yield from answers(rows, columns, about)
    if not met:
        raise DamagedFile(_NO_TABLE.format(source.name))


def _answer_sheet(sheet: Sheet) -> tuple[dict[str, int], Iterator[TableRow]] | None:
    """Return the columns and the rows under the header, or None where the sheet has no answers."""
    if sheet.hidden:
        return None
    for number, cells in sheet.rows:
        if number > _HEADER_WITHIN:
            return None
        if columns := answer_columns(cell_texts(cells)):
            place = f"sheet {sheet.name}, row "
            return columns, (TableRow(f"{place}{row}", cell_texts(cells)) for row, cells in sheet.rows)
    return None


# -------------------------------------------------------------------- Markdown


def _markdown_matches(source: Source) -> bool:
    if source.is_json or source.is_xlsx:
        return False
    lines = source.head.decode("utf-8", "replace").splitlines()
    return any(answer_columns(table.header) for table in tables(enumerate(lines, 1)))


def _markdown_findings(source: Source) -> Findings:
    lines = list(source.lines())
    found = list(tables(lines))
    about = _about(found, "\n".join(line for _, line in lines))
    met = False
    for table in found:
        if columns := answer_columns(table.header):
            met = True
            yield from answers(_markdown_rows(table), columns, about)
    if not met:
        raise DamagedFile(_NO_TABLE.format(source.name))


def _markdown_rows(table: Table) -> Iterator[TableRow | Rejected]:
    width = len(table.header)
    for row in table.rows:
        if len(row.cells) == width:
            yield TableRow(f"line {row.line}", row.cells)
        else:
            yield Rejected(
                f"line {row.line}",
                f"The row has {len(row.cells)} cells and the header {width}: write a bar in a cell as \\|.",
                " | ".join(row.cells)[:EXCERPT],
            )


def _about(found: Sequence[Table], text: str) -> Questionnaire:
    """Return what a table of two columns ("Last Updated | March 25, 2024") or the text says of the whole."""
    details = {
        row.cells[0].strip("* ").casefold(): row.cells[1]
        for table in found
        for row in table.rows
        if len(table.header) == len(row.cells) == 2  # noqa: PLR2004
    }
    dates = [details[name] for name in _DATE_DETAILS if name in details]
    try:
        answered_at = midnight(read_date(dates[0])) if dates else UNDATED
    except UnreadableDate:
        answered_at = UNDATED
    named = _ANSWERS_OF.search(text)
    vendors = [details[name] for name in _VENDOR_DETAILS if name in details]
    return Questionnaire(
        name=caiq_name(details.get("version", "")) or caiq_name(text) or "questionnaire",
        vendor=vendors[0] if vendors else named["vendor"].strip() if named else None,
        answered_at=answered_at,
    )


FORMATS = (
    Format(
        name="caiq-csv",
        title="CAIQ or CAIQ-Lite, CSV",
        about="A vendor's own answers to the Cloud Security Alliance's CAIQ or CAIQ-Lite, or to any other "
        "questionnaire in a CSV table with a question id, a question and an answer; sources in brackets and "
        "a confidence column are kept as the evidence that the vendor refers to.",
        assurance=Assurance.SELF_ATTESTED,
        matches=_csv_matches,
        parse=_csv_findings,
        media=("csv",),
    ),
    Format(
        name="caiq-xlsx",
        title="CAIQ or CAIQ-Lite, Excel",
        about="The same answers in an Excel workbook: every visible sheet that has a header with a question "
        "id, a question and an answer within its first 30 rows, as the Cloud Security Alliance's own has.",
        assurance=Assurance.SELF_ATTESTED,
        matches=_xlsx_matches,
        parse=_xlsx_findings,
        media=("xlsx",),
    ),
    Format(
        name="caiq-md",
        title="CAIQ or CAIQ-Lite, Markdown",
        about="The same answers as Markdown tables, as vendors publish them on their sites; the version, the "
        "date and the vendor are taken from a table of details or from the introduction.",
        assurance=Assurance.SELF_ATTESTED,
        matches=_markdown_matches,
        parse=_markdown_findings,
        media=("md",),
    ),
)
