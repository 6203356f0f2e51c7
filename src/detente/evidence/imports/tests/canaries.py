"""What came of a side's imports, each text of it a canary; files are sent with the forms."""

from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.models import Relationship
from detente.foundation.models import Job
from detente.foundation.tests.ground import Ground
from detente.foundation.tests.people import NOON

NEEDS = ["evidence.ledger"]


def plant(ground: Ground) -> None:
    run = ground.keep(
        ImportRun.objects.create(
            **ground.parties, asked_at=NOON, asked_by_id=ground.person, all_or_nothing=False
        )
    )
    file = ground.keep(
        ImportedFile.objects.create(
            **ground.parties,
            run=run,
            name=ground.word("name of an imported file"),
            outcome="added",
            format="upptime-events",
            message=ground.word("message about a file"),
            document=ground.rows[Document][0],
            facts=1,
            rejected=1,
            unattributed=1,
            names=[[ground.word("a name that waits"), 1, ground.word("a suggested vendor")]],
        )
    )
    ground.keep(
        RejectedRow.objects.create(
            **ground.parties,
            file=file,
            locator=ground.word("place of a rejected row"),
            reason=ground.word("reason of a rejection"),
            excerpt=ground.word("text of a rejected row"),
        )
    )


def values() -> dict[str, list[object]]:
    return {
        "number": [
            *ImportRun.objects.values_list("pk", flat=True),
            *Document.objects.values_list("pk", flat=True),
        ],
        "job": list(Job.objects.values_list("pk", flat=True)),
        "customer": list(Relationship.objects.values_list("pk", flat=True).distinct()),
    }


class AFile:
    """A file that is sent with one form after another."""

    name = "events.csv"

    def read(self, size: int = -1) -> bytes:
        return b"time,service,state\n2026-10-01T00:00:00Z,gate,down\n"


FORMS = {
    "imports": {"vendor": "", "format": "", "files": AFile()},
    "give_evidence": {"customer": "1", "format": "", "files": AFile()},
}
QUERIES = {"imports": ["vendor"], "give_evidence": ["customer"]}
