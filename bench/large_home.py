"""A home as large as the product is built for: made once, and found again in its folder."""

import json
from contextlib import suppress
from pathlib import Path
from random import Random
from time import perf_counter

from django.core.management import call_command
from django.db import connection
from portfolio import NOW, called, fill, supply  # sets Django up, in the folder of BENCH_HOME

from detente.assessment.scorecards.models import Publication
from detente.assessment.scorecards.services.keep_standing import keep_standing
from detente.assessment.scorecards.services.preview_scorecard import preview_scorecard
from detente.evidence.disputes.contracts import CannotBeDisputed, Wrong
from detente.evidence.disputes.models import Dispute
from detente.evidence.disputes.services.dispute_line import dispute_line
from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.models import Relationship
from detente.foundation import clock
from detente.foundation.access import actor_named
from detente.foundation.models import Membership, Person
from detente.foundation.tenancy import acting_for_the_installation

MOST = 200
SAYS = {"wrong": Wrong.FACT, "says": "It was closed in time.", "statement": "Our own log says so."}


def prepared(home: Path, vendors: int, pieces: int, *, email: str, password: str) -> dict[str, list[int]]:
    """Return the numbers of what is there: vendors, relationships, documents, disputes, publications."""
    made = home / "made.json"
    if not made.exists():
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        with acting_for_the_installation(because="the bench makes its own tenants"):
            bank = fill(vendors, pieces, called)
            supply(bank)
            person = Person.objects.create(email=email, name="Walker")
            person.set_password(password)
            person.save()
            Membership.objects.create(person=person, organisation_id=bank, role="ciso", since=NOW)
        _agree_and_disagree(email)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text(json.dumps(_numbers()), encoding="utf-8")
    call_command("migrate", verbosity=0)
    started = perf_counter()
    keep_standing(at=clock.now(), most=vendors)
    print(f"the worker's part, that all scorecards of today stand: {perf_counter() - started:.0f} s")
    found: dict[str, list[int]] = json.loads(made.read_text(encoding="utf-8"))
    connection.close()
    return found


def _agree_and_disagree(email: str) -> None:
    """Preview some scorecards, and dispute some lines, as people do."""
    actor, random = actor_named(email), Random(7)
    with acting_for_the_installation(because="the bench looks for what it made"):
        vendors = list(Relationship.objects.order_by("pk").values_list("vendor_id", flat=True))
        documents = list(Document.objects.filter(name="tickets.csv").values_list("pk", flat=True))
    for vendor in random.sample(vendors, min(MOST, len(vendors))):
        preview_scorecard(actor=actor, at=clock.now(), vendor=str(vendor))
    for document in random.sample(documents, min(MOST, len(documents))):
        with suppress(CannotBeDisputed):
            dispute_line(actor=actor, at=clock.now(), document=DocumentId(document), position=0, **SAYS)


def _numbers() -> dict[str, list[int]]:
    with acting_for_the_installation(because="the bench looks for what it made"):
        relationships = Relationship.objects.values_list("pk", "vendor_id")
        return {
            "vendors": [vendor for _, vendor in relationships],
            "relationships": [number for number, _ in relationships],
            "documents": list(Document.objects.exclude(vendor=None).values_list("pk", flat=True)[:5_000]),
            "disputes": list(Dispute.objects.values_list("pk", flat=True)),
            "publications": list(Publication.objects.values_list("pk", flat=True)),
        }
