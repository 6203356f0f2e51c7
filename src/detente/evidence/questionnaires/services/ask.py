"""Use case: ask a vendor questions."""

from datetime import date, datetime

from detente.evidence.questionnaires.contracts import (
    ASK_QUESTIONS,
    NoQuestions,
    QuestionAsked,
    QuestionnaireShown,
    UnfitDueDay,
    UnfitQuestion,
)
from detente.evidence.questionnaires.services.store_questionnaire import store_questionnaire
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, UnfitName
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "questionnaires.ask",
    permission=ASK_QUESTIONS,
    path="vendors/{vendor}/questionnaires",
    raises=(NoSuchVendor, AmbiguousVendor, NoQuestions, UnfitQuestion, UnfitDueDay, UnfitName),
)
def ask(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    title: str,
    questions: list[QuestionAsked],
    due_on: date | None = None,
) -> QuestionnaireShown:
    """Ask a vendor questions; it sees at once which it has answered before, and answers the others.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor, or the number of the relationship.
    title : str, up to 200 characters
        What the questionnaire is called.
    questions : list of QuestionAsked
        What is asked: the words, and the id, standard and domain where there are any.
    due_on : date
        By when answers are asked for.
    """
    return store_questionnaire(
        actor=actor, at=at, vendor=vendor, title=title, questions=questions, due_on=due_on
    )
