"""Questionnaires as both sides see them: what was asked, and what was sent."""

from typing import TYPE_CHECKING

from django.db.models import F, OuterRef, Q, Subquery

from detente.evidence.ledger.contracts import DocumentId, EvidenceLine
from detente.evidence.ledger.selectors import lines_at
from detente.evidence.questionnaires.contracts import (
    SEE_QUESTIONNAIRES,
    Answer,
    NoSuchQuestionnaire,
    QuestionnaireBrief,
    QuestionnaireId,
    QuestionnaireShown,
    QuestionShown,
    SentAnswer,
)
from detente.evidence.questionnaires.models import Question, Questionnaire, Sending
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.use_case import query

if TYPE_CHECKING:
    from django.db.models import QuerySet


@query(
    "questionnaires.list",
    permission=SEE_QUESTIONNAIRES,
    path="questionnaires",
    raises=(NoSuchRelationship, NoSuchPosition),
)
def list_questionnaires(
    *,
    actor: Actor,
    relationship: RelationshipId | None = None,
    waiting: bool = False,
    after: str | None = None,
    limit: PageSize = 50,
) -> Page[QuestionnaireBrief]:
    """List the questionnaires that your organisation asked or is asked, the latest first.

    Parameters
    ----------
    relationship : RelationshipId
        Only those of one relationship.
    waiting : bool
        Only those that are not answered in full.
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = with_progress(Questionnaire.objects.all())
    if relationship is not None:
        rows = rows.filter(relationship=access_relationship(relationship))
    if waiting:
        rows = rows.filter(Q(answered=None) | Q(answered__lt=F("asked")))
    return latest_first(rows, by="asked_at", after=after, limit=limit, to_item=brief_of)


@query(
    "questionnaires.show",
    permission=SEE_QUESTIONNAIRES,
    path="questionnaires/{questionnaire}",
    raises=(NoSuchQuestionnaire,),
)
def show_questionnaire(*, actor: Actor, questionnaire: QuestionnaireId) -> QuestionnaireShown:
    """Show a questionnaire: every question, and the answers that were sent.

    Parameters
    ----------
    questionnaire : QuestionnaireId
        The number of the questionnaire.
    """
    return questionnaire_shown(access_questionnaire(questionnaire))


def access_questionnaire(questionnaire: QuestionnaireId) -> Questionnaire:
    """Hand out a questionnaire's row to a party: the only way to get one."""
    row = with_progress(Questionnaire.objects.filter(pk=questionnaire)).first()
    if row is None:
        raise NoSuchQuestionnaire(f"There is no questionnaire {questionnaire}.")
    return row


def with_progress(rows: "QuerySet[Questionnaire]") -> "QuerySet[Questionnaire]":
    """Return the same rows with their parties and with what was sent last, unless it was retracted: one query."""
    sent = Sending.objects.filter(questionnaire=OuterRef("pk"), document__retraction=None).order_by("-pk")
    found: QuerySet[Questionnaire] = rows.select_related(
        "relationship__customer", "relationship__vendor", "asked_by"
    ).annotate(
        answered=Subquery(sent.values("answered")[:1]),
        sent_at=Subquery(sent.values("at")[:1]),
        sent_document=Subquery(sent.values("document_id")[:1]),
    )
    return found


def brief_of(row: Questionnaire) -> QuestionnaireBrief:
    """Return a questionnaire as it stands in a list; `row` comes from `with_progress`."""
    of = row.relationship
    return QuestionnaireBrief(
        id=QuestionnaireId(row.pk),
        relationship=RelationshipId(of.pk),
        customer=of.customer.name,
        vendor=of.vendor.name,
        vendor_id=OrganisationId(of.vendor_id),
        title=row.title,
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        due_on=row.due_on,
        asked=row.asked,
        answered=row.answered or 0,  # type: ignore[attr-defined]  # `with_progress` puts it there
        sent_at=row.sent_at,  # type: ignore[attr-defined]
    )


def questionnaire_shown(row: Questionnaire) -> QuestionnaireShown:
    """Return what both sides see of a questionnaire."""
    return QuestionnaireShown(brief=brief_of(row), questions=questions_of(row))


def questions_of(row: Questionnaire) -> tuple[QuestionShown, ...]:
    """Return the questions in their order, with the answers that were sent last."""
    questions = list(Question.objects.filter(questionnaire=row).order_by("position"))
    document = row.sent_document  # type: ignore[attr-defined]  # `with_progress` puts it there
    places = [(DocumentId(document), one.position) for one in questions] if document else []
    lines = {one.position: one for one in lines_at(places)}
    return tuple(
        QuestionShown(
            position=one.position,
            question_id=one.question_id,
            questionnaire=one.source,
            question=one.question,
            domain=one.domain,
            sent=_sent(lines.get(one.position)),
        )
        for one in questions
    )


def _sent(line: EvidenceLine | None) -> SentAnswer | None:
    if line is None or line.facts["answer"] not in set(Answer):
        return None
    return SentAnswer(
        answer=Answer(str(line.facts["answer"])),
        words=str(line.facts["words"]),
        evidence=str(line.facts["evidence"]),
        answered_at=line.valid_from,
        assurance=line.assurance,
        document=line.document,
        position=line.position,
    )
