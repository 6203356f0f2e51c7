"""A first mapping for somebody's table: the kind and the columns guessed, everything else left as a comment.

A guess is only ever a proposal: whoever sends the table reads the draft, corrects it and keeps it.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any

import yaml

from detente.formats.aside_columns import ASSURANCE_WORDS
from detente.formats.column_guessing import (
    ALIKE,
    FEW,
    SeenColumn,
    level,
    likeness,
    matching_columns,
    seen_column,
)
from detente.formats.csv_reading import EXCERPT, column_names
from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.record_rules import Shape, rules, shapes
from detente.formats.records import KINDS, Record
from detente.formats.source import Source

_ROWS = 200
_SHOWN = 60
_TYPES = {
    str: "text",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "date",
    datetime: "moment",
}


def draft_mapping(source: Source) -> str:
    """Return a first mapping for the table as YAML, with what was guessed and what is missing as comments.

    Raises
    ------
    DamagedFile
        The file holds no table.
    UnsafeFile
        It has more columns, or a longer line, than anybody's table.
    """
    sheet, names, rows = _table(source)
    if len([name for name in names if name]) < 2:  # noqa: PLR2004
        raise DamagedFile(f"{source.name} holds no table: a mapping needs a header with several columns.")
    seen = [
        seen_column(name, [row[place] for row in rows if place < len(row)])
        for place, name in enumerate(names)
        if name
    ]
    record, matched = _guessed_kind(seen)
    lines = [*_top(source, sheet, record, seen), *_fields(record, matched), *_rest(seen, matched)]
    return "\n".join(lines) + "\n"


def _table(source: Source) -> tuple[str | None, list[str], list[Sequence[Any]]]:
    if source.is_xlsx:
        for sheet in source.sheets():
            names, rows = _opening(source, (row for _, row in sheet.rows))
            if names and not sheet.hidden:
                return sheet.name, names, rows
        raise DamagedFile(f"{source.name} has no visible sheet with a table.")
    names, rows = ([], []) if source.is_json else _opening(source, (row for _, row in source.raw_rows()))
    if not names:
        raise DamagedFile(f"{source.name} holds no table: a mapping reads CSV and XLSX.")
    return None, names, rows


def _opening(source: Source, rows: Iterable[Sequence[Any]]) -> tuple[list[str], list[Sequence[Any]]]:
    """Return the names of the columns, and of the first rows so much as the longest line may have."""
    rows = iter(rows)
    header = next(rows, ())
    most, left = source.limits.drafted_columns, source.limits.line_bytes
    if len(header) > most:
        raise UnsafeFile(
            f"{source.name} has {len(header):,} columns, and {most:,} is the most that a mapping is drafted for. Is it "
            "a table, with its delimiters where they belong?"
        )
    kept: list[Sequence[Any]] = []
    for row in islice(rows, _ROWS):
        kept.append([cell[:EXCERPT] if isinstance(cell, str) else cell for cell in row[: len(header)]])
        left -= sum([len(cell) for cell in kept[-1] if isinstance(cell, str)])
        if left < 0:
            break
    return column_names(["" if cell is None else str(cell) for cell in header]), kept


def _guessed_kind(seen: Sequence[SeenColumn]) -> tuple[type[Record], dict[str, SeenColumn]]:
    """Return the kind whose needed fields most of the columns are named like, and which is which."""

    def score(record: type[Record]) -> float:
        needed = [shape.name for shape in shapes(record) if shape.required]
        matched = matching_columns(record, seen)
        return sum(name in matched for name in needed) / len(needed) + len(matched) / 20

    best = max(KINDS.values(), key=score)
    return best, matching_columns(best, seen)


def _top(source: Source, sheet: str | None, record: type[Record], seen: Sequence[SeenColumn]) -> list[str]:
    unknown = sorted({word for column in seen for word in column.unknown})
    called = [
        one.name for one in seen if max(likeness("vendor", one.name), likeness("supplier", one.name)) >= ALIKE
    ]
    own = rules(record)
    itself = f"; by itself: {' and '.join(own.identity)}" if own.identity else ""
    begins = f"; by itself: {' or '.join(own.begins)}" if own.begins else ""
    return [
        f"# A first mapping for {source.name}, guessed from its header and its first {_ROWS} rows.",
        "# Correct what is wrong, fill what is marked TODO, and import the table with this mapping.",
        f"# The kinds: {', '.join(sorted(KINDS))}",
        f"kind: {record.kind}",
        *([f"sheet: {_yaml(sheet)}"] if sheet else []),
        f"vendor: {_yaml(called[0])}"
        if called
        else "# vendor: {value: NAME}  # or a column; else the import says it",
        f"assurance: self-attested  # or {', '.join(list(ASSURANCE_WORDS)[1:])}",
        *([f"unknown: {_yaml(unknown)}"] if unknown else []),
        f"# key: [COLUMN]  # what makes a row the same thing in the next edition{itself}",
        f"# valid_from: COLUMN  # from when a row holds{begins}",
        "fields:",
    ]


def _fields(record: type[Record], matched: dict[str, SeenColumn]) -> list[str]:
    lines = []
    for shape in shapes(record):
        column = matched.get(shape.name)
        words = rules(record).words.get(shape.name, ())
        kind = _TYPES[shape.type] + (f", one of: {', '.join(words)}" if words else "")
        kind += "" if shape.required else "; may be left out"
        if column is None:
            lines.append(f"  # {shape.name}: COLUMN  # {'TODO: ' if shape.required else ''}{kind}")
            continue
        options = _options(shape, column, words)
        written = _yaml({"column": column.name, **options} if options else column.name)
        doubt = "; do days or months come first?" if column.ambiguous else ""
        lines.append(f"  {shape.name}: {written}  # {kind}{_such_as(column)}{doubt}")
    return lines


def _options(shape: Shape, column: SeenColumn, words: Sequence[str]) -> dict[str, Any]:
    """Return what a mapping must say of the column beyond its name."""
    wanted = {
        date: {"formats"},
        datetime: {"formats"},
        int: {"decimal", "thousands"},
        float: {"decimal", "thousands"},
    }
    options = {name: value for name, value in column.options.items() if name in wanted.get(shape.type, ())}
    few = len(column.samples) <= FEW
    strange = [one for one in column.samples if one.casefold() not in words] if words else []
    if strange and few:
        options["map"] = dict.fromkeys(strange, "TODO")
    elif shape.name == "priority" and column.type is str and few:
        options["map"] = {one: level(one) or "TODO" for one in column.samples}
    elif shape.type is bool and column.type is not bool and column.samples:
        options["means_yes"], options["means_no"] = [column.samples[0]], list(column.samples[1:]) or ["no"]
    return options


def _rest(seen: Sequence[SeenColumn], matched: dict[str, SeenColumn]) -> list[str]:
    used = {column.name for column in matched.values()}
    left = [column for column in seen if column.name not in used]
    title = ["# Columns that no field uses:"] if left else []
    return title + [f"#   {_yaml(column.name)}: {_TYPES[column.type]}{_such_as(column)}" for column in left]


def _such_as(column: SeenColumn) -> str:
    return f"; such as {', '.join(column.samples[:3])[:_SHOWN]!r}" if column.samples else ""


def _yaml(value: Any) -> str:
    text: str = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return text.strip().removesuffix("...").strip()
