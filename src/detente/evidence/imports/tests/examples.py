"""Worked examples of what came of imports."""

from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.ledger.models import Document
from detente.evidence.ledger.tests.examples import DOCUMENT
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.example import Example
from detente.foundation.tests.people import BANK, NOON, PEOPLE, SUPPLIER

NEEDS = ["evidence.ledger"]

IMPORT, GIVEN = 30001, 30002


def world() -> None:
    own = {"customer_id": BANK, "visibility": Visibility.CUSTOMER}
    with acting_for_the_installation(because="an example is laid out"):
        run = ImportRun.objects.create(
            id=IMPORT, **own, asked_at=NOON, asked_by_id=PEOPLE["the_analyst"].number, all_or_nothing=False
        )
        file = ImportedFile.objects.create(
            **own,
            run=run,
            name="events.csv",
            outcome="added",
            format="upptime-events",
            document_id=DOCUMENT,
            facts=1,
            rejected=2,
            unattributed=1,
            editions={"added": 1, "changed": 2, "removed": 3},
            names=[["Nordwind", 1, "Northwind Cloud"]],
        )
        of = Document.objects.get(pk=DOCUMENT)
        fields = {one.attname: getattr(of, one.attname) for one in Document._meta.concrete_fields}
        given = {"id": GIVEN, "received_from_id": SUPPLIER, "received_by_id": PEOPLE["the_vendor"].number}
        hashes = {"content_hash": f"{GIVEN:064}", "request_hash": f"{GIVEN:064}", "facts": 0}
        Document.objects.create(**fields | given | hashes)
        for line in (4, 5):
            RejectedRow.objects.create(
                **own, file=file, locator=f"line {line}", reason="The state is 'off'.", excerpt="x,gate,off"
            )


EXAMPLES = {
    "imports.list_imports": Example({"limit": 1}),
    "imports.list_rejected_rows": Example({"number": IMPORT, "limit": 1}, by="the_analyst"),
    "imports.share_document": Example({"document": GIVEN, "customers": [str(RELATIONSHIP)]}, by="the_vendor"),
    "imports.show_seen": Example({"relationship": RELATIONSHIP}, by="the_vendor"),
    "imports.show_import": Example({"number": IMPORT}),
}
