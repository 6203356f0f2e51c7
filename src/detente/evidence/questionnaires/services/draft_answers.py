"""Use case: draft answers."""

from datetime import datetime

from detente.evidence.ledger.contracts import DocumentId, NoSuchDocument
from detente.evidence.ledger.selectors import access_document
from detente.evidence.questionnaires.contracts import (
    ANSWER_QUESTIONS,
    LONGEST_WORDS,
    Answer,
    AnswerDrafted,
    AnswersShown,
    ChangedMeanwhile,
    DraftShown,
    NoSuchQuestion,
    NoSuchQuestionnaire,
    QuestionnaireId,
    UnfitAnswer,
    UnfitDocument,
)
from detente.evidence.questionnaires.models import Questionnaire
from detente.evidence.questionnaires.selectors import access_questionnaire, answers_of, drafts_of
from detente.evidence.questionnaires.services.write_drafts import Said, write_drafts
from detente.formats.safe_cell import runs
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case


@use_case(
    "questionnaires.draft_answers",
    permission=ANSWER_QUESTIONS,
    path="questionnaires/{questionnaire}/drafts",
    raises=(NoSuchQuestionnaire, NoSuchQuestion, UnfitAnswer, UnfitDocument, ChangedMeanwhile),
)
def draft_answers(
    *, actor: Actor, at: datetime, questionnaire: QuestionnaireId, answers: list[AnswerDrafted]
) -> AnswersShown:
    """Draft answers, which only your side sees until they are sent; what was drafted before gives way to them.

    Parameters
    ----------
    questionnaire : QuestionnaireId
        The number of the questionnaire.
    answers : list of AnswerDrafted
        What is said to which question; with the draft that was looked at, so that nobody's is saved over unseen.
    """
    row = access_questionnaire(questionnaire)
    drafts = drafts_of(row)
    write_drafts(
        actor=actor,
        at=at,
        questionnaire=row,
        said=[_said(row, one, drafts.get(one.position)) for one in answers],
    )
    return answers_of(row, at=at)


def _said(row: Questionnaire, one: AnswerDrafted, draft: DraftShown | None) -> Said:
    if not 0 <= one.position < row.asked:
        raise NoSuchQuestion(f"There is no question {one.position}: the positions are 0 to {row.asked - 1}.")
    if one.seen is not None and draft is not None and draft.number != one.seen:
        raise ChangedMeanwhile(
            f"{draft.by} has saved another answer to question {one.position + 1} meanwhile: "
            f"“{draft.words or draft.answer}”. Look at it, and save again if yours is right."
        )
    words = one.words.strip()
    if len(words) > LONGEST_WORDS or (one.answer is Answer.TEXT and not words):
        least = 1 if one.answer is Answer.TEXT else 0
        raise UnfitAnswer(
            f"The answer to question {one.position + 1} has {len(words):,} characters: "
            f"give {least} to {LONGEST_WORDS:,}."
        )
    if runs(words):
        raise UnfitAnswer(
            f"The answer to question {one.position + 1} would run as a formula in a spreadsheet: "
            "begin it with another sign."
        )
    return one.position, one.answer, words, "", _document(row, one.document)


def _document(row: Questionnaire, number: DocumentId | None) -> DocumentId | None:
    """Return the document that an answer rests on, if this customer sees it and it counts."""
    if number is None:
        return None
    try:
        of = access_document(number)
    except NoSuchDocument as error:
        raise UnfitDocument(str(error)) from error
    shared = of.visibility == Visibility.SHARED and of.customer_id == row.customer_id
    if not shared or of.vendor_id != row.vendor_id or getattr(of, "retraction", None) is not None:
        raise UnfitDocument(f"{of.name} is no document about you that this customer sees and that counts.")
    return number
