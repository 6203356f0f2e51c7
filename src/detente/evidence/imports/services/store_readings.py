"""Store what files said: the part of an import that writes."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from hashlib import sha256

from detente.evidence.imports.contracts import (
    ImportReport,
    Outcome,
)
from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.imports.selectors import report_of
from detente.evidence.imports.services.read_file import Reading
from detente.evidence.ledger.contracts import Arrival, Receipt
from detente.evidence.ledger.services.append_document import Incoming, PlainRow, append_document
from detente.evidence.relationships.selectors import VendorDirectory, vendor_directory
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

MOST_NAMES = 200
OUTCOMES = {
    Arrival.ADDED: Outcome.ADDED,
    Arrival.SAME_FILE: Outcome.SAME_FILE,
    Arrival.SAME_CONTENT: Outcome.SAME_CONTENT,
}


@dataclass(frozen=True, slots=True)
class NotRead:
    """A file that could not be used, and why."""

    name: str
    message: str


def store_readings(
    *,
    actor: Actor,
    at: datetime,
    readings: Sequence[Reading | NotRead],
    about: OrganisationId | None,
    mapping: str,
    all_or_nothing: bool,
    visibility: Visibility,
) -> ImportReport:
    """Store all readings of an import, or none; the caller holds the transaction and its audit entry."""
    directory = vendor_directory(customer=actor.organisation)
    held = all_or_nothing and any(isinstance(one, NotRead) or one.rejected for one in readings)
    run = ImportRun.objects.create(
        customer_id=actor.organisation,
        visibility=Visibility.CUSTOMER,
        asked_at=at,
        asked_by_id=actor.person,
        all_or_nothing=all_or_nothing,
    )
    for one in readings:
        _store(run, one, held, about, mapping, visibility, directory, actor, at)
    return report_of(run)


def _store(
    run: ImportRun,
    reading: Reading | NotRead,
    held: bool,  # noqa: FBT001
    about: OrganisationId | None,
    mapping: str,
    visibility: Visibility,
    directory: VendorDirectory,
    actor: Actor,
    at: datetime,
) -> None:
    own = {"run": run, "customer_id": run.customer_id, "visibility": Visibility.CUSTOMER}
    if isinstance(reading, NotRead):
        ImportedFile.objects.create(
            **own, name=reading.name, outcome=Outcome.UNUSABLE.value, message=reading.message
        )
        return
    attribution = _attribution(reading, about, directory)
    waiting = {name: n for name, n in reading.written.items() if attribution[name] is None}
    receipt = None if held else _append(reading, attribution, about, mapping, visibility, actor, at)
    file = ImportedFile.objects.create(
        **own,
        name=reading.source.name,
        outcome=(OUTCOMES[receipt.arrival] if receipt else Outcome.HELD_BACK).value,
        format=reading.format.name,
        message=_message(reading, receipt, at),
        document_id=receipt.document if receipt else None,
        facts=reading.facts,
        rejected=reading.rejected,
        unattributed=sum(waiting.values()),
        editions=asdict(receipt.editions) if receipt and receipt.editions else None,
        names=[
            [name, facts, directory.suggestion(name)]
            for name, facts in sorted(waiting.items(), key=lambda one: -one[1])[:MOST_NAMES]
            if name is not None
        ],
    )
    RejectedRow.objects.bulk_create(
        RejectedRow(
            customer_id=run.customer_id,
            visibility=Visibility.CUSTOMER,
            file=file,
            locator=one.locator,
            reason=one.reason,
            excerpt=one.excerpt,
        )
        for one in reading.rejections
    )


def _attribution(
    reading: Reading, about: OrganisationId | None, directory: VendorDirectory
) -> dict[str | None, OrganisationId | None]:
    """Return whose facts they are, by the name that the file writes.

    A file that names nobody, or one vendor alone, is about the vendor that the importer says; where it names
    several, each name is looked up, and what the importer says holds for the rows that name none.
    """
    names = set(reading.written) - {None}
    if about is not None and len(names) <= 1:
        return dict.fromkeys(reading.written, about)
    return {name: about if name is None else directory.vendor_of(name) for name in reading.written}


def _append(
    reading: Reading,
    attribution: dict[str | None, OrganisationId | None],
    about: OrganisationId | None,
    mapping: str,
    visibility: Visibility,
    actor: Actor,
    at: datetime,
) -> Receipt:
    vendors = set(attribution.values())
    alone = next(iter(vendors)) if len(vendors) == 1 else None
    said = sha256(f"{reading.content_hash} {about} {int(visibility)}".encode()).hexdigest()
    return append_document(
        actor=actor,
        at=at,
        incoming=Incoming(
            path=reading.source.path,
            name=reading.source.name,
            sha256=reading.source.sha256,
            bytes=reading.source.path.stat().st_size,
            content_hash=said,
            format=reading.format,
            latest_fact_at=datetime.fromisoformat(reading.latest).replace(tzinfo=UTC)
            if reading.latest
            else None,
            facts=reading.facts,
            rejected=reading.rejected,
            unattributed=sum(n for name, n in reading.written.items() if attribution[name] is None),
            rows=lambda: _attributed(reading, attribution),
            vendor=alone,
            visibility=visibility,
            mapping=mapping,
        ),
    )


def _attributed(
    reading: Reading, attribution: dict[str | None, OrganisationId | None]
) -> Iterator[list[PlainRow]]:
    for chunk in reading.chunks():
        yield [
            (kind, key, written, attribution[written], valid_from, valid_to, level, facts, locator)
            for kind, key, written, valid_from, valid_to, level, facts, locator in chunk
        ]


def _message(reading: Reading, receipt: Receipt | None, at: datetime) -> str:
    said = []
    if receipt is None:
        said.append("Nothing was stored, since rows were rejected and all or nothing was asked for.")
    if reading.undated:
        said.append(
            f"{reading.undated} facts carry no date in the file: they stand at the day it was received."
        )
    if reading.rejected > len(reading.rejections):
        said.append(f"The first {len(reading.rejections)} of {reading.rejected} rejected rows are kept.")
    if receipt and receipt.arrival is Arrival.ADDED and receipt.known_at > at:
        said.append(
            f"The clock stands at {at:%Y-%m-%d %H:%M} UTC, before the last record: known since "
            f"{receipt.known_at:%Y-%m-%d %H:%M} UTC."
        )
    return " ".join(said)
