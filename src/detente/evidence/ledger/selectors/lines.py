"""Lines of evidence, as a person reads them."""

from collections.abc import Collection
from datetime import datetime

import orjson

from detente.evidence.ledger.contracts import DocumentId, EvidenceLine
from detente.evidence.ledger.models import Document, Evidence, Retraction, StruckLine
from detente.formats.errors import FormatError
from detente.formats.excerpt import excerpt
from detente.formats.facts import UnknownKind, from_json
from detente.formats.found import Assurance
from detente.formats.sentence import sentence
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.errors import NotFound
from detente.foundation.file_store import kept_file
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Side


def lines_at(
    places: Collection[tuple[DocumentId, int]], *, known_on: datetime | None = None
) -> list[EvidenceLine]:
    """Return the evidence at some places, in that order; what may not be seen is left out. Two queries."""
    rows = Evidence.objects.filter(
        document_id__in={document for document, _ in places},
        position__in={position for _, position in places},
    )
    found = {
        (DocumentId(row.document_id), row.position): row
        for row in rows.select_related("document__retraction")
    }
    return lines_of([found[place] for place in places if place in found], known_on=known_on)


def lines_of(
    rows: Collection[Evidence], text: str | None = None, *, known_on: datetime | None = None
) -> list[EvidenceLine]:
    """Return what a person may see of pieces of evidence; `rows` come with their documents and retractions.

    Retractions and strikes after `known_on` are left out.
    """
    struck = StruckLine.objects.filter(
        vendor_id__in={row.vendor_id for row in rows}, key__in={row.key for row in rows}
    )
    if known_on is not None:
        struck = struck.filter(at__lte=known_on)
    since = {(one.customer_id, one.vendor_id, one.kind, one.key, one.facts): one.at for one in struck}
    return [
        _line(row, text, since.get((row.customer_id, row.vendor_id, row.kind, row.key, row.facts)), known_on)
        for row in rows
    ]


def retraction_of(document: Document, known_on: datetime | None) -> Retraction | None:
    """Return a document's retraction, None where there is none, or none yet."""
    found: Retraction | None = getattr(document, "retraction", None)
    return None if found is None or (known_on is not None and found.at > known_on) else found


def _line(
    row: Evidence, text: str | None, struck_at: datetime | None, known_on: datetime | None
) -> EvidenceLine:
    of = row.document
    retraction = retraction_of(of, known_on)
    return EvidenceLine(
        document=DocumentId(of.pk),
        position=row.position,
        document_name=of.name,
        sha256=of.sha256,
        format=of.format,
        vendor=None if row.vendor_id is None else OrganisationId(row.vendor_id),
        written=row.written,
        kind=row.kind,
        key=row.key,
        facts=orjson.loads(row.facts),
        sentence=_sentence(row),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        known_at=of.known_at,
        assurance=Assurance(row.assurance).words,
        locator=row.locator,
        excerpt=text,
        retracted_at=retraction.at if retraction else None,
        struck_at=struck_at,
    )


def excerpt_for(actor: Actor, row: Evidence) -> str | None:
    """Return the line of the file, or None where the file is gone (the fact stays) or the line is not theirs.

    A vendor sees the lines of files that it gave, and those of public formats in files about it alone. A line of a
    file that speaks of others too, or of a customer's own table, may hold what the customer has not shared.
    """
    of: Document = row.document
    ours = actor.side is Side.CUSTOMER or of.received_from_id == actor.organisation
    if not ours and (of.part_of_id is not None or of.mapping):
        return None
    try:
        return excerpt(Source(kept_file(of.sha256), of.name), row.locator)
    except (FormatError, NotFound):
        return None


def _sentence(row: Evidence) -> str:
    try:
        return sentence(from_json(row.kind, row.facts))
    except UnknownKind as error:
        return str(error)
