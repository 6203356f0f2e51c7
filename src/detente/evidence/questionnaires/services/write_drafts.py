"""Write drafts: what typing answers and confirming earlier ones come to."""

from collections.abc import Iterable
from datetime import datetime

from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.questionnaires.contracts import Answer
from detente.evidence.questionnaires.models import DraftAnswer, Questionnaire
from detente.foundation.access import Actor
from detente.foundation.tenancy import Visibility

Said = tuple[int, Answer, str, str, DocumentId | None]
"""Position, answer, words, what it refers to, the document that it rests on."""


def write_drafts(*, actor: Actor, at: datetime, questionnaire: Questionnaire, said: Iterable[Said]) -> None:
    """Write what the vendor's side is about to say, for nobody else to see.

    Parameters
    ----------
    questionnaire : Questionnaire
        What is answered.
    said : iterable of Said
        The answers.
    """
    DraftAnswer.objects.bulk_create(
        DraftAnswer(
            customer_id=questionnaire.customer_id,
            vendor_id=questionnaire.vendor_id,
            visibility=Visibility.VENDOR,
            questionnaire=questionnaire,
            position=position,
            answer=answer.value,
            words=words,
            evidence=evidence,
            document_id=document,
            by_id=actor.person,
            at=at,
        )
        for position, answer, words, evidence, document in said
    )
