"""What the two sides of a relationship have, each text of it a canary."""

from detente.evidence.relationships.models import (
    CodeAcceptance,
    Contact,
    Contract,
    OutcomeSignature,
    OutcomeStatement,
    PrivateNote,
    Relationship,
    Service,
    StageChange,
    TermChange,
    VendorAlias,
)
from detente.foundation.models import Organisation
from detente.foundation.tenancy import Visibility
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON

TODAY = NOON.date()


def plant(ground: Ground) -> None:
    if not (ground.customer and ground.vendor):
        return
    if ground.visibility == Visibility.SHARED:
        plant_shared(ground)
        return
    of = Relationship.objects.get(customer_id=ground.customer, vendor_id=ground.vendor)
    ground.keep(of)
    note = {"relationship": of, "text": ground.word("a private note"), "by_id": ground.person, "at": NOON}
    ground.keep(PrivateNote.objects.create(**ground.parties, **note))
    if ground.visibility == Visibility.CUSTOMER:
        ground.keep(
            VendorAlias.objects.create(
                **ground.parties,
                written=ground.word("another name of a vendor"),
                match="hand",
                decided_by_id=ground.person,
                decided_at=NOON,
            )
        )


def plant_shared(ground: Ground) -> None:
    of = ground.keep(
        Relationship.objects.create(
            **ground.parties,
            first_tier=1,
            since=TODAY,
            started_at=NOON,
            first_summary=ground.word("what a relationship is about"),
        )
    )
    own = {**ground.parties, "relationship": of}
    service = ground.keep(
        Service.objects.create(
            **own,
            name=ground.word("name of a service"),
            description=ground.word("description of a service"),
            critical_function=ground.word("function that depends on a service"),
            first_products=[ground.word("product of a service")],
            since=TODAY,
            recorded_at=NOON,
        )
    )
    contract = {"title": ground.word("title of a contract"), "starts_on": TODAY, "recorded_at": NOON}
    ground.keep(Contract.objects.create(**own, **contract))
    said = {"valid_from": TODAY, "recorded_at": NOON, "by_id": ground.person}
    ground.keep(
        TermChange.objects.create(
            **own,
            **said,
            term="what it supplies",
            text=ground.word("what a vendor supplies from a day on"),
            reason=ground.word("reason of other terms"),
        )
    )
    ground.keep(
        TermChange.objects.create(
            **own,
            **said,
            service=service,
            term="products in use",
            names=[ground.word("product from a day on")],
            reason=ground.word("reason of other products"),
        )
    )
    ground.keep(
        Contact.objects.create(
            **own,
            side="vendor",
            recorded_at=NOON,
            name=ground.word("name of a contact"),
            email=f"{ground.word('address of a contact')}@example.org",
            position=ground.word("position of a contact"),
        )
    )
    ground.keep(
        StageChange.objects.create(
            **own,
            stage="transactional",
            at=NOON,
            by_id=ground.person,
            reason=ground.word("reason of a stage"),
        )
    )
    statement = ground.keep(
        OutcomeStatement.objects.create(
            **own,
            version=1,
            text=ground.word("an outcome statement"),
            proposed_by_id=ground.person,
            proposed_at=NOON,
        )
    )
    signed = {"person_id": ground.person, "at": NOON}
    ground.keep(
        OutcomeSignature.objects.create(**ground.parties, statement=statement, side="customer", **signed)
    )
    ground.keep(CodeAcceptance.objects.create(**own, version="1.0", **signed))


def values() -> dict[str, list[object]]:
    return {"vendor": list(Organisation.objects.values_list("pk", flat=True))}
