"""Worked examples of what happens in a dispute."""

from datetime import timedelta

from detente.evidence.disputes.models import CounterDocument, Dispute, Reply
from detente.evidence.ledger.tests.examples import DOCUMENT, TO_RETRACT
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

NEEDS = ["evidence.relationships", "evidence.ledger"]

OURS, THEIRS = 60001, 60002
CISO, LEAD = PEOPLE["the_ciso"].number, PEOPLE["the_vendor"].number


def world() -> None:
    parties = {"customer_id": BANK, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
    with acting_for_the_installation(because="an example is laid out"):
        for number, side, person in ((OURS, "customer", CISO), (THEIRS, "vendor", LEAD)):
            of = Dispute.objects.create(
                id=number,
                **parties,
                relationship_id=RELATIONSHIP,
                document_id=TO_RETRACT,
                position=0,
                side=side,
                wrong="the time",
                says="Over after 20 minutes.",
                statement="The probe lost its network.",
                raised_by_id=person,
                raised_at=NOON - timedelta(days=2),
            )
            Reply.objects.create(
                **parties,
                dispute=of,
                side="customer",
                text="We are checking the clock.",
                by_id=CISO,
                at=NOON - timedelta(days=1),
            )
        CounterDocument.objects.create(
            **parties, dispute=of, document_id=DOCUMENT, side="vendor", by_id=LEAD, at=NOON
        )


EXAMPLES = {
    "disputes.add_counter_evidence": Example({"dispute": THEIRS, "document": DOCUMENT}, by="the_contributor"),
    "disputes.dispute_line": Example(
        {
            "document": DOCUMENT,
            "position": 0,
            "wrong": "the fact",
            "says": "No outage: planned work.",
            "statement": "It was announced on 20 September.",
        },
        by="the_vendor",
    ),
    "disputes.list": Example({"state": "open", "limit": 1}, by="the_director"),
    "disputes.reply": Example({"dispute": OURS, "text": "The log says otherwise."}, by="the_vendor"),
    "disputes.settle": Example(
        {"dispute": THEIRS, "uphold": True, "reason": "The probe's own log agrees."}, by="the_analyst"
    ),
    "disputes.show": Example({"dispute": THEIRS}, by="the_contributor"),
    "disputes.withdraw": Example({"dispute": OURS, "reason": "It was our clock."}),
}
