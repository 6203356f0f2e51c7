"""A questionnaire as the vendor's side sees it: drafts, and what it has answered before."""

from dataclasses import dataclass
from datetime import datetime

from detente.evidence.ledger.contracts import DocumentId, DocumentSummary, OwnStatement
from detente.evidence.ledger.selectors import documents_about, own_statements
from detente.evidence.questionnaires.contracts import (
    ANSWER_QUESTIONS,
    Answer,
    AnswersShown,
    DraftShown,
    EarlierAnswer,
    NoSuchQuestionnaire,
    QuestionnaireId,
    QuestionShown,
    QuestionToAnswer,
    Standing,
)
from detente.evidence.questionnaires.models import DraftAnswer, Questionnaire
from detente.evidence.questionnaires.selectors.questionnaires import (
    access_questionnaire,
    brief_of,
    questions_of,
)
from detente.formats.records import QuestionnaireAnswer
from detente.formats.same_question import same_question, standard_of
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.use_case import query

OFFERED = 50
TO_US = "your answer to this customer"
ON_FILE = "this customer has it on file"
TO_ANOTHER = "your own answer to another customer"


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A questionnaire with the documents that an answer may rest on."""

    shown: AnswersShown
    offered: tuple[DocumentSummary, ...]


@query(
    "questionnaires.show_answers",
    permission=ANSWER_QUESTIONS,
    path="questionnaires/{questionnaire}/answers",
    raises=(NoSuchQuestionnaire,),
)
def show_answers(*, actor: Actor, at: datetime, questionnaire: QuestionnaireId) -> AnswersShown:
    """Show each question with what your organisation answered before, its draft, and what was sent.

    Parameters
    ----------
    questionnaire : QuestionnaireId
        The number of the questionnaire.
    """
    return answers_of(access_questionnaire(questionnaire), at=at)


@query(
    "questionnaires.answer_page",
    permission=ANSWER_QUESTIONS,
    path="pages/questionnaires/{questionnaire}/answers",
    raises=(NoSuchQuestionnaire,),
    doors=Doors.BY_HAND,
)
def answer_page(*, actor: Actor, at: datetime, questionnaire: QuestionnaireId) -> AnswerPage:
    """Show the same together with the documents that an answer may rest on."""
    row = access_questionnaire(questionnaire)
    offered = documents_about(
        OrganisationId(row.relationship.vendor_id),
        customer=OrganisationId(row.relationship.customer_id),
        without=[],
        limit=OFFERED,
    )
    return AnswerPage(answers_of(row, at=at), offered)


def answers_of(row: Questionnaire, *, at: datetime) -> AnswersShown:
    """Return a questionnaire as the vendor's side sees it."""
    known = _Known.of(row)
    drafts = drafts_of(row)
    return AnswersShown(
        brief=brief_of(row),
        questions=tuple(
            _to_answer(one, known.answer_to(one, at), drafts.get(one.position)) for one in questions_of(row)
        ),
    )


def drafts_of(row: Questionnaire) -> dict[int, DraftShown]:
    """Return the last draft of each question, by its position; they are numbered from 1, each question's by itself.

    Their numbers in the database would tell one vendor how much all others draft.
    """
    rows = DraftAnswer.objects.filter(questionnaire=row).select_related("by", "document").order_by("pk")
    found: dict[int, DraftShown] = {}
    for one in rows:
        before = found.get(one.position)
        found[one.position] = DraftShown(
            number=before.number + 1 if before else 1,
            answer=Answer(one.answer),
            words=one.words,
            evidence="; ".join(filter(None, (one.evidence, one.document.name if one.document else ""))),
            document=DocumentId(one.document_id) if one.document_id else None,
            by=one.by.name,
            at=one.at,
        )
    return found


def _to_answer(
    shown: QuestionShown, earlier: EarlierAnswer | None, draft: DraftShown | None
) -> QuestionToAnswer:
    sent = shown.sent
    is_sent = sent is not None and (
        draft is None
        or (sent.answer, sent.words, sent.evidence) == (draft.answer, draft.words, draft.evidence)
    )
    if is_sent:
        standing = Standing.SENT
    elif draft is not None:
        standing = Standing.DRAFT
    else:
        standing = Standing.EARLIER if earlier else Standing.OPEN
    return QuestionToAnswer(shown, standing, earlier, draft)


@dataclass(frozen=True, slots=True)
class _Known:
    """The vendor's own statements, the latest of each question."""

    customer: OrganisationId
    by_id: dict[tuple[str, str], OwnStatement]
    by_words: dict[str, OwnStatement]

    @classmethod
    def of(cls, row: Questionnaire) -> "_Known":
        customer = OrganisationId(row.relationship.customer_id)
        known = cls(customer, {}, {})
        for one in own_statements(
            OrganisationId(row.relationship.vendor_id), customer=customer, kind=QuestionnaireAnswer.kind
        ):
            said = one.record
            if not isinstance(said, QuestionnaireAnswer) or said.answer not in set(Answer):
                continue
            if standard := standard_of(said.questionnaire):
                known.by_id.setdefault((standard, _id(said.question_id)), one)
            if words := same_question(said.question):
                known.by_words.setdefault(words, one)
        return known

    def answer_to(self, question: QuestionShown, at: datetime) -> EarlierAnswer | None:
        same = self.by_words.get(same_question(question.question))
        standard = standard_of(question.questionnaire)
        found = same or (self.by_id.get((standard, _id(question.question_id))) if standard else None)
        if found is None or not isinstance(found.record, QuestionnaireAnswer):
            return None
        said = found.record
        return EarlierAnswer(
            answer=Answer(said.answer),
            words=said.words,
            evidence=said.evidence,
            said_on=found.said_at.date(),
            age_days=max(0, (at.date() - found.said_at.date()).days),
            assurance=found.assurance,
            source=self._source(found),
            same_words=same is not None,
            document=found.document,
            position=found.position,
        )

    def _source(self, found: OwnStatement) -> str:
        if found.customer != self.customer:
            return TO_ANOTHER
        return TO_US if found.given else ON_FILE


def _id(written: str) -> str:
    return written.strip().casefold()
