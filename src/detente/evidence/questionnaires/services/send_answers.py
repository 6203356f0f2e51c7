"""Use case: send the drafts."""

from datetime import datetime

from detente.evidence.imports.services.give_made_file import give_made_file
from detente.evidence.ledger.services.hold_ledger import hold_ledger
from detente.evidence.ledger.services.retract_rows import retract_rows
from detente.evidence.questionnaires.contracts import (
    ANSWER_QUESTIONS,
    AnswersShown,
    NoSuchQuestionnaire,
    NothingToSend,
    QuestionnaireId,
    QuestionToAnswer,
    Standing,
)
from detente.evidence.questionnaires.models import Question, Questionnaire, Sending
from detente.evidence.questionnaires.selectors import access_questionnaire, answers_of
from detente.formats import sent_answers
from detente.formats.records import QuestionnaireAnswer
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case

REPLACED = "Replaced by the answers that were sent later."
BLANK = "blank"


@use_case(
    "questionnaires.send_answers",
    permission=ANSWER_QUESTIONS,
    path="questionnaires/{questionnaire}/sending",
    raises=(NoSuchQuestionnaire, NothingToSend),
)
def send_answers(*, actor: Actor, at: datetime, questionnaire: QuestionnaireId) -> AnswersShown:
    """Send the drafts to the customer: they become evidence, self-attested, that both sides see.

    Parameters
    ----------
    questionnaire : QuestionnaireId
        The number of the questionnaire.
    """
    row = access_questionnaire(questionnaire)
    found = answers_of(row, at=at)
    if not found.of(Standing.DRAFT):
        raise NothingToSend("There is no draft that was not sent yet: answer or confirm a question first.")
    customer = OrganisationId(row.relationship.customer_id)
    known_at = hold_ledger(actor=actor, customer=customer, at=at)
    for earlier in Sending.objects.filter(questionnaire=row, document__retraction=None):
        retract_rows(documents=[earlier.document], actor=actor, at=known_at, reason=REPLACED)
    wanted = dict(Question.objects.filter(questionnaire=row).values_list("position", "wanted"))
    said = [_said(one, wanted[one.shown.position], at) for one in found.questions]
    document = _stored(actor, known_at, row, sent_answers.written(said))
    Sending.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=Visibility.SHARED,
        questionnaire=row,
        document_id=document,
        answered=sum(one.answer != BLANK for one, _ in said),
        by_id=actor.person,
        at=at,
    )
    return answers_of(access_questionnaire(questionnaire), at=at)


def _said(one: QuestionToAnswer, wanted: str, at: datetime) -> tuple[QuestionnaireAnswer, datetime]:
    """Return what is sent to a question: its last draft, else what was sent before, else nothing yet."""
    asked, sent, draft = one.shown, one.shown.sent, one.draft
    answer, words, evidence, said_at = BLANK, "", "", at
    if draft is not None:
        answer, words, evidence, said_at = draft.answer.value, draft.words, draft.evidence, draft.at
    elif sent is not None:
        answer, words, evidence, said_at = sent.answer.value, sent.words, sent.evidence, sent.answered_at
    record = QuestionnaireAnswer(
        questionnaire=asked.questionnaire,
        question_id=asked.question_id,
        question=asked.question,
        answer=answer,
        words=words,
        evidence=evidence,
        domain=asked.domain,
        wanted=wanted,
    )
    return record, said_at


def _stored(actor: Actor, at: datetime, row: Questionnaire, content: bytes) -> int:
    """Give a file of answers to the customer, as any file of the vendor's, and return its document's number."""
    file = give_made_file(
        actor=actor,
        at=at,
        customer=OrganisationId(row.relationship.customer_id),
        content=content,
        name=f"Answers to {row.title}.json",
        format=sent_answers.FORMAT,
    )
    if file.document is None or file.rejected:
        raise RuntimeError(f"Of the answers {file.rejected} were rejected: {file.rejections[:1]}")
    return file.document
