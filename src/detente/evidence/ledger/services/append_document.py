"""Append a document and its facts to the ledger: one short transaction, or nothing."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import connection
from django.db.models import Max, QuerySet

from detente.evidence.ledger.contracts import Arrival, DocumentId, Editions, Receipt
from detente.evidence.ledger.models import Document, Evidence, Observation, RemovedKey
from detente.formats.format import Absence, Format, formats_by_name
from detente.foundation.access import Actor
from detente.foundation.file_store import keep_file
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

COLUMNS = (
    "document_id", "position", "customer_id", "vendor_id", "visibility", "kind", "key", "written",
    "valid_from", "valid_to", "assurance", "facts", "locator",
)  # fmt: skip


PlainRow = tuple[str, str, str | None, int | None, str, str | None, int, str, str]
"""kind, key, vendor as written, vendor, valid from, valid to, assurance, facts, locator: as stored.

Moments are UTC without an offset (`2026-11-24 12:00:00`): SQLite keeps them so, and compares them as text.
"""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read to its end."""

    path: Path
    name: str
    sha256: str
    bytes: int
    content_hash: str
    format: Format
    latest_fact_at: datetime | None
    facts: int
    rejected: int
    unattributed: int
    rows: Callable[[], Iterator[list[PlainRow]]]
    vendor: OrganisationId | None
    """The one vendor that it speaks of; None where it speaks of several, or of none."""
    visibility: Visibility
    mapping: str = ""


def append_document(*, actor: Actor, at: datetime, incoming: Incoming) -> Receipt:
    """Append what a file says; what was there already adds nothing, or an observation.

    Parameters
    ----------
    incoming : Incoming
        The file, read to its end; `rows` is called once, inside the transaction that the caller holds.

    Returns
    -------
    Receipt
        What was added, and how it differs from the edition before.
    """
    there = _standing(actor).filter(content_hash=incoming.content_hash, attributed_from=None).first()
    if there is not None:
        return _seen_again(actor, at, incoming, there)
    known_at = _never_before_what_is_known(actor, at)
    previous = _edition_before(actor, incoming)
    keep_file(incoming.path, incoming.sha256)
    document = Document.objects.create(
        customer_id=actor.organisation,
        vendor_id=incoming.vendor,
        visibility=Visibility.CUSTOMER if incoming.vendor is None else incoming.visibility,
        name=incoming.name,
        format=incoming.format.name,
        sha256=incoming.sha256,
        content_hash=incoming.content_hash,
        bytes=incoming.bytes,
        assurance=incoming.format.assurance,
        against_only=incoming.format.against_only,
        known_at=known_at,
        received_from_id=actor.organisation,
        received_by_id=actor.person,
        latest_fact_at=incoming.latest_fact_at,
        facts=incoming.facts,
        rejected=incoming.rejected,
        mapping=incoming.mapping,
        previous=previous,
    )
    write_rows(document, incoming.visibility, incoming.rows())
    editions = _compare(document, previous) if previous else None
    return _receipt(document, incoming, Arrival.ADDED, editions)


def write_rows(document: Document, visibility: Visibility, chunks: Iterable[list[PlainRow]]) -> None:
    """Insert rows by the fastest way that the database has; they get their positions in turn."""
    rows = _placed(document, visibility, chunks)
    table = Evidence._meta.db_table  # noqa: SLF001  # Django documents _meta as public
    columns = ", ".join(f'"{one}"' for one in COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.cursor.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join("?" * len(COLUMNS))
            cursor.connection.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', rows)  # noqa: S608


def _placed(
    document: Document, visibility: Visibility, chunks: Iterable[list[PlainRow]]
) -> Iterator[tuple[object, ...]]:
    number, customer, position = document.pk, document.customer_id, 0
    alone = int(Visibility.CUSTOMER)
    for chunk in chunks:
        for kind, key, written, vendor, valid_from, valid_to, assurance, facts, locator in chunk:
            seen_by = alone if vendor is None else int(visibility)
            yield (
                number, position, customer, vendor, seen_by, kind, key, written,
                valid_from, valid_to, assurance, facts, locator,
            )  # fmt: skip
            position += 1


def _standing(actor: Actor) -> "QuerySet[Document]":
    return Document.objects.filter(customer_id=actor.organisation, retraction=None)


def _seen_again(actor: Actor, at: datetime, incoming: Incoming, there: Document) -> Receipt:
    if there.sha256 == incoming.sha256 or there.observations.filter(sha256=incoming.sha256).exists():
        return _receipt(there, incoming, Arrival.SAME_FILE, None)
    keep_file(incoming.path, incoming.sha256)
    Observation.objects.create(
        customer_id=there.customer_id,
        vendor_id=there.vendor_id,
        visibility=there.visibility,
        document=there,
        name=incoming.name,
        sha256=incoming.sha256,
        seen_at=at,
        received_by_id=actor.person,
    )
    return _receipt(there, incoming, Arrival.SAME_CONTENT, None)


def _never_before_what_is_known(actor: Actor, at: datetime) -> datetime:
    """Return `at`, or the latest known time where the clock was set back: known time never runs backwards."""
    latest = Document.objects.filter(customer_id=actor.organisation).aggregate(latest=Max("known_at"))[
        "latest"
    ]
    return max(at, latest) if latest else at


def _edition_before(actor: Actor, incoming: Incoming) -> Document | None:
    """Return the latest document of the same format and vendor, when the format is a list in editions."""
    if incoming.format.absence is not Absence.REMOVED:
        return None
    series = incoming.format.series or incoming.format.name
    names = [one.name for one in formats_by_name().values() if series in (one.series, one.name)]
    alike = _standing(actor).filter(format__in=names, attributed_from=None)
    return alike.order_by("-latest_fact_at", "-known_at", "-pk").first()


def _compare(document: Document, previous: Document) -> Editions:
    now = dict(document.evidence.values_list("key", "facts"))
    before = {key: (facts, of) for key, facts, of in previous.evidence.values_list("key", "facts", "kind")}
    older = (document.latest_fact_at or document.known_at) < (previous.latest_fact_at or previous.known_at)
    gone = [] if older else [key for key in before if key not in now]  # an old edition withdraws nothing
    RemovedKey.objects.bulk_create(
        RemovedKey(
            document=document,
            customer_id=document.customer_id,
            vendor_id=document.vendor_id,
            visibility=document.visibility,
            kind=before[key][1],
            key=key,
        )
        for key in gone
    )
    return Editions(
        added=sum(key not in before for key in now),
        changed=sum(before[key][0] != facts for key, facts in now.items() if key in before),
        removed=len(gone),
    )


def _receipt(document: Document, incoming: Incoming, arrival: Arrival, editions: Editions | None) -> Receipt:
    return Receipt(
        document=DocumentId(document.pk),
        arrival=arrival,
        facts=incoming.facts,
        rejected=incoming.rejected,
        unattributed=incoming.unattributed,
        known_at=document.known_at,
        editions=editions,
    )
