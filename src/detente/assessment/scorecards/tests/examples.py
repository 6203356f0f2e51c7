"""A worked example of each operation: the bank looks at its supplier, and at the rival beside it."""

import json
from dataclasses import asdict

from detente.assessment.scorecards.methods.reading import shipped_text
from detente.assessment.scorecards.models import AgreedWeights, KeptScorecard
from detente.assessment.scorecards.tests.held import as_buyer, hold, relate, show_enough, supplies
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PEOPLE, RIVAL, SUPPLIER

NEEDS = ["evidence.relationships", "evidence.ledger"]

KEPT = 6_101
DOCUMENTS = 6_200
OURS = shipped_text("default-1.0").replace("name: default", "name: ours")
WEIGHTS = {"performance": 0.5, "compliance": 0.25, "trust": 0.25}
IN_A_PATH = {"vendor": str(SUPPLIER)}


def world() -> None:
    """Two vendors of whom much is known, one scorecard that was kept, and what the bank owed."""
    supplier = relate(SUPPLIER)
    supplies(relate(RIVAL, tier=2), "Networks", [])
    show_enough(SUPPLIER, good=1.0, first_document=DOCUMENTS)
    show_enough(RIVAL, good=0.2, first_document=DOCUMENTS + 10)
    hold(*as_buyer(), document=DOCUMENTS + 20)
    with acting_for_the_installation(because="examples stand on it"):
        parties = {"customer_id": BANK, "vendor_id": SUPPLIER, "relationship_id": supplier.pk}
        AgreedWeights.objects.create(
            **parties,
            visibility=Visibility.SHARED,
            side="vendor",
            weights=WEIGHTS,
            set_at=LONG_AGO,
            set_by_id=PEOPLE["the_vendor"].number,
        )
        KeptScorecard.objects.create(
            **parties,
            id=KEPT,
            visibility=Visibility.CUSTOMER,
            method="default-1.0",
            method_sha256="0" * 64,
            engine="detente 0",
            as_of=NOON,
            known_on=NOON,
            inputs_hash="0" * 64,
            body=json.dumps(asdict(Example())),
            kept_at=NOON,
            kept_by_id=PEOPLE["the_analyst"].number,
        )


EXAMPLES = {
    "scorecards.show": Example(IN_A_PATH, by="the_analyst"),
    "scorecards.explain": Example({**IN_A_PATH, "criterion": "P3", "known_on": "2026-11-20"}),
    "scorecards.explain_dimension": Example({**IN_A_PATH, "dimension": "trust"}, by="the_analyst"),
    "scorecards.explain_together": Example(IN_A_PATH, by="the_director"),
    "scorecards.explain_must_have": Example({**IN_A_PATH, "must_have": "certificate_in_force"}),
    "scorecards.explain_change": Example({**IN_A_PATH, "dimension": "trust", "since": "2026-10-31"}),
    "scorecards.history": Example({**IN_A_PATH, "months": "3"}, by="the_director"),
    "scorecards.compare": Example({**IN_A_PATH, "other": str(RIVAL)}),
    "scorecards.portfolio": Example({"as_of": "2026-10-01"}, by="the_auditor"),
    "scorecards.robustness": Example({"party": "customer"}),
    "scorecards.show_buyer": Example({}, by="the_director"),
    "scorecards.list_methods": Example({}, by="the_auditor"),
    "scorecards.show_method": Example({"method": "default-1.0"}, outsider=200),
    "scorecards.adopt_method": Example({"text": OURS}),
    "scorecards.set_weights": Example({"relationship": str(RELATIONSHIP), "weights": WEIGHTS}),
    "scorecards.keep": Example(IN_A_PATH, by="the_analyst"),
    "scorecards.list_kept": Example(IN_A_PATH, by="the_analyst"),
    "scorecards.recompute": Example({"number": str(KEPT)}, by="the_auditor"),
}
