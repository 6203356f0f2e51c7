"""What came of a customer's imports, each text of it a canary."""

from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.ledger.models import Document
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
    }


FORMS = {"imports": {"vendor": "", "format": ""}}
