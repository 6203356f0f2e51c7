"""What the two sides say in disputes, each text of it a canary."""

from detente.evidence.disputes.models import CounterDocument, Dispute, Reply, Settlement
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.models import Relationship
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON

NEEDS = ["evidence.relationships", "evidence.ledger"]


def plant(ground: Ground) -> None:
    if not (ground.customer and ground.vendor) or ground.visibility != Visibility.SHARED:
        return
    for settled in (False, True):
        of = ground.keep(
            Dispute.objects.create(
                **ground.parties,
                relationship=ground.last(Relationship),
                document=ground.last(Document),
                position=0,
                side="vendor",
                wrong="the fact",
                says=ground.word("what a dispute says it is"),
                statement=ground.word("statement of a dispute"),
                raised_by_id=ground.person,
                raised_at=NOON,
            )
        )
        said = {"dispute": of, "by_id": ground.person, "at": NOON}
        ground.keep(
            Reply.objects.create(
                **ground.parties, **said, side="customer", text=ground.word("reply to a dispute")
            )
        )
        ground.keep(
            CounterDocument.objects.create(
                **ground.parties, **said, side="vendor", document=ground.last(Document)
            )
        )
        if settled:
            ground.keep(
                Settlement.objects.create(
                    **ground.parties,
                    **said,
                    outcome="rejected",
                    reason=ground.word("reason of a settlement"),
                )
            )


FORMS = {
    "add_counter_evidence": {"document": 1},
    "dispute_line": {"wrong": "the fact", "says": "other", "statement": "it was so"},
    "reply_to_dispute": {"text": "we look"},
    "settle_dispute": {"outcome": "reject", "reason": "it was so"},
    "withdraw_dispute": {"reason": "our fault"},
}
