"""Store a questionnaire: what both ways to ask come to."""

from collections.abc import Sequence
from datetime import date, datetime

from detente.evidence.questionnaires.contracts import (
    LONGEST_QUESTION,
    MOST_QUESTIONS,
    NoQuestions,
    QuestionAsked,
    QuestionnaireId,
    QuestionnaireShown,
    UnfitDueDay,
    UnfitQuestion,
)
from detente.evidence.questionnaires.models import Question, Questionnaire
from detente.evidence.questionnaires.selectors import access_questionnaire, questionnaire_shown
from detente.evidence.relationships.contracts import fit_words
from detente.evidence.relationships.selectors import access_vendor
from detente.formats.safe_cell import runs
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility

LONGEST = 300
WANTED = ("yes", "no", "not scored", "")


def store_questionnaire(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    title: str,
    questions: Sequence[QuestionAsked],
    due_on: date | None,
) -> QuestionnaireShown:
    """Store a questionnaire and its questions; the caller holds the transaction and its audit entry.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor, or the number of the relationship.
    title : str
        What it is called.
    questions : sequence of QuestionAsked
        What is asked, in this order.
    due_on : date, optional
        By when.
    """
    of = access_vendor(vendor, as_of=at, known_on=at)
    if not 0 < len(questions) <= MOST_QUESTIONS:
        raise NoQuestions(f"It asks {len(questions):,} questions: ask 1 to {MOST_QUESTIONS:,}.")
    if due_on is not None and due_on < at.date():
        raise UnfitDueDay(f"{due_on:%d %B %Y} has passed: give a day from today on.")
    named = fit_words(title, what="The title", longest=200)
    parties = {
        "customer_id": of.customer,
        "vendor_id": of.vendor,
        "visibility": Visibility.SHARED,
    }
    row = Questionnaire.objects.create(
        **parties,
        relationship_id=of.relationship,
        title=named,
        asked=len(questions),
        due_on=due_on,
        asked_by_id=actor.person,
        asked_at=at,
    )
    met: dict[tuple[str, str], int] = {}
    Question.objects.bulk_create(
        Question(**parties, questionnaire=row, position=position, **_fields(one, position, named, met))
        for position, one in enumerate(questions)
    )
    return questionnaire_shown(access_questionnaire(QuestionnaireId(row.pk)))


def _fields(one: QuestionAsked, position: int, title: str, met: dict[tuple[str, str], int]) -> dict[str, str]:
    number = position + 1
    what = f"Question {number}"
    words, identity = one.question.strip(), one.question_id.strip() or str(number)
    source = one.questionnaire.strip() or title
    if not 0 < len(words) <= LONGEST_QUESTION:
        raise UnfitQuestion(f"{what} has {len(words):,} characters: give 1 to {LONGEST_QUESTION:,}.")
    for text in (identity, source, one.domain):
        if len(text) > LONGEST or runs(text):
            raise UnfitQuestion(
                f"{what}: {text[:60]!r} has more than {LONGEST} characters, or would run as a formula in a "
                "spreadsheet: write it otherwise."
            )
    if one.wanted not in WANTED:
        raise UnfitQuestion(f"{what}: a good answer is yes, no or not scored, and not {one.wanted[:60]!r}.")
    earlier = met.setdefault((source, identity), number)
    if earlier != number:
        raise UnfitQuestion(f"Questions {earlier} and {number} have the same id {identity!r}: change one.")
    return {
        "question_id": identity,
        "source": source,
        "question": words,
        "domain": one.domain.strip(),
        "wanted": one.wanted,
    }
