"""What scorecards keep of a relationship or of one side, each text of it a canary."""

from datetime import timedelta

from detente.assessment.scorecards.contracts import Scorecard
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import shipped_method, shipped_text
from detente.assessment.scorecards.models import AdoptedMethod, Publication, PublicationStep
from detente.assessment.scorecards.selectors.publications import as_json
from detente.evidence.relationships.contracts import RelationshipId, Stage, Vendor
from detente.evidence.relationships.models import Relationship
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import BANK, INSURER, NOON, RIVAL, SUPPLIER

SCORED_BY = {BANK: frozenset({SUPPLIER}), INSURER: frozenset({SUPPLIER, RIVAL})}
NEEDS = ["evidence.relationships"]


def plant(ground: Ground) -> None:
    if ground.customer is None:
        return  # a method is its customer's, whoever the vendor
    word = ground.canaries.new(f"title of a method ({ground})", _readers(ground))
    title = shipped_method("default-1.0").title
    text = shipped_text("default-1.0").replace(title, word)
    ground.keep(
        AdoptedMethod.objects.create(
            **ground.parties,
            name="default",
            version=str(AdoptedMethod.objects.count() + 2),
            text=text,
            sha256=ground.word("hash of a method"),
            adopted_at=NOON,
            adopted_by_id=ground.person,
        )
    )

    if ground.vendor:
        plant_publication(ground, text)


def _readers(ground: Ground) -> frozenset[int]:
    """Return who may read a method: its customer, and each vendor that the customer scores by it."""
    if ground.visibility == Visibility.VENDOR:
        return ground.readers
    return ground.readers | SCORED_BY.get(ground.customer or 0, frozenset())


def plant_publication(ground: Ground, text: str) -> None:
    relationship = ground.last(Relationship)
    card = Scorecard(
        vendor=Vendor(
            vendor=OrganisationId(ground.vendor or 0),
            name=ground.word("name in a publication"),
            relationship=RelationshipId(relationship.pk),
            customer=OrganisationId(ground.customer or 0),
            tier=1,
            stage=Stage.TRANSACTIONAL,
            service=ground.word("service in a publication"),
            products=(),
            notice_hours=None,
            renews_on=None,
        ),
        as_of=NOON,
        known_on=NOON,
        method="default-1.0",
        too_early=True,
        points_in=0.0,
        points_planned=240.0,
        gates=(),
        dimensions=(),
        criteria=(),
        together=(),
        disagreements=(),
        next_steps=(),
        inputs_hash=ground.word("hash in a publication"),
    )
    of = ground.keep(
        Publication.objects.create(
            **ground.parties,
            relationship=relationship,
            method="default-1.0",
            method_text=text,
            method_sha256="0" * 64,
            engine="detente 0",
            as_of=NOON,
            known_on=NOON,
            inputs_hash=card.inputs_hash,
            shown=as_json(card),
            previewed_at=NOON,
            previewed_by_id=ground.person,
            publishes_at=NOON + timedelta(days=10),
        )
    )
    ground.keep(
        PublicationStep.objects.create(
            **ground.parties,
            publication=of,
            kind="withdrawn",
            reason=ground.word("reason why a preview was withdrawn"),
            at=NOON,
            by_id=ground.person,
        )
    )


FORMS = {"withdraw_preview": {"reason": "a file was missing"}}


def values() -> dict[str, list[object]]:
    return {
        "method": ["default-1.0"],
        "criterion": list(known_criteria())[:1],
        "dimension": ["trust"],
        "must_have": ["certificate_in_force"],
        "since": ["2026-10-31"],
        "other": [RIVAL],
    }
