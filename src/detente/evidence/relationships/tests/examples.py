"""Worked examples of what happens in a relationship."""

from datetime import date, timedelta

from detente.evidence.relationships.models import (
    Contact,
    Contract,
    OutcomeStatement,
    PrivateNote,
    Relationship,
    Service,
    StageChange,
    VendorAlias,
)
from detente.foundation.models import Organisation
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

RELATIONSHIP, UNINVITED = 10001, 10002
SERVICE, CONTRACT = 10011, 10021
NEWCOMER = 2003
ALIAS = "Northwind Hosting Services"
CISO, LEAD = PEOPLE["the_ciso"].number, PEOPLE["the_vendor"].number


def world() -> None:
    Organisation.objects.create(id=NEWCOMER, name="Tern Analytics", created_at=NOON)
    with acting_for_the_installation(because="an example is laid out"):
        for number, vendor, tier in ((RELATIONSHIP, SUPPLIER, 1), (UNINVITED, NEWCOMER, 3)):
            parties = {"customer_id": BANK, "vendor_id": vendor, "visibility": Visibility.SHARED}
            of = Relationship.objects.create(
                id=number,
                **parties,
                first_tier=tier,
                since=date(2024, 3, 1),
                started_at=NOON,
                first_summary="hosting",
            )
            StageChange.objects.create(
                **parties, relationship=of, stage="transactional", at=NOON, by_id=CISO, reason="It began."
            )
        parties["vendor_id"] = SUPPLIER
        of = Relationship.objects.get(pk=RELATIONSHIP)
        Service.objects.create(
            id=SERVICE,
            **parties,
            relationship=of,
            name="Hosting",
            first_products=["Gate"],
            since=date(2024, 3, 1),
            recorded_at=NOON,
        )
        Contract.objects.create(
            id=CONTRACT,
            **parties,
            relationship=of,
            title="Master agreement",
            starts_on=date(2024, 3, 1),
            renews_on=date(2027, 3, 1),
            notice_days=90,
            recorded_at=NOON,
        )
        Contact.objects.create(
            id=10031,
            **parties,
            relationship=of,
            side="vendor",
            name="Sam Dale",
            email="sam@example.org",
            recorded_at=NOON,
        )
        OutcomeStatement.objects.create(
            id=10041,
            **parties,
            relationship=of,
            version=1,
            text="Outages are over within four hours.",
            proposed_by_id=LEAD,
            proposed_at=NOON - timedelta(days=1),
        )
        PrivateNote.objects.create(
            id=10051,
            **{**parties, "visibility": Visibility.CUSTOMER},
            relationship=of,
            text="They answer slowly.",
            by_id=CISO,
            at=NOON,
        )
        VendorAlias.objects.create(
            customer_id=BANK,
            vendor_id=SUPPLIER,
            visibility=Visibility.CUSTOMER,
            written=ALIAS,
            match="hand",
            decided_by_id=CISO,
            decided_at=NOON,
        )


EXAMPLES = {
    "relationships.accept_code": Example({"relationship": RELATIONSHIP, "version": "1.0"}, by="the_vendor"),
    "relationships.add_contact": Example(
        {"relationship": RELATIONSHIP, "name": "Lea Brandt", "email": "lea@example.org", "position": "lead"},
        by="the_vendor",
    ),
    "relationships.add_contract": Example(
        {
            "relationship": RELATIONSHIP,
            "title": "Backup",
            "starts_on": "2026-01-01",
            "renews_on": "2027-01-01",
            "notice_days": 30,
        },
        by="the_analyst",
    ),
    "relationships.add_service": Example(
        {
            "relationship": RELATIONSHIP,
            "name": "Backup",
            "critical_function": "payments",
            "products": ["Vault"],
        }
    ),
    "relationships.change_products": Example(
        {
            "service": SERVICE,
            "products": ["Gate", "Vault"],
            "reason": "Backups moved.",
            "valid_from": "2026-01-01",
        },
        by="the_analyst",
    ),
    "relationships.change_stage": Example(
        {"relationship": RELATIONSHIP, "stage": "transactional", "reason": "It stays as it is."}
    ),
    "relationships.change_terms": Example(
        {
            "relationship": RELATIONSHIP,
            "tier": 2,
            "notice_hours": 24,
            "reason": "Payments moved elsewhere.",
            "valid_from": "2026-01-01",
        }
    ),
    "relationships.end_contract": Example({"contract": CONTRACT, "reason": "A new one replaces it."}),
    "relationships.end_service": Example(
        {"service": SERVICE, "reason": "It moved elsewhere.", "ended_on": "2026-12-31"}, by="the_analyst"
    ),
    "relationships.find_vendor": Example({"vendor": "northwind cloud"}, by="the_director"),
    "relationships.invite_vendor": Example({"relationship": UNINVITED, "email": "lead@example.org"}),
    "relationships.list": Example(by="the_vendor"),
    "relationships.list_names": Example(),
    "relationships.list_notes": Example({"relationship": RELATIONSHIP}),
    "relationships.list_vendors": Example(by="the_auditor"),
    "relationships.match_name": Example({"written": "Nordwind", "vendor": "Northwind Cloud"}),
    "relationships.propose_outcome": Example(
        {"relationship": RELATIONSHIP, "text": "Nothing is lost."}, by="the_vendor"
    ),
    "relationships.show": Example({"relationship": RELATIONSHIP}, by="the_contributor"),
    "relationships.sign_outcome": Example({"relationship": RELATIONSHIP, "version": 1}),
    "relationships.start": Example(
        {"vendor": "Larch Payments", "tier": 2, "summary": "card payments", "products": ["Till"]}
    ),
    "relationships.unmatch_name": Example({"written": ALIAS}, outsider=404),
    "relationships.write_note": Example({"relationship": RELATIONSHIP, "text": "Ask again in May."}),
}
