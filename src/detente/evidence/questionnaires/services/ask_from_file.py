"""Use case: ask a vendor the questions that a file asks."""

from collections.abc import Iterator
from datetime import date, datetime

from detente.evidence.questionnaires.contracts import (
    ASK_QUESTIONS,
    LONGEST_QUESTION,
    NoQuestions,
    QuestionAsked,
    QuestionnaireShown,
    UnfitDueDay,
    UnfitQuestion,
    UnreadableQuestionnaire,
)
from detente.evidence.questionnaires.services.store_questionnaire import store_questionnaire
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, UnfitName
from detente.formats.errors import FormatError
from detente.formats.format import detect
from detente.formats.found import Found
from detente.formats.records import QuestionnaireAnswer
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.uploads import Upload, discard_uploads
from detente.foundation.use_case import use_case

LONGEST = 300


@use_case(
    "questionnaires.ask_from_file",
    permission=ASK_QUESTIONS,
    path="pages/questionnaires/ask",
    raises=(
        NoSuchVendor,
        AmbiguousVendor,
        UnreadableQuestionnaire,
        NoQuestions,
        UnfitQuestion,
        UnfitDueDay,
        UnfitName,
    ),
    doors=Doors.BY_HAND,
)
def ask_from_file(
    *, actor: Actor, at: datetime, vendor: str, upload: Upload, title: str = "", due_on: date | None = None
) -> QuestionnaireShown:
    """Ask a vendor what a file asks (CAIQ, HECVAT, VSAQ); of one that is filled in, the questions alone are taken.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor, or the number of the relationship.
    upload : Upload
        The file.
    title : str, up to 200 characters
        What the questionnaire is called; without one, as the file calls it.
    due_on : date
        By when answers are asked for.
    """
    try:
        questions = _questions(Source(upload.path, upload.name))
    finally:
        discard_uploads([upload.path])
    if not questions:
        raise UnreadableQuestionnaire(f"{upload.name} asks no question: is it the right file?")
    return store_questionnaire(
        actor=actor,
        at=at,
        vendor=vendor,
        title=title.strip() or questions[0].questionnaire[:200],
        questions=questions,
        due_on=due_on,
    )


def _questions(source: Source) -> list[QuestionAsked]:
    try:
        return list(_asked(source))
    except FormatError as error:
        raise UnreadableQuestionnaire(str(error)) from error


def _asked(source: Source) -> Iterator[QuestionAsked]:
    met: set[tuple[str, str]] = set()
    for one in detect(source).parse(source):
        if not isinstance(one, Found):
            continue
        said = one.record
        if not isinstance(said, QuestionnaireAnswer):
            raise UnreadableQuestionnaire(f"{source.name} holds no questions: give a questionnaire.")
        place = (said.questionnaire, said.question_id)
        if place in met or not (said.question.strip() or said.question_id):
            continue
        met.add(place)
        yield QuestionAsked(
            question=_text(said.question or said.question_id)[:LONGEST_QUESTION],
            question_id=_text(said.question_id)[:LONGEST],
            questionnaire=_text(said.questionnaire)[:LONGEST],
            domain=_text(said.domain)[:LONGEST],
            wanted=said.wanted,
        )


def _text(words: str) -> str:
    """Return words as a database keeps them: no NUL, no half of a character."""
    return words.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
