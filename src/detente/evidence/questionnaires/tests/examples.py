"""Worked examples of what happens with a questionnaire."""

from datetime import timedelta

from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.questionnaires.models import DraftAnswer, Question, Questionnaire
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.formats.facts import to_json
from detente.formats.found import Assurance
from detente.formats.records import QuestionnaireAnswer
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

NEEDS = ["evidence.relationships", "evidence.ledger"]

QUESTIONNAIRE, FILED = 70001, 70002
ANALYST, LEAD = PEOPLE["the_analyst"].number, PEOPLE["the_vendor"].number
ASKED = ("Is data encrypted at rest?", "Is there a mascot?")


def world() -> None:
    parties = {"customer_id": BANK, "vendor_id": SUPPLIER}
    with acting_for_the_installation(because="an example is laid out"):
        shared = parties | {"visibility": Visibility.SHARED}
        row = Questionnaire.objects.create(
            id=QUESTIONNAIRE,
            **shared,
            relationship_id=RELATIONSHIP,
            title="Due diligence",
            asked=len(ASKED),
            asked_by_id=ANALYST,
            asked_at=NOON - timedelta(days=3),
        )
        for position, question in enumerate(ASKED):
            Question.objects.create(
                **shared,
                questionnaire=row,
                position=position,
                question_id=f"Q{position + 1}",
                source="Due diligence",
                question=question,
            )
        _filed(shared)
        DraftAnswer.objects.create(
            **parties,
            visibility=Visibility.VENDOR,
            questionnaire=row,
            position=0,
            answer="yes",
            words="With AES-256.",
            by_id=LEAD,
            at=NOON - timedelta(days=1),
        )


def _filed(parties: dict[str, object]) -> None:
    """Put the vendor's own answer to the second question on the bank's file."""
    said_at, words = NOON - timedelta(days=200), "A heron."
    Document.objects.create(
        id=FILED,
        **parties,
        name="answers.csv",
        format="caiq-csv",
        sha256="0" * 64,
        content_hash=f"{FILED:064}",
        request_hash=f"{FILED:064}",
        bytes=1,
        assurance=Assurance.SELF_ATTESTED,
        against_only=False,
        private=False,
        known_at=NOON - timedelta(days=9),
        received_from_id=BANK,
        received_by_id=ANALYST,
        edition_at=said_at,
        facts=1,
        rejected=0,
    )
    Evidence.objects.create(
        **parties,
        document_id=FILED,
        position=0,
        kind=QuestionnaireAnswer.kind,
        key="questions; 2",
        valid_from=said_at,
        assurance=Assurance.SELF_ATTESTED,
        facts=to_json(QuestionnaireAnswer("questions", "2", ASKED[1], "text", words)).decode(),
        locator="line 2",
    )


EXAMPLES = {
    "questionnaires.ask": Example(
        {
            "vendor": "Northwind Cloud",
            "title": "Before renewal",
            "questions": [
                {"question": "Are backups tested?", "question_id": "BCR-08.2", "questionnaire": "CAIQ 4"}
            ],
            "due_on": "2026-12-24",
        },
        by="the_analyst",
    ),
    "questionnaires.confirm_earlier": Example(
        {"questionnaire": QUESTIONNAIRE, "positions": [1]}, by="the_contributor"
    ),
    "questionnaires.draft_answers": Example(
        {"questionnaire": QUESTIONNAIRE, "answers": [{"position": 1, "answer": "no", "words": "Not yet."}]},
        by="the_contributor",
    ),
    "questionnaires.list": Example({"waiting": True, "limit": 1}, by="the_director"),
    "questionnaires.send_answers": Example({"questionnaire": QUESTIONNAIRE}, by="the_vendor"),
    "questionnaires.show": Example({"questionnaire": QUESTIONNAIRE}, by="the_director"),
    "questionnaires.show_answers": Example({"questionnaire": QUESTIONNAIRE}, by="the_vendor"),
}
