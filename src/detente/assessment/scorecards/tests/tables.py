"""Random files about one vendor: tables of every kind of record that a criterion reads, as CSV text.

The text goes through the real format, so a law that is tested with it holds from the file on. Names, questions,
products and vulnerabilities come from small sets, so that files speak of the same things, and contradict each other.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.tests.worlds import AS_OF, VENDOR, imported
from detente.evidence.ledger.contracts import Fact
from detente.formats.detente_csv import FORMAT
from detente.formats.found import Assurance, Found
from detente.formats.record_rules import COUNT, Shape, rules, shapes
from detente.formats.records import KINDS, Record
from detente.formats.source import Source

OF_CRITERIA = {
    one.definition.id: tuple(dict.fromkeys((*one.definition.reads, *one.definition.joins)))
    for one in known_criteria().values()
}
READ = tuple(sorted({kind for kinds in OF_CRITERIA.values() for kind in kinds}))
NAMES = ("alpha", "beta", "Gamma")
KNOWN_WORDS = {
    "product": (*VENDOR.products, "Something Else"),
    "cve": ("CVE-2026-1001", "CVE-2026-1002"),
    "scheme": ("ISO/IEC 27001", "SOC 2 Type II", "ISO 9001"),
    "question_id": ("Q1", "Q2"),
    "contradicts": ("", "Q1", "Q1 Q2"),
    "questionnaire": ("CAIQ",),
    "expiry_of": ("", "", "a sponsor's authorisation"),
    "pair": ("speed and care",),
    "objective": ("back within 4 hours", "data out in a week"),
}
BACK, AHEAD = 900, 200


@dataclass(frozen=True)
class File:
    """A table as somebody would send it, and when it arrived."""

    text: str
    known_at: datetime
    against_only: bool = False


def days() -> st.SearchStrategy[date]:
    """Days around the day of the scorecard; most of them before it."""
    numbers = st.integers(-AHEAD, BACK) | st.integers(0, 120)
    return numbers.map(lambda number: (AS_OF - timedelta(days=number)).date())


def _value(shape: Shape, record: type[Record]) -> st.SearchStrategy[Any]:
    own = rules(record)
    if shape.name in own.words:
        return st.sampled_from(own.words[shape.name])
    if shape.type is bool:
        return st.booleans()
    if shape.type is date:
        return days()
    if shape.type is datetime:
        minutes = st.integers(0, 24 * 60 - 1)
        return st.builds(
            lambda day, m: datetime(*day.timetuple()[:3], tzinfo=UTC) + timedelta(minutes=m), days(), minutes
        )
    if shape.type in (int, float):
        least, most = own.ranges.get(shape.name, (0.0, 200.0))
        most = min(most, 10_000_000.0 if shape.name == "records" else 300.0) if most == COUNT[1] else most
        whole = st.integers(int(least), int(most))
        return whole if shape.type is int else whole | st.floats(least, most).map(lambda one: round(one, 3))
    return st.sampled_from(KNOWN_WORDS.get(shape.name, NAMES))


@st.composite
def rows(draw: Any, kinds: Sequence[str] = READ) -> dict[str, str]:
    """One row of a table: a record of some kind, with who checked it and, where it has no date, a date."""
    kind = draw(st.sampled_from(kinds))
    record = KINDS[kind]
    said: dict[str, Any] = {}
    for shape in shapes(record):
        may_be_empty = shape.nullable or not shape.required
        value = draw(st.none() | _value(shape, record) if may_be_empty else _value(shape, record))
        if value is not None:
            said[shape.name] = value
    for first, second in rules(record).order:
        if first in said and second in said:
            said[first], said[second] = sorted((said[first], said[second]))
    if kind == "monitoring":  # of a length that somebody would watch
        said["ends_at"] = min(said["ends_at"], said["starts_at"] + timedelta(days=100))
    if kind == "ticket_count":  # by the month, or by the two months that belong together
        said["starts_on"] = starts_on = said["starts_on"].replace(day=1)
        months = draw(st.sampled_from([1, 2])) if starts_on.month % 2 else 1
        said["ends_on"] = (starts_on + timedelta(days=31 * months)).replace(day=1)
    written = {name: _written(value) for name, value in said.items()}
    begins = [said[name] for name in rules(record).begins if name in said]
    if not begins or draw(st.integers(0, 4)) == 0:  # of a day before its own dates, or after them
        written["valid_from"] = str(draw(days()))
    level = draw(st.sampled_from(Assurance))
    return {"kind": kind, "assurance": level.name.lower().replace("_", " "), **written}


def _written(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


@st.composite
def files(draw: Any, kinds: Sequence[str] = READ, *, most: int = 6) -> File:
    """A file of one or several rows: often several of one kind, as a register has them."""
    chosen = draw(st.sampled_from(kinds))
    mixed = st.one_of(rows((chosen,)), rows((chosen,)), rows(kinds))
    table = draw(st.lists(mixed, min_size=1, max_size=most))
    back = timedelta(days=draw(st.integers(0, 400)), hours=1)
    against_only = draw(st.sampled_from([False, False, False, True]))
    return File(as_csv(table), AS_OF - back, against_only)


def as_csv(table: Sequence[dict[str, str]]) -> str:
    """Return rows as the text of a Détente table."""
    header = list(dict.fromkeys(name for row in table for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)
    return out.getvalue()


def read(file: File, number: int, folder: Path) -> list[Fact]:
    """Return a file's facts, read by the real format; a row that it rejects is a fault of these tests."""
    path = folder / "table.csv"
    path.write_text(file.text, encoding="utf-8")
    found = list(FORMAT.parse(Source(path, path.name)))
    rejected = [one for one in found if not isinstance(one, Found)]
    assert not rejected, (rejected, file.text)
    facts = imported(found, FORMAT.assurance, number=number, known_at=file.known_at)
    return [replace(one, against_only=file.against_only) for one in facts]
