"""The answers that a vendor sent from Détente itself: every question that was asked, with what was said to it.

A question that is not answered yet is there too, as blank: so that the share of good answers is always of all that
was asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson

from detente.formats.errors import DamagedFile
from detente.formats.fact_key import fact_key
from detente.formats.format import Format
from detente.formats.found import Assurance, Findings, Found
from detente.formats.records import QuestionnaireAnswer
from detente.formats.row_fields import RowFields, UnusableRow
from detente.formats.source import Source

ANSWERS = frozenset({"yes", "no", "partial", "not applicable", "text", "blank"})
_MARK = "detente-answers"


def written(answers: Sequence[tuple[QuestionnaireAnswer, datetime]]) -> bytes:
    """Return the file that says these answers, each with the moment at which it was given."""
    rows = [
        {
            "questionnaire": one.questionnaire,
            "question_id": one.question_id,
            "question": one.question,
            "domain": one.domain,
            "wanted": one.wanted,
            "answer": one.answer,
            "words": one.words,
            "evidence": one.evidence,
            "answered_at": at,
        }
        for one, at in answers
    ]
    return orjson.dumps({"format": _MARK, "answers": rows}, option=orjson.OPT_INDENT_2)


def _matches(source: Source) -> bool:
    whole = source.json_object
    return whole is not None and whole.get("format") == _MARK


def _parse(source: Source) -> Findings:
    whole: Any = source.json()
    answers = whole.get("answers") if isinstance(whole, Mapping) else None
    if not isinstance(answers, list):
        raise DamagedFile(f"{source.name} has no list of answers: is it the right file?")
    yield from _found(answers)


def _found(answers: list[Any]) -> Iterator[Any]:
    for number, row in enumerate(answers):
        locator = f"/answers/{number}"
        try:
            yield _answer(RowFields(row), locator)
        except UnusableRow as error:
            yield error.rejected(locator, row)


def _answer(row: RowFields, locator: str) -> Found:
    questionnaire, question_id, answer = (
        _said(row, one) for one in ("questionnaire", "question_id", "answer")
    )
    if not (questionnaire and question_id):
        raise UnusableRow("The questionnaire or the question id is missing: add it, or leave the answer out.")
    if answer not in ANSWERS:
        raise UnusableRow(f"{answer[:60]!r} is no answer: write one of {', '.join(sorted(ANSWERS))}.")
    return Found(
        record=QuestionnaireAnswer(
            questionnaire=questionnaire,
            question_id=question_id,
            question=_said(row, "question"),
            answer=answer,
            words=_said(row, "words"),
            evidence=_said(row, "evidence"),
            domain=_said(row, "domain"),
            wanted=_said(row, "wanted"),
        ),
        vendor=None,
        key=fact_key(questionnaire, question_id),
        valid_from=row.moment("answered_at"),
        locator=locator,
    )


def _said(row: RowFields, name: str) -> str:
    """Return a text as it was sent: "n/a" and "?" are words here."""
    value = row.row.get(name)
    return value if isinstance(value, str) else ""


FORMAT = Format(
    name=_MARK,
    title="Answers sent from Détente (JSON)",
    about="A vendor's answers to a questionnaire that a customer asked in Détente: all that was asked, with what is "
    "not answered yet as blank.",
    assurance=Assurance.SELF_ATTESTED,
    matches=_matches,
    parse=_parse,
    media=("json",),
)
