"""All scorecards of a customer with 10,000 vendors and 500,000 pieces of evidence, against its limits.

Run: python bench/portfolio.py [VENDORS] [PIECES A VENDOR]
The limits are those that were set: 10 s in all, 2 s for the model. Beside them stands the time that SQLite alone
takes to hand over the same rows, as the floor that nothing can be under. The database is made in a temporary folder.
"""

import os
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import perf_counter

HOME = tempfile.mkdtemp(prefix="bench-portfolio-")
os.environ["DETENTE_HOME"] = HOME
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "detente.site.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from detente.assessment.scorecards import to_engine  # noqa: E402
from detente.assessment.scorecards.methods.reading import shipped_method  # noqa: E402
from detente.assessment.scorecards.selectors.portfolio import portfolio_of  # noqa: E402
from detente.evidence.ledger.models import Document  # noqa: E402
from detente.evidence.ledger.selectors import facts_about  # noqa: E402
from detente.evidence.ledger.services.append_document import write_rows  # noqa: E402
from detente.evidence.relationships.models import Relationship  # noqa: E402
from detente.evidence.relationships.selectors import vendors_of  # noqa: E402
from detente.formats.facts import to_json  # noqa: E402
from detente.formats.records import (  # noqa: E402
    Certificate,
    Commitment,
    Monitoring,
    Outage,
    QuestionnaireAnswer,
    Record,
    Ticket,
)
from detente.foundation.models import Organisation, Person  # noqa: E402
from detente.foundation.tenancy import Visibility, acting_for_the_installation  # noqa: E402

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
WHOLE, MODEL = 10.0, 2.0


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
        made[-1] = Certificate(
            "ISO/IEC 27001", "in force", issued_on=date(2026, 2, 1), expires_on=date(2027, 2, 1)
        )
    return made


def fill(vendors: int, pieces: int) -> int:
    """Make the customer, its vendors and what is known of them; return the customer's number."""
    bank = Organisation.objects.create(name="Bank", created_at=NOW)
    person = Person.objects.create(email="analyst@bank.example", name="Analyst")
    organisations = [Organisation(name=f"Vendor {one}", created_at=NOW) for one in range(vendors)]
    Organisation.objects.bulk_create(organisations)
    both = {"customer": bank, "visibility": Visibility.SHARED}
    Relationship.objects.bulk_create(
        Relationship(**both, vendor=one, tier=1 + n % 3, since=NOW.date(), started_at=NOW)
        for n, one in enumerate(organisations)
    )
    for number, one in enumerate(organisations):
        document = Document.objects.create(
            **both,
            vendor=one,
            name="all.csv",
            format="detente-csv",
            sha256=f"{number:064x}",
            content_hash=f"{number:064x}",
            bytes=1,
            assurance=2,
            against_only=False,
            known_at=NOW - timedelta(days=1),
            received_from=bank,
            received_by=person,
            facts=pieces,
            rejected=0,
        )
        rows = [
            (
                record.kind,
                f"k{place}",
                None,
                one.pk,
                moment(record),
                None,
                2 + number % 4,
                to_json(record).decode(),
                f"line {place}",
            )
            for place, record in enumerate(facts_of(number, pieces))
        ]
        write_rows(document, Visibility.SHARED, [rows])
    return bank.pk


def moment(record: Record) -> str:
    """Return when a record begins, as the ledger stores it."""
    begins = getattr(record, "opened_at", None) or getattr(record, "started_at", None)
    return str((begins or NOW - timedelta(days=40)).replace(tzinfo=None))


def main(vendors: int, pieces: int) -> None:
    """Print each time as a share of its limit."""
    call_command("migrate", verbosity=0)
    with acting_for_the_installation(because="the bench makes its own tenants"):
        bank = fill(vendors, pieces)
    with acting_for_the_installation(because="the bench reads what it made"):
        started = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT vendor_id, document_id, position, kind, facts, key FROM ledger_evidence")
            rows = sum(len(some) for some in iter(lambda: cursor.fetchmany(20_000), []))
        floor = perf_counter() - started
        started = perf_counter()
        found = portfolio_of(bank, NOW, NOW)
        whole = perf_counter() - started
        everyone = vendors_of(bank)
        file = shipped_method("default-1.0")
        gathered, vendor = (
            to_engine.Gathered(file),
            {one.vendor: (row, one) for row, one in enumerate(everyone)},
        )
        for number, facts in to_engine.by_vendor(facts_about(None, customer=bank, as_of=NOW, known_on=NOW)):
            row, one = vendor[number]
            gathered.add(row, one.tier, to_engine.body_of(file, one, facts, NOW))
        started = perf_counter()
        gathered.scores(len(everyone))
        model = perf_counter() - started
    print(f"{len(found.rows):,} vendors, {rows:,} pieces of evidence")
    print(
        f"all scorecards   {whole:6.2f} s   {whole / WHOLE:5.2f} of the limit of {WHOLE:g} s   {whole / floor:5.1f}x SQLite alone"
    )
    print(f"the model itself {model:6.2f} s   {model / MODEL:5.2f} of the limit of {MODEL:g} s")


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    main(*(asked or [10_000, 50]))
    for left in sorted(Path(HOME).rglob("*"), reverse=True):
        left.unlink() if left.is_file() else left.rmdir()
    Path(HOME).rmdir()
