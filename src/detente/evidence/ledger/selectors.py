"""Reads of the ledger: what was true, as it was known."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson
from django.db.models import Count, Q, QuerySet

from detente.evidence.ledger.contracts import (
    SEE_EVIDENCE,
    DocumentId,
    DocumentSummary,
    EvidenceLine,
    Fact,
    NoSuchDocument,
    NoSuchEvidence,
)
from detente.evidence.ledger.models import Document, Evidence, RemovedKey
from detente.formats.errors import FormatError
from detente.formats.excerpt import excerpt
from detente.formats.facts import from_json
from detente.formats.found import Assurance
from detente.formats.sentence import sentence
from detente.formats.source import Source
from detente.foundation.access import Actor
from detente.foundation.errors import NotFound
from detente.foundation.file_store import kept_file
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.page import Page, PageSize, latest_first
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import query

AT_ONCE = 20_000


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document and a page of what it says."""

    document: DocumentSummary
    lines: Page[EvidenceLine]



@query("ledger.list_documents", permission=SEE_EVIDENCE, path="documents")
def list_documents(*, actor: Actor, after: str | None = None, limit: PageSize = 50) -> Page[DocumentSummary]:
    """List the documents that evidence came from, the latest first.

    Parameters
    ----------
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = _with_all(Document.objects.filter(attributed_from=None))
    return latest_first(rows, by="known_at", after=after, limit=limit, to_item=summary_of)


@query("ledger.show_document", permission=SEE_EVIDENCE, path="documents/{document}", raises=(NoSuchDocument,))
def show_document(*, actor: Actor, document: DocumentId) -> DocumentSummary:
    """Show one document and what it brought.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    """
    return summary_of(access_document(document))


@query(
    "ledger.show_evidence",
    permission=SEE_EVIDENCE,
    path="documents/{document}/evidence/{position}",
    raises=(NoSuchEvidence,),
)
def show_evidence(*, actor: Actor, document: DocumentId, position: int) -> EvidenceLine:
    """Show one piece of evidence with the line of the file that says it.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    position : int, from 0
        Which of its facts.
    """
    row = Evidence.objects.filter(document_id=document, position=position).first()
    if row is None:
        raise NoSuchEvidence(f"There is no evidence {position} in a document {document}.")
    of = _with_all(Document.objects.filter(pk=document)).first()
    return line_of(row, of, excerpt_of(row))


@query("ledger.list_evidence", permission=SEE_EVIDENCE, path="documents/{document}/evidence")
def list_evidence(
    *, actor: Actor, document: DocumentId, after: int | None = None, limit: PageSize = 50
) -> Page[EvidenceLine]:
    """List the facts of a document that you may see, in the order of the file.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    after : int
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = Evidence.objects.filter(document_id=document)
    if after is not None:
        rows = rows.filter(position__gt=after)
    found = list(rows.order_by("position")[: limit + 1])
    of = Document.objects.filter(pk=document).select_related("retraction").first()
    return Page(
        tuple(line_of(row, of) for row in found[:limit]),
        next=found[limit - 1].position if len(found) > limit else None,
    )


@query(
    "ledger.document_page",
    permission=SEE_EVIDENCE,
    path="pages/documents/{document}",
    raises=(NoSuchDocument,),
    doors=Doors.BY_HAND,
)
def document_page(*, actor: Actor, document: DocumentId, after: int | None = None) -> DocumentPage:
    """Show a document together with a page of what it says."""
    return DocumentPage(
        show_document(actor=actor, document=document),
        list_evidence(actor=actor, document=document, after=after),
    )


def lines_at(places: Collection[tuple[DocumentId, int]]) -> list[EvidenceLine]:
    """Return the evidence at some places, in that order; what may not be seen is left out."""
    documents = {document for document, _ in places}
    of = Document.objects.filter(pk__in=documents).select_related("retraction").in_bulk()
    wanted: dict[DocumentId, set[int]] = {}
    for document, position in places:
        wanted.setdefault(document, set()).add(position)
    found = {
        (DocumentId(row.document_id), row.position): row
        for document, positions in wanted.items()
        for row in Evidence.objects.filter(document_id=document, position__in=positions)
    }
    return [line_of(found[place], of.get(place[0])) for place in places if place in found]


def facts_about(
    vendors: Collection[OrganisationId] | None,
    *,
    customer: OrganisationId,
    as_of: datetime,
    known_on: datetime,
) -> Iterator[Fact]:
    """Yield what was known, on a date, to have been true by a date: vendor by vendor.

    Parameters
    ----------
    vendors : collection of OrganisationId, or None
        Whom it is about; None: everybody that the customer has evidence about.
    customer : OrganisationId
        Whose ledger.
    as_of : datetime
        Facts that began later are left out.
    known_on : datetime
        Documents that came later are left out; one that was retracted by then too.

    Only what both sides see is evidence of a shared scorecard; private rows never enter one.
    """
    documents = _known(customer, known_on)
    removed = _removed(customer, known_on)
    rows = Evidence.objects.filter(
        customer_id=customer, vendor__isnull=False, visibility=Visibility.SHARED, valid_from__lte=as_of
    )
    if vendors is not None:
        rows = rows.filter(vendor_id__in=list(vendors))
    columns = rows.order_by("vendor_id", "document_id", "position").values_list(
        "vendor_id", "document_id", "position", "kind", "facts", "key", "valid_from", "valid_to", "assurance"
    )
    levels = {one.value: one for one in Assurance}
    for vendor, document, position, kind, facts, key, valid_from, valid_to, level in columns.iterator(
        AT_ONCE
    ):
        of = documents.get(document)
        if of is None:
            continue
        known_at, against_only = of
        if removed and removed.get((kind, key), known_at) > known_at:
            continue
        yield Fact(
            vendor, document, position, kind, from_json(kind, facts), key,
            valid_from, valid_to, levels[level], against_only, known_at,
        )  # fmt: skip


def access_document(document: DocumentId) -> Document:
    """Hand out a document's row to somebody who may have it: the only way to get one."""
    row = _with_all(Document.objects.filter(pk=document)).first()
    if row is None:
        raise NoSuchDocument(f"There is no document {document}.")
    return row


def excerpt_of(row: Evidence) -> str | None:
    """Return the line of the file, or None where the file is gone: the fact stays."""
    document = Document.objects.filter(pk=row.document_id).first()
    try:
        # whoever may see the row may see its own line, though not the rest of the file
        sha256 = document.sha256 if document else None
        return excerpt(Source(kept_file(sha256), document.name), row.locator) if sha256 and document else None
    except (FormatError, NotFound):
        return None


def summary_of(row: Document) -> DocumentSummary:
    """Return what others may see of a document; `row` comes from `access_document`."""
    retraction = getattr(row, "retraction", None)
    return DocumentSummary(
        id=DocumentId(row.pk),
        name=row.name,
        format=row.format,
        sha256=row.sha256,
        bytes=row.bytes,
        vendor=None if row.vendor_id is None else OrganisationId(row.vendor_id),
        assurance=Assurance(row.assurance).name.replace("_", " ").lower(),
        known_at=row.known_at,
        received_by=row.received_by.name,
        facts=row.facts,
        rejected=row.rejected,
        observations=getattr(row, "times_seen", 0),
        retracted_at=retraction.at if retraction else None,
        retracted_because=retraction.reason if retraction else None,
    )


def line_of(row: Evidence, of: Document | None, text: str | None = None) -> EvidenceLine:
    """Return what a person may see of a piece of evidence."""
    retraction = getattr(of, "retraction", None) if of else None
    return EvidenceLine(
        document=DocumentId(row.document_id),
        position=row.position,
        document_name=of.name if of else None,
        sha256=of.sha256 if of else None,
        format=of.format if of else None,
        vendor=None if row.vendor_id is None else OrganisationId(row.vendor_id),
        written=row.written,
        kind=row.kind,
        key=row.key,
        facts=orjson.loads(row.facts),
        sentence=sentence(from_json(row.kind, row.facts)),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        known_at=of.known_at if of else None,
        assurance=Assurance(row.assurance).name.replace("_", " ").lower(),
        locator=row.locator,
        excerpt=text,
        retracted_at=retraction.at if retraction else None,
    )


def _with_all(rows: "QuerySet[Document]") -> "QuerySet[Document]":
    return rows.select_related("received_by", "retraction").annotate(times_seen=Count("observations"))


def _known(customer: OrganisationId, known_on: datetime) -> dict[int, tuple[datetime, bool]]:
    standing = Q(retraction=None) | Q(retraction__at__gt=known_on)
    rows = Document.objects.filter(standing, customer_id=customer, known_at__lte=known_on)
    return {pk: (at, against) for pk, at, against in rows.values_list("pk", "known_at", "against_only")}


def _removed(customer: OrganisationId, known_on: datetime) -> dict[tuple[str, str], datetime]:
    rows = RemovedKey.objects.filter(customer_id=customer, document__known_at__lte=known_on)
    latest: dict[tuple[str, str], datetime] = {}
    for kind, key, at in rows.values_list("kind", "key", "document__known_at"):
        latest[kind, key] = max(at, latest.get((kind, key), at))
    return latest
