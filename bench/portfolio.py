"""All scorecards of a customer with 10,000 vendors and 500,000 pieces of evidence, against its limits.

Run: python bench/portfolio.py [VENDORS] [PIECES A VENDOR]
The limits are those that were set: 10 s in all, of which 2 s for the model. Beside them stands the time that SQLite
alone takes to hand over the same rows, which nothing can be under; and, since others may use the machine too, the
processor's time. Each vendor's evidence is in three files, and an edition of the catalogue of exploited
vulnerabilities lists none of their products. The database is made in a temporary folder.
"""

import os
import resource
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from random import Random
from time import perf_counter, process_time
from typing import Any

HOME = os.environ.get("BENCH_HOME") or tempfile.mkdtemp(prefix="bench-portfolio-")
os.environ["DETENTE_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.site.settings")

# Django is set up first, in a folder of its own: what follows needs it, and none of it can stand above (E402).
import django  # noqa: E402  # Django is set up above

django.setup()

from django.core.management import call_command  # noqa: E402  # Django is set up above
from django.db import connection  # noqa: E402  # Django is set up above

from detente.assessment.scorecards import to_engine  # noqa: E402  # Django is set up above
from detente.assessment.scorecards.methods.reading import shipped_method  # noqa: E402  # Django is set up above
from detente.assessment.scorecards.selectors.editions import editions_on  # noqa: E402  # Django is set up above
from detente.assessment.scorecards.selectors.portfolio import portfolio_of  # noqa: E402  # Django is set up above
from detente.evidence.ledger.models import Document  # noqa: E402  # Django is set up above
from detente.evidence.ledger.selectors import facts_by_vendor  # noqa: E402  # Django is set up above
from detente.evidence.ledger.services.write_rows import StoredRow, write_rows  # noqa: E402  # Django is set up above
from detente.evidence.relationships.models import Relationship, Service  # noqa: E402  # Django is set up above
from detente.evidence.relationships.selectors import vendors_of  # noqa: E402  # Django is set up above
from detente.formats.facts import to_json  # noqa: E402  # Django is set up above
from detente.formats.records import (  # noqa: E402  # Django is set up above
    Certificate,
    Commitment,
    ExploitedVulnerability,
    Monitoring,
    Outage,
    QuestionnaireAnswer,
    Record,
    Ticket,
)
from detente.foundation.identifiers import OrganisationId  # noqa: E402  # Django is set up above
from detente.foundation.models import Membership, Organisation, Person  # noqa: E402  # Django is set up above
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation  # noqa: E402  # Django is set up above

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHOLE, MODEL = 10.0, 2.0
LISTED = 1_400  # entries of the catalogue, as many as the real one had in 2025
SYLLABLES = "kes trel al dor bri gate mar low wen dun mere fen wick quil lon esk dale cor vane nor thum ash by".split()  # noqa: SIM905  # words, not a list to read
TRADES = ("Security", "Cloud", "Networks", "Payments", "Analytics", "Software", "Logistics", "Hosting")
FILES = (("tickets.csv", (0, 1, 2, 3)), ("answers.csv", (4, 5, 6)), ("probe.csv", (7, 8, 9)))


def called(number: int) -> str:
    """Return the name of a vendor: no two alike, most with a common word."""
    random = Random(number)
    name = "".join(random.choices(SYLLABLES, k=3)).capitalize()
    return f"{name} {random.choice(TRADES)} {number}"


def supply(bank: int) -> None:
    """Give each vendor a service with a product, and the bank two hundred people."""
    both = {"customer_id": bank, "visibility": Visibility.SHARED}
    Service.objects.bulk_create(
        Service(
            **both,
            vendor_id=one.vendor_id,
            relationship=one,
            name=f"{TRADES[one.vendor_id % 8]} as a service",
            first_products=[f"{SYLLABLES[one.vendor_id % 20]} {SYLLABLES[one.vendor_id % 19]}"],
            since=NOW.date(),
            recorded_at=NOW,
        )
        for one in Relationship.objects.all()
    )
    people = [Person(name=f"Analyst {one}", email=f"a{one}@bank.example") for one in range(200)]
    Membership.objects.bulk_create(
        Membership(person=one, organisation_id=bank, role="ciso", since=NOW)
        for one in Person.objects.bulk_create(people)
    )


def facts_of(number: int, pieces: int) -> list[Record]:
    """Return what is known of one vendor: a year of its service, its tickets, answers and promises."""
    made: list[Record] = []
    for one in range(pieces):
        day = NOW - timedelta(days=(one * 7 + number) % 360 + 1)
        kind = one % 10
        if kind < 4:
            made.append(Ticket(f"T{one}", day, day + timedelta(hours=5), None, 1 + one % 4, one % 5 > 0))
        elif kind < 7:
            answer = "yes" if one % 4 else "no"
            made.append(QuestionnaireAnswer("CAIQ", f"Q{one}", "Is it so?", answer))
        elif kind == 7:
            made.append(Outage("main", day, day + timedelta(minutes=20 + number % 50), "probe"))
        elif kind == 8:
            due = day.date()
            made.append(Commitment(f"C{one}", "vendor", due, due, "on time" if number % 3 else "late"))
        else:
            made.append(Monitoring("main", day - timedelta(days=30), day, 8000, number % 9))
    if number % 2:
        dates = {"issued_on": date(2026, 2, 1), "expires_on": date(2027, 2, 1)}
        made[-1] = Certificate("ISO/IEC 27001", "in force", **dates)
    return made


def fill(vendors: int, pieces: int, called: Callable[[int], str] = "Vendor {}".format) -> int:
    """Make the customer, its vendors and what is known of them; return the customer's number."""
    bank = Organisation.objects.create(name="Bank", created_at=NOW)
    person = Person.objects.create(email="analyst@bank.example", name="Analyst")
    organisations = [Organisation(name=called(one), created_at=NOW) for one in range(vendors)]
    Organisation.objects.bulk_create(organisations)
    both = {"customer": bank, "visibility": Visibility.SHARED}
    Relationship.objects.bulk_create(
        Relationship(**both, vendor=one, first_tier=1 + n % 3, since=NOW.date(), started_at=NOW)
        for n, one in enumerate(organisations)
    )
    documents = [
        Document(
            id=number * 10 + place,
            **both,
            vendor=one,
            name=name,
            format="detente-csv",
            sha256=f"{number * 10 + place:064x}",
            content_hash=f"{number * 10 + place:064x}",
            request_hash=f"{number * 10 + place:064x}",
            bytes=1,
            assurance=2,
            against_only=False,
            private=False,
            known_at=NOW - timedelta(days=1),
            received_from=bank,
            received_by=person,
            edition_at=NOW - timedelta(days=1),
            facts=pieces,
            rejected=0,
        )
        for number, one in enumerate(organisations, 1)
        for place, (name, _) in enumerate(FILES)
    ]
    Service.objects.bulk_create(
        Service(
            **both,
            vendor_id=one.vendor_id,
            relationship=one,
            name="Main",
            first_products=[f"Product {n}"],
            since=one.since,
            recorded_at=NOW - timedelta(days=500),
        )
        for n, one in enumerate(Relationship.objects.order_by("pk"))
    )
    documents.append(
        Document(
            id=1,
            customer=bank,
            visibility=Visibility.CUSTOMER,
            name="catalogue.json",
            format="kev-json",
            series="cisa-kev",
            sha256=f"{1:064x}",
            content_hash=f"{1:064x}",
            request_hash=f"{1:064x}",
            bytes=1,
            assurance=4,
            against_only=False,
            private=False,
            known_at=NOW - timedelta(days=1),
            received_from=bank,
            received_by=person,
            edition_at=NOW - timedelta(days=2),
            facts=LISTED,
            rejected=0,
        )
    )
    Document.objects.bulk_create(documents, batch_size=5_000)
    write_rows(chunks=[list(_catalogue(bank.pk))])
    write_rows(
        chunks=(rows_of(bank.pk, number, one.pk, pieces) for number, one in enumerate(organisations, 1))
    )
    return bank.pk


def _catalogue(customer: int) -> Iterator[StoredRow]:
    for one in range(LISTED):
        day = (NOW - timedelta(days=one)).date()
        entry = ExploitedVulnerability(
            f"CVE-{one}", "Somebody", f"Another {one % 300}", "a flaw", day, day, None
        )
        yield (
            1, customer, None, Visibility.CUSTOMER, one, entry.kind, entry.cve, "Somebody", str(day), None, 4,
            to_json(entry).decode(), f"/vulnerabilities/{one}",
        )  # fmt: skip


def rows_of(customer: int, number: int, vendor: int, pieces: int) -> list[StoredRow]:
    """Return the rows of one vendor's files."""
    return list(_rows(customer, number, vendor, pieces))


def _rows(customer: int, number: int, vendor: int, pieces: int) -> Iterator[StoredRow]:
    records = facts_of(number, pieces)
    for file, (_, kinds) in enumerate(FILES):
        inside = [record for place, record in enumerate(records) if place % 10 in kinds]
        for position, record in enumerate(inside):
            yield (
                number * 10 + file, customer, vendor, Visibility.SHARED, position, record.kind, f"k{position}", None,
                moment(record), None, 2 + number % 4, to_json(record).decode(), f"line {position + 2}",
            )  # fmt: skip


def moment(record: Record) -> str:
    """Return when a record begins, as the ledger stores it."""
    begins = getattr(record, "opened_at", None) or getattr(record, "started_at", None)
    return str((begins or NOW - timedelta(days=40)).replace(tzinfo=None))


def timed(work: Callable[[], Any]) -> tuple[float, float, Any]:
    """Return how long something took, by the clock and by the processor, and what came out."""
    started, busy = perf_counter(), process_time()
    made = work()
    return perf_counter() - started, process_time() - busy, made


def rows_alone() -> int:
    """Have SQLite hand over the columns that scorecards read, in no order."""
    columns = "document_id, position, kind, facts, key, valid_from, valid_to, assurance"
    with connection.cursor() as cursor:
        raw = cursor.connection.execute(f"SELECT {columns} FROM ledger_evidence")  # noqa: S608
        return sum(len(some) for some in iter(lambda: raw.fetchmany(20_000), []))


def gathered(bank: int) -> tuple[to_engine.Gathered, int]:
    """Return all that the model is given, and for how many vendors."""
    everyone, found = (
        vendors_of(bank, as_of=NOW, known_on=NOW),
        to_engine.Gathered(shipped_method("default-1.0")),
    )
    rows = {one.vendor: (row, one) for row, one in enumerate(everyone)}
    editions = editions_on(OrganisationId(bank), NOW, NOW)
    for number, facts in facts_by_vendor(None, customer=bank, as_of=NOW, known_on=NOW):
        row, one = rows[number]
        found.add(row, one.tier, to_engine.body_of(found.file, one, facts, NOW, editions=editions))
    return found, len(everyone)


def main(vendors: int, pieces: int) -> None:
    """Print each time as a share of its limit."""
    call_command("migrate", verbosity=0)
    with acting_for_the_installation(because="the bench makes its own tenants"):
        bank = fill(vendors, pieces)
    with acting_for(OrganisationId(bank), writes=False):  # as somebody of the bank asks
        rows_alone()
        floor, floor_busy, rows = timed(rows_alone)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        whole, whole_busy, found = timed(lambda: portfolio_of(bank, NOW, NOW))
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        everything, count = gathered(bank)
        model, model_busy, _ = timed(lambda: everything.scores(count))
    print(f"{len(found.rows):,} vendors, {rows:,} pieces of evidence in {len(FILES) * vendors:,} files")
    print(f"{'':18} {'clock':>8} {'processor':>10}   of the limit   of SQLite alone")
    line = "{:18} {:6.2f} s {:8.2f} s   {:12.2f}   {:15.1f}"
    print(line.format("SQLite alone", floor, floor_busy, floor / WHOLE, 1.0))
    print(line.format("all scorecards", whole, whole_busy, whole / WHOLE, whole / floor))
    print(line.format("the model itself", model, model_busy, model / MODEL, model / floor))
    print(f"the peak of memory rose by {(after - before) / 1024:.0f} MB")


if __name__ == "__main__":
    try:
        main(*([int(one) for one in sys.argv[1:]] or [10_000, 50]))
    finally:
        connection.close()
        shutil.rmtree(HOME)
