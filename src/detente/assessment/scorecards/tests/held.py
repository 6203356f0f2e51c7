"""Evidence that a test's customer holds: rows of the ledger, written without a door, so that no trace is left."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import pairwise

from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.assessment.scorecards.criteria.tests.worlds import fact
from detente.evidence.ledger.contracts import Fact
from detente.evidence.ledger.models import Document, Evidence, Retraction
from detente.evidence.relationships.models import Relationship, Service
from detente.formats.facts import to_json
from detente.formats.found import Assurance
from detente.formats.records import (
    AssessedFinding,
    BreachStatement,
    Certificate,
    ClaimVerdict,
    Commitment,
    Connection,
    ContinuityTest,
    ControlCovered,
    Disclosure,
    Outage,
    PilotResult,
    Record,
    RequestAnswered,
    Ticket,
    Usage,
)
from detente.foundation.models import Organisation, Person
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import BANK, LONG_AGO, NOON, PEOPLE, SUPPLIER

TODAY = NOON.date()
BECAUSE = "tests lay down what a customer holds"


def day(back: int) -> date:
    """Return a day so many days before the tests' noon."""
    return TODAY - timedelta(days=back)


def moment(back: float) -> datetime:
    """Return a moment so many days before the tests' noon."""
    return NOON - timedelta(days=back)


def relate(
    vendor: int = SUPPLIER,
    *,
    customer: int = BANK,
    name: str = "",
    tier: int = 1,
    notice_hours: int | None = None,
) -> Relationship:
    """Return the relationship between two organisations, made if there is none yet."""
    with acting_for_the_installation(because=BECAUSE):
        Organisation.objects.get_or_create(id=vendor, defaults={"name": name, "created_at": LONG_AGO})
        there = Relationship.objects.filter(customer_id=customer, vendor_id=vendor).first()
        return there or Relationship.objects.create(
            customer_id=customer,
            vendor_id=vendor,
            visibility=Visibility.SHARED,
            first_tier=tier,
            first_notice_hours=notice_hours,
            since=date(2024, 1, 15),
            started_at=LONG_AGO,
        )


def supplies(relationship: Relationship, name: str, products: Sequence[str]) -> None:
    """Say what a vendor supplies, and of which products."""
    with acting_for_the_installation(because=BECAUSE):
        Service.objects.create(
            customer_id=relationship.customer_id,
            vendor_id=relationship.vendor_id,
            visibility=Visibility.SHARED,
            relationship=relationship,
            name=name,
            first_products=list(products),
            since=relationship.since,
            recorded_at=LONG_AGO,
        )


def hold(
    *records: Record | Fact,
    document: int,
    vendor: int = SUPPLIER,
    customer: int = BANK,
    level: Assurance = Assurance.JOINTLY_MEASURED,
    known_at: datetime | None = None,
    against_only: bool = False,
    visibility: Visibility = Visibility.SHARED,
    name: str = "",
    part_of: Document | None = None,
) -> Document:
    """Write down a document and what it says of a vendor; a record begins as a table of it would say."""
    facts = [one if isinstance(one, Fact) else fact(one, level=level) for one in records]
    person = next(one.number for one in PEOPLE.values() if one.organisation == customer)
    arrived = known_at or moment(1)
    parties = {"customer_id": customer, "vendor_id": vendor, "visibility": visibility}
    digest = sha256(f"{document}".encode()).hexdigest()
    with acting_for_the_installation(because=BECAUSE):
        row = Document.objects.create(
            id=document,
            name=name or f"evidence-{document}.csv",
            format="detente-csv",
            sha256=digest,
            content_hash=digest,
            request_hash=digest,
            bytes=100,
            assurance=level,
            against_only=against_only,
            private=visibility != Visibility.SHARED,
            known_at=arrived,
            received_from_id=customer,
            received_by_id=person,
            edition_at=max((one.valid_from for one in facts), default=arrived),
            facts=len(facts),
            rejected=0,
            part_of=part_of,
            series=part_of.series if part_of else "",
            **parties,
        )
        Evidence.objects.bulk_create(
            Evidence(
                document=row,
                position=position,
                kind=one.kind,
                key=one.key,
                valid_from=one.valid_from,
                valid_to=one.valid_to,
                assurance=one.assurance,
                facts=to_json(one.record).decode(),
                locator=f"line {position + 2}",
                **parties,
            )
            for position, one in enumerate(facts)
        )
    return row


def hold_catalogue(
    edition_at: datetime,
    *nobodys: Record,
    document: int,
    known_at: datetime | None = None,
    customer: int = BANK,
    **more: object,
) -> Document:
    """Write down an edition of the catalogue of exploited vulnerabilities, with what it lists of nobody's vendors.

    What it lists of a vendor is held with `part_of` its number, as an importer would.
    """
    person = next(one.number for one in PEOPLE.values() if one.organisation == customer)
    parties = {"customer_id": customer, "vendor_id": None, "visibility": Visibility.CUSTOMER}
    digest = sha256(f"{document}".encode()).hexdigest()
    with acting_for_the_installation(because=BECAUSE):
        row = Document.objects.create(
            **{
                "id": document,
                "name": f"catalogue-{document}.json",
                "format": "kev-json",
                "series": "cisa-kev",
                "sha256": digest,
                "content_hash": digest,
                "request_hash": digest,
                "bytes": 100,
                "assurance": Assurance.REGULATOR_LISTED,
                "against_only": False,
                "private": False,
                "known_at": known_at or edition_at,
                "received_from_id": customer,
                "received_by_id": person,
                "edition_at": edition_at,
                "facts": 1_000,
                "rejected": 0,
                **parties,
                **more,
            }
        )
        Evidence.objects.bulk_create(
            Evidence(
                document=row,
                position=position,
                kind=one.kind,
                key=one.key,
                written="Somebody",
                valid_from=one.valid_from,
                assurance=one.assurance,
                facts=to_json(one.record).decode(),
                locator=f"/vulnerabilities/{position}",
                **{**parties, "vendor_id": row.vendor_id},
            )
            for position, one in enumerate(fact(each, level=Assurance.REGULATOR_LISTED) for each in nobodys)
        )
    return row


def retract(document: Document, at: datetime) -> None:
    """Say that a document no longer counts, from a moment on."""
    with acting_for_the_installation(because=BECAUSE):
        Retraction.objects.create(
            document=document,
            customer_id=document.customer_id,
            vendor_id=document.vendor_id,
            visibility=document.visibility,
            at=at,
            by=Person.objects.get(pk=document.received_by_id),
            reason="a wrong file",
        )


def performance(good: float = 1.0) -> list[Record]:
    """A year of a service that both sides measured: tickets, usage and a pilot; `good` of it went well."""
    tickets = [
        Ticket(f"T{number}", moment(number * 3.6 + 1), None, None, 1 + number % 4, number < 100 * good)
        for number in range(100)
    ]
    usages = [
        Usage(
            "mail",
            date(2025, month, 1),
            date(2026, month, 1) if month == 12 else date(2025, month + 1, 1),
            50 * good,
            50,
        )
        for month in range(1, 12)
    ]
    usages += [
        Usage("mail", date(2026, month, 1), date(2026, month + 1, 1), 50 * good, 50) for month in range(1, 11)
    ]
    pilots = [
        PilotResult(f"pilot {one}", day(90), day(40), 5, round(5 * good), 5 - round(5 * good)) for one in "ab"
    ]
    return [*tickets, *usages, *pilots]


def compliance(good: float = 1.0) -> list[Record]:
    """Certificates, findings, requests, controls and tests that both sides looked at."""
    certificates = [
        Certificate("ISO/IEC 27001", "in force", issued_on=day(200), expires_on=day(-300)),
        Certificate("SOC 2 Type II", "in force", issued_on=day(100), expires_on=day(-20)),
    ]
    findings = [
        AssessedFinding(
            "audit 2026", f"F{one}", "high", day(150), day(60), day(70) if one < 10 * good else day(20)
        )
        for one in range(10)
    ]
    requests = [
        RequestAnswered(
            f"R{one}",
            "customer",
            day(one * 6 + 20),
            day(one * 6 + 10),
            day(one * 6 + 12) if one < 50 * good else None,
        )
        for one in range(50)
    ]
    controls = [
        ControlCovered("ISO 27002", f"5.{one}", required=True, covered=one < 20 * good) for one in range(20)
    ]
    tests = [ContinuityTest(one, day(60), "back within 4 hours", "pass") for one in ("continuity", "exit")]
    return [*certificates, *findings, *requests, *controls, *tests]


def trust(good: float = 1.0) -> list[Record]:
    """Statements, limits, claims, promises and connections, agreed by both sides."""
    quarters = [date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1), date(2026, 10, 1)]
    statements = [BreachStatement(*quarter, 0) for quarter in pairwise(quarters)]
    limits = [Disclosure(f"limit {one}", told=True, on=day(one * 10 + 5)) for one in range(round(6 * good))]
    claims = [
        ClaimVerdict(
            f"claim {one}", day(one * 10 + 30), "supported" if one < 6 * good else "smaller than claimed"
        )
        for one in range(6)
    ]
    promises = [
        Commitment(
            f"promise {one}",
            "vendor",
            day(one * 15 + 5),
            day(one * 15 + 5),
            "on time" if one < 24 * good else "broken",
        )
        for one in range(24)
    ]
    connections = [
        Connection(
            f"link {one}",
            "read",
            privileged=False,
            review_due_on=day(one * 30 + 5),
            reviewed_on=day(one * 30 + 9),
        )
        for one in range(12)
    ]
    return [*statements, *limits, *claims, *promises, *connections]


def as_buyer() -> list[Record]:
    """What the customer owed, and kept in part."""
    requests = [
        RequestAnswered(
            f"B{one}", "vendor", day(one * 7 + 20), day(one * 7 + 10), day(one * 7 + 11) if one % 3 else None
        )
        for one in range(40)
    ]
    promises = [
        Commitment(f"ours {one}", "customer", day(one * 20 + 5), None, "on time" if one else "broken")
        for one in range(12)
    ]
    return [*requests, *promises]


def outages() -> list[Record]:
    """Outages that the vendor's own status page tells of."""
    return [
        Outage("api", moment(one * 30 + 3), moment(one * 30 + 2.7), "status page", "down", "major")
        for one in range(4)
    ]


def show_enough(vendor: int, *, good: float, first_document: int, **more: object) -> None:
    """Hold so much of a vendor that it is too early in no dimension."""
    for number, of in enumerate((performance, compliance, trust)):
        hold(*of(good), document=first_document + number, vendor=vendor, **more)


@contextmanager
def reads() -> Iterator[list[str]]:
    """Collect what is asked of tables meanwhile; what only tells PostgreSQL the scope, or a savepoint, is none."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield found
    found += [one["sql"] for one in captured if " FROM " in one["sql"]]


def utc(text: str) -> datetime:
    """Return a moment in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
