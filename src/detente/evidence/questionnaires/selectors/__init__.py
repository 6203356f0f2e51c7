"""Reads of the questionnaires room."""

from detente.evidence.questionnaires.selectors.answers import (
    AnswerPage,
    answer_page,
    answers_of,
    drafts_of,
    show_answers,
)
from detente.evidence.questionnaires.selectors.asking import AskingPage, asking_page
from detente.evidence.questionnaires.selectors.questionnaires import (
    access_questionnaire,
    brief_of,
    list_questionnaires,
    questionnaire_shown,
    questions_of,
    show_questionnaire,
)

__all__ = [
    "AnswerPage",
    "AskingPage",
    "access_questionnaire",
    "answer_page",
    "answers_of",
    "asking_page",
    "brief_of",
    "drafts_of",
    "list_questionnaires",
    "questionnaire_shown",
    "questions_of",
    "show_answers",
    "show_questionnaire",
]
