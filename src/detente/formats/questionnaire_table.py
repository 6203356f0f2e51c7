"""A table of questions and answers, whatever file it is in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.formats.answer_words import bare_mark, references, settled_answer
from detente.formats.column_names import column_indexes
from detente.formats.fact_key import fact_key
from detente.formats.found import HEADING, UNDATED, Findings, Found, Rejected
from detente.formats.records import QuestionnaireAnswer

_SYNONYMS = {
    "id": ("question id", "questionid", "caiq question id", "question no", "question number", "cid"),
    "question": ("question", "consensus assessment questions", "assessment question", "question text"),
    "answer": (
        "vendor response",
        "csp caiq answer",
        "vendor answer",
        "answer",
        "response",
        "consensus assessment answers",
    ),
    "domain": ("control domain", "domain", "ccm domain title", "control group", "category", "section"),
    "mark": ("confidence", "reviewer notes", "status"),
    "owner": ("control ownership", "ssrm control ownership"),
    "notes": (
        "csp implementation description optional recommended",
        "csp implementation description",
        "additional information",
        "notes",
        "comments",
    ),
    "reference": ("evidence", "reference", "references", "evidence reference"),
}
_SAYING = ("question", "answer", "notes", "reference")
_NEEDED = {"id", "question", "answer"}
_NAMED = re.compile(
    r"CAIQ\)?[\s_-]*(?P<lite>Lite)?[\s,]*(?P<word>version|ver\.?|v)?\s*(?P<number>\d+(?:\.\d+)*)?",
    re.IGNORECASE,
)
_EXCERPT = 500


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """What a file says of the questionnaire as a whole."""

    name: str
    vendor: str | None = None
    answered_at: datetime = UNDATED


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of one row, and its place."""

    locator: str
    cells: Sequence[str]


def answer_columns(header: Sequence[str]) -> dict[str, int] | None:
    """Return which column holds what, or None where the table is none of questions and answers.

    >>> answer_columns(["Question ID", "Question", "Answer", "Price"])
    {'id': 0, 'question': 1, 'answer': 2}
    >>> answer_columns(["Question", "Price"]) is None
    True
    """
    found = column_indexes(header, _SYNONYMS)
    return found if found.keys() >= _NEEDED else None


def caiq_name(text: str) -> str | None:
    """Return the name of the CAIQ edition that a text mentions, in one spelling.

    >>> caiq_name("CAIQ Lite v4.0.3"), caiq_name("Questionnaire (CAIQ) Lite version 4"), caiq_name("CAIQ-001")
    ('CAIQ-Lite 4.0.3', 'CAIQ-Lite 4', 'CAIQ')
    """
    if not (found := _NAMED.search(text)):
        return None
    name = "CAIQ-Lite" if found["lite"] else "CAIQ"
    number = found["number"] or ""
    is_version = found["lite"] or found["word"] or "." in number
    return f"{name} {number if is_version else ''}".rstrip()


def answers(
    rows: Iterable[TableRow | Rejected], columns: Mapping[str, int], about: Questionnaire
) -> Findings:
    """Yield one answer per question; what has no question id, or no question, or a second answer, is rejected.

    A row that has neither a question nor an answer, nor notes or evidence, is a heading.
    """
    first_place: dict[str, str] = {}
    for row in rows:
        if isinstance(row, Rejected):
            yield row
            continue
        cells = {field: row.cells[index].strip() for field, index in columns.items()}
        question_id = " ".join(cells["id"].split())
        if not any(cells.get(field) for field in _SAYING):
            if any(row.cells):
                yield HEADING
        elif not question_id:
            yield _rejected(row, "The row has no question id: give it one, or delete it.")
        elif not (cells["question"] or cells["answer"]):
            yield _rejected(
                row, f"{question_id} has neither a question nor an answer: add one, or delete it."
            )
        elif question_id in first_place:
            earlier = first_place[question_id]
            yield _rejected(
                row, f"Question {question_id} is answered already at {earlier}: keep one of them."
            )
        else:
            first_place[question_id] = row.locator
            yield _answer(question_id, cells, row.locator, about)


def _answer(question_id: str, cells: Mapping[str, str], locator: str, about: Questionnaire) -> Found:
    written, notes, mark = cells["answer"], cells.get("notes", ""), cells.get("mark", "")
    settled = settled_answer(written, mark=mark, question=cells["question"])
    if settled == "blank" and notes:
        settled = "text"
    named = (cells.get("reference", ""), references(written), references(notes), bare_mark(mark))
    return Found(
        record=QuestionnaireAnswer(
            questionnaire=about.name,
            question_id=question_id,
            question=cells["question"],
            answer=settled,
            words=" — ".join(part for part in (written, notes) if part),
            evidence="; ".join(part for part in named if part),
            domain=cells.get("domain", ""),
            owner=cells.get("owner", ""),
        ),
        vendor=about.vendor,
        key=fact_key(about.name, question_id),
        valid_from=about.answered_at,
        locator=locator,
    )


def _rejected(row: TableRow, reason: str) -> Rejected:
    return Rejected(row.locator, reason, " | ".join(row.cells)[:_EXCERPT])
