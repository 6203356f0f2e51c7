"""How this room's pages say what they show."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from detente.evidence.questionnaires.contracts import (
    Answer,
    QuestionnaireBrief,
    QuestionShown,
    QuestionToAnswer,
    Standing,
)
from detente.evidence.questionnaires.forms import ANSWERS
from detente.ui.components.table.table import Column

LABELS = {value: str(label) for value, label in ANSWERS}
TITLE = "Questionnaires"
A_PAGE = 50
ANSWER_COLUMNS = (Column("Question"), Column("Answer"), Column("Where it stands"))


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """A question with its answer, as the customer sees it."""

    id: str
    question: str
    answer: str
    words: str
    evidence: str
    on: date | None
    level: str
    href: str


def sent_row(one: QuestionShown) -> AnswerRow:
    """Return a question with what was sent to it."""
    sent = one.sent
    return AnswerRow(
        id=one.question_id,
        question=one.question,
        answer=answer_in_words(sent.answer) if sent else "",
        words=more_than(sent.answer, sent.words) if sent else "",
        evidence=sent.evidence if sent else "",
        on=sent.answered_at.date() if sent else None,
        level=sent.assurance if sent else "",
        href=reverse("evidence_line", args=[sent.document, sent.position]) if sent else "",
    )


def preview_row(one: QuestionToAnswer) -> AnswerRow:
    """Return a question as the customer will see it once the drafts are sent."""
    if one.standing is not Standing.DRAFT or one.draft is None:
        return sent_row(one.shown)
    draft = one.draft
    return AnswerRow(
        id=one.shown.question_id,
        question=one.shown.question,
        answer=answer_in_words(draft.answer),
        words=more_than(draft.answer, draft.words),
        evidence=draft.evidence,
        on=draft.at.date(),
        level="self-attested",
        href="",
    )


def answer_in_words(answer: Answer) -> str:
    """Return an answer as a person reads it."""
    return LABELS[answer.value]


def more_than(answer: Answer, words: str) -> str:
    """Return what was said beside the answer itself; a bare "Yes" says nothing more."""
    return "" if words.strip().casefold() in (answer.value, answer_in_words(answer).casefold()) else words


def how_far(one: QuestionnaireBrief) -> str:
    """Return how far a questionnaire is."""
    return _("{answered:,} of {asked:,} answered").format(answered=one.answered, asked=one.asked)


def facts_of(brief: QuestionnaireBrief) -> tuple[tuple[str, object], ...]:
    """Return what stands at the head of either side's page."""
    facts: list[tuple[str, object]] = [
        ("Customer", brief.customer),
        ("Vendor", brief.vendor),
        ("Asked", f"{brief.asked_at:%-d %B %Y}, by {brief.asked_by}"),
        ("How far", how_far(brief)),
    ]
    if brief.due_on:
        facts.append(("Answers by", f"{brief.due_on:%-d %B %Y}"))
    return tuple(facts)
