"""A worked example of each operation: the bank looks at its supplier, and at the rival beside it."""

import json
from dataclasses import asdict
from datetime import timedelta

from detente.assessment.scorecards.methods.reading import shipped_method, shipped_text
from detente.assessment.scorecards.models import AgreedWeights, KeptScorecard, Publication
from detente.assessment.scorecards.selectors.publications import as_json
from detente.assessment.scorecards.selectors.scorecard import presented
from detente.assessment.scorecards.tests.held import as_buyer, hold, relate, show_enough, supplies
from detente.assessment.scorecards.to_engine import ENGINE
from detente.evidence.ledger.selectors import facts_about
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.selectors import access_vendor
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PEOPLE, RIVAL, SUPPLIER

NEEDS = ["evidence.relationships", "evidence.ledger"]

KEPT, PREVIEW = 6_101, 6_102
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
    in_preview(supplier)


def in_preview(relationship: Relationship) -> None:
    """Show the supplier its scorecard of the day before."""
    yesterday = NOON - timedelta(days=1)
    method = shipped_method("default-1.0")
    with acting_for(OrganisationId(BANK), writes=True):
        about = access_vendor(str(SUPPLIER), as_of=yesterday, known_on=yesterday)
        facts = facts_about([about.vendor], customer=about.customer, as_of=yesterday, known_on=yesterday)
        card = presented(about, list(facts), yesterday, yesterday, method)
        Publication.objects.create(
            id=PREVIEW,
            customer_id=BANK,
            vendor_id=SUPPLIER,
            visibility=Visibility.SHARED,
            relationship=relationship,
            method=method.id,
            method_text=method.text,
            method_sha256=method.sha256,
            engine=ENGINE,
            as_of=yesterday,
            known_on=yesterday,
            inputs_hash=card.inputs_hash,
            shown=as_json(card),
            previewed_at=yesterday,
            previewed_by_id=PEOPLE["the_analyst"].number,
            publishes_at=yesterday + timedelta(days=10),
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
    "scorecards.place": Example(IN_A_PATH, by="the_director"),
    "scorecards.explain_buyer_here": Example(
        {"relationship": RELATIONSHIP, "criterion": "B1"}, by="the_vendor"
    ),
    "scorecards.show_buyer_here": Example({"relationship": RELATIONSHIP}, by="the_vendor"),
    "scorecards.show_buyer": Example({}, by="the_director"),
    "scorecards.list_methods": Example({}, by="the_auditor"),
    "scorecards.show_method": Example({"method": "default-1.0"}, outsider=200),
    "scorecards.adopt_method": Example({"text": OURS}),
    "scorecards.set_weights": Example({"relationship": str(RELATIONSHIP), "weights": WEIGHTS}),
    "scorecards.keep": Example(IN_A_PATH, by="the_analyst"),
    "scorecards.list_kept": Example(IN_A_PATH, by="the_analyst"),
    "scorecards.show_kept": Example({"number": str(KEPT)}, by="the_auditor"),
    "scorecards.preview": Example({"vendor": str(RIVAL)}, by="the_analyst"),
    "scorecards.list_publications": Example({"limit": 1}, by="the_vendor"),
    "scorecards.show_publication": Example({"publication": str(PREVIEW)}, by="the_contributor"),
    "scorecards.explain_publication": Example(
        {"publication": str(PREVIEW), "criterion": "P3"}, by="the_vendor"
    ),
    "scorecards.explain_published_dimension": Example(
        {"publication": str(PREVIEW), "dimension": "trust"}, by="the_contributor"
    ),
    "scorecards.explain_published_must_have": Example(
        {"publication": str(PREVIEW), "must_have": "certificate_in_force"}, by="the_vendor"
    ),
    "scorecards.agree_to_publish": Example({"publication": str(PREVIEW)}, by="the_vendor"),
    "scorecards.withdraw_preview": Example({"publication": str(PREVIEW), "reason": "A file was missing."}),
    "scorecards.recompute": Example({"number": str(KEPT)}, by="the_auditor"),
}
