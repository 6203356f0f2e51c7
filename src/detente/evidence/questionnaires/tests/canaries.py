"""What a customer asks and its vendor drafts and sends, each text of it a canary."""

from detente.evidence.ledger.models import Document
from detente.evidence.questionnaires.models import DraftAnswer, Question, Questionnaire, Sending
from detente.evidence.relationships.models import Relationship
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON

NEEDS = ["evidence.relationships", "evidence.ledger"]


def plant(ground: Ground) -> None:
    if not (ground.customer and ground.vendor):
        return
    if ground.visibility == Visibility.VENDOR:
        ground.keep(
            DraftAnswer.objects.create(
                **ground.parties,
                questionnaire=ground.last(Questionnaire),
                position=0,
                answer="text",
                words=ground.word("words of a draft"),
                evidence=ground.word("what a draft refers to"),
                document=ground.last(Document),
                by_id=ground.person,
                at=NOON,
            )
        )
    if ground.visibility != Visibility.SHARED:
        return
    of = ground.keep(
        Questionnaire.objects.create(
            **ground.parties,
            relationship=ground.last(Relationship),
            title=ground.word("title of a questionnaire"),
            asked=2,
            asked_by_id=ground.person,
            asked_at=NOON,
        )
    )
    for position in range(2):
        ground.keep(
            Question.objects.create(
                **ground.parties,
                questionnaire=of,
                position=position,
                question_id=ground.word("id of a question"),
                source=ground.word("standard of a question"),
                question=ground.word("a question"),
                domain=ground.word("domain of a question"),
            )
        )
    ground.keep(
        Sending.objects.create(
            **ground.parties,
            questionnaire=of,
            document=ground.last(Document),
            answered=1,
            by_id=ground.person,
            at=NOON,
        )
    )


def values() -> dict[str, list[object]]:
    return {"position": [0, 1]}


FORMS = {
    "ask_questionnaire": {"vendor": "Northwind Cloud", "title": "t", "questions": "Is it so?"},
    "draft_answers": {"position": 0, "q0-answer": "yes", "q0-words": "It is."},
    "answer_question": {"q0-answer": "no", "q0-words": "It is not.", "q1-answer": "no"},
    "confirm_earlier": {"which": "all"},
    "send_answers": {},
}
