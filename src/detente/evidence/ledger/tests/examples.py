"""Worked examples of what the ledger holds."""

from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from detente.evidence.ledger.models import Document, Evidence
from detente.formats.found import Assurance
from detente.foundation.file_store import keep_file
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

NEEDS = ["evidence.relationships"]

DOCUMENT, TO_RETRACT = 20001, 20002
FILE = b"time,service,state\n2026-10-01T00:00:00Z,gate,down\n2026-10-01T01:00:00Z,gate,up\n"
OUTAGE = (
    '{"service":"gate","started_at":"2026-10-01T00:00:00+00:00","ended_at":"2026-10-01T01:00:00+00:00",'
    '"measured_by":"probe","title":"","impact":null}'
)


def world() -> None:
    digest = sha256(FILE).hexdigest()
    with TemporaryDirectory() as folder:
        path = Path(folder) / "events.csv"
        path.write_bytes(FILE)
        keep_file(path, digest)
    parties = {"customer_id": BANK, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
    with acting_for_the_installation(because="an example is laid out"):
        for number, name in ((DOCUMENT, "events.csv"), (TO_RETRACT, "events-again.csv")):
            Document.objects.create(
                id=number,
                **parties,
                name=name,
                format="upptime-events",
                sha256=digest,
                content_hash=f"{number:064}",
                request_hash=f"{number:064}",
                bytes=len(FILE),
                assurance=Assurance.TOOL_MEASURED,
                against_only=False,
                private=False,
                known_at=NOON - timedelta(days=1),
                received_from_id=BANK,
                received_by_id=PEOPLE["the_analyst"].number,
                edition_at=NOON - timedelta(days=1),
                facts=1,
                rejected=0,
            )
            Evidence.objects.create(
                **parties,
                document_id=number,
                position=0,
                kind="outage",
                key="gate 2026-10-01T00:00:00Z",
                valid_from=NOON - timedelta(days=54),
                assurance=Assurance.TOOL_MEASURED,
                facts=OUTAGE,
                locator="lines 2 to 3",
            )


EXAMPLES = {
    "ledger.list_documents": Example({"limit": 1}, by="the_vendor"),
    "ledger.list_evidence": Example({"document": DOCUMENT}, by="the_contributor"),
    "ledger.list_evidence_about": Example({"vendor": str(SUPPLIER), "kind": "outage"}),
    "ledger.retract_document": Example({"document": TO_RETRACT, "reason": "The probe was broken."}),
    "ledger.show_document": Example({"document": DOCUMENT}, by="the_director"),
    "ledger.show_evidence": Example({"document": DOCUMENT, "position": 0}, by="the_vendor"),
}
