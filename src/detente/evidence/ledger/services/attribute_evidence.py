"""Attribute facts that waited under a written name to a vendor: as new documents, since nothing is changed.

Each names the document that it repeats, is known from the moment of the decision, and is retracted with it.
So a scorecard "as known on" a day before the decision stays as it was.
"""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256

from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.services.append_document import PlainRow, write_rows
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

AT_ONCE = 5_000


def attribute_evidence(*, actor: Actor, at: datetime, written: str, vendor: OrganisationId) -> int:
    """Return how many facts count for the vendor from now on; the caller holds the transaction."""
    waiting = Evidence.objects.filter(
        customer_id=actor.organisation, vendor=None, written=written, document__retraction=None
    )
    numbers = waiting.order_by("document_id").values_list("document_id", flat=True).distinct()
    moved = 0
    for of in Document.objects.filter(pk__in=list(numbers)).order_by("known_at", "pk"):
        rows = waiting.filter(document=of).order_by("position")
        facts = rows.count()
        repeated = Document.objects.create(
            customer_id=of.customer_id,
            vendor_id=vendor,
            visibility=Visibility.SHARED,
            name=of.name,
            format=of.format,
            sha256=of.sha256,
            content_hash=sha256(f"{of.content_hash} {written} {vendor}".encode()).hexdigest(),
            bytes=of.bytes,
            assurance=of.assurance,
            against_only=of.against_only,
            known_at=max(at, of.known_at),
            latest_fact_at=of.latest_fact_at,
            received_from_id=of.received_from_id,
            received_by_id=actor.person,
            facts=facts,
            rejected=0,
            mapping=of.mapping,
            attributed_from=of,
        )
        write_rows(repeated, Visibility.SHARED, _chunks(rows, vendor))
        moved += facts
    return moved


def _chunks(rows: object, vendor: OrganisationId) -> Iterator[list[PlainRow]]:
    chunk: list[PlainRow] = []
    for row in rows.iterator(AT_ONCE):  # type: ignore[attr-defined]  # a QuerySet of Evidence
        chunk.append(
            (
                row.kind,
                row.key,
                row.written,
                vendor,
                _as_stored(row.valid_from),
                None if row.valid_to is None else _as_stored(row.valid_to),
                row.assurance,
                row.facts,
                row.locator,
            )
        )
        if len(chunk) == AT_ONCE:
            yield chunk
            chunk = []
    yield chunk


def _as_stored(moment: datetime) -> str:
    return str(moment.replace(tzinfo=None))
