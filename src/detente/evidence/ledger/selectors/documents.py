"""Documents, and what stands in them."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from detente.evidence.ledger.contracts import (
    SEE_EVIDENCE,
    DocumentId,
    DocumentSummary,
    EvidenceLine,
    NoSuchDocument,
    NoSuchEvidence,
)
from detente.evidence.ledger.models import Document, Evidence, Observation
from detente.evidence.ledger.selectors.lines import excerpt_for, lines_of, retraction_of
from detente.formats.found import Assurance
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, known_by
from detente.foundation.operation import Doors
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.roles import Side
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import query

MOST_LOOKED_AT = 20_000
LINES_A_PAGE = 50


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A document and a page of what it says."""

    document: DocumentSummary
    lines: Page[EvidenceLine]


@query("ledger.list_documents", permission=SEE_EVIDENCE, path="documents", raises=(NoSuchPosition,))
def list_documents(*, actor: Actor, after: str | None = None, limit: PageSize = 50) -> Page[DocumentSummary]:
    """List the documents that evidence came from, the latest first.

    Parameters
    ----------
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = _with_all(Document.objects.all())
    if actor.side is Side.CUSTOMER:  # who sees the whole does not see its parts beside it
        rows = rows.filter(part_of=None)
    found = latest_first(rows, by="known_at", after=after, limit=limit, to_item=summary_of)
    return replace(found, items=_with_levels(found.items))


@query("ledger.show_document", permission=SEE_EVIDENCE, path="documents/{document}", raises=(NoSuchDocument,))
def show_document(*, actor: Actor, document: DocumentId) -> DocumentSummary:
    """Show one document and what it brought.

    Parameters
    ----------
    document : DocumentId
        The number of the document.
    """
    return _with_levels((summary_of(access_document(document)),))[0]


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
    row = access_evidence(document, position)
    return lines_of([row], excerpt_for(actor, row))[0]


@query(
    "ledger.list_evidence",
    permission=SEE_EVIDENCE,
    path="documents/{document}/evidence",
    raises=(NoSuchDocument,),
)
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
    return _a_page_of(access_document(document), after=after, limit=limit)


def _a_page_of(
    of: Document, *, after: int | None, limit: int, known_on: datetime | None = None
) -> Page[EvidenceLine]:
    first = 0 if after is None else after + 1
    known_parts = of.parts.all() if known_on is None else of.parts.filter(known_at__lte=known_on)
    parts = list(known_parts.order_by("known_at").values_list("pk", flat=True))
    rows = Evidence.objects.select_related("document__retraction").order_by("position")
    if not parts:
        found = list(rows.filter(document_id=of.pk, position__gte=first)[: limit + 1])
    else:  # together the parts have every position of the file, so a page is a range of them
        a_page = rows.filter(position__gte=first, position__lte=first + limit)
        of_all = a_page.filter(document_id__in=[of.pk, *parts])
        found = _one_a_position(of_all, [of.pk, *parts], known_on)
    more = len(found) > limit
    return Page(
        tuple(lines_of(found[:limit], known_on=known_on)), next=found[limit - 1].position if more else None
    )


@query(
    "ledger.document_page",
    permission=SEE_EVIDENCE,
    path="pages/documents/{document}",
    raises=(NoSuchDocument, NotOnRecord),
    doors=Doors.BY_HAND,
)
def document_page(
    *,
    actor: Actor,
    at: datetime,
    document: DocumentId,
    after: int | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
) -> DocumentPage:
    """Show a document together with a page of what it says, as it was known on a day."""
    known = known_by(at, as_of, known_on)
    of = access_document(document, known_on=known)
    return DocumentPage(
        _with_levels((summary_of(of, known_on=known),))[0],
        _a_page_of(of, after=after, limit=LINES_A_PAGE, known_on=known),
    )


def access_document(document: DocumentId, *, known_on: datetime | None = None) -> Document:
    """Hand out a document's row to somebody who may have it: the only way to get one."""
    row = _with_all(Document.objects.filter(pk=document), known_on).first()
    if row is None:
        raise NoSuchDocument(f"There is no document {document}.")
    if known_on is not None and row.known_at > known_on:
        raise NoSuchDocument(_not_yet(row))
    return row


def documents_about(
    vendor: OrganisationId, *, customer: OrganisationId, without: Collection[DocumentId], limit: int
) -> tuple[DocumentSummary, ...]:
    """Return the latest documents about a vendor that its customer and it both see, and that stand.

    Parameters
    ----------
    vendor, customer : OrganisationId
        The two sides.
    without : collection of DocumentId
        Documents that are left out.
    limit : int
        How many at most.
    """
    rows = _with_all(
        Document.objects.filter(vendor_id=vendor, customer_id=customer, visibility=Visibility.SHARED)
    )
    found = rows.filter(retraction=None).exclude(pk__in=without).order_by("-known_at", "-pk")[:limit]
    return tuple(summary_of(row) for row in found)


def access_evidence(document: DocumentId, position: int, *, known_on: datetime | None = None) -> Evidence:
    """Hand out a line's row to somebody who may have it: the only way to get one."""
    rows = Evidence.objects.filter(document_id=document, position=position)
    row: Evidence | None = rows.select_related("document__retraction").first()
    if row is None:
        raise NoSuchEvidence(f"There is no evidence {position} in a document {document}.")
    if known_on is not None and row.document.known_at > known_on:
        raise NoSuchEvidence(_not_yet(row.document))
    return row


def _not_yet(of: Document) -> str:
    came = f"{of.known_at:%-d %B %Y}"
    return f"{of.name} was not known yet on that day: it came on {came}. Choose that day or a later one."


def documents_numbered(documents: Collection[DocumentId]) -> list[DocumentSummary]:
    """Return some documents in that order; what may not be seen is left out. One query, none for none."""
    rows = _with_all(Document.objects.filter(pk__in=documents)) if documents else ()
    found = {row.pk: summary_of(row) for row in rows}
    return [found[one] for one in documents if one in found]


def summary_of(row: Document, *, known_on: datetime | None = None) -> DocumentSummary:
    """Return what others may see of a document; `row` comes from `access_document`."""
    retraction = retraction_of(row, known_on)
    return DocumentSummary(
        id=DocumentId(row.pk),
        name=row.name,
        format=row.format,
        sha256=row.sha256,
        bytes=row.bytes,
        vendor=None if row.vendor_id is None else OrganisationId(row.vendor_id),
        part_of=None if row.part_of_id is None else DocumentId(row.part_of_id),
        assurance=Assurance(row.assurance).words,
        known_at=row.known_at,
        received_by=row.received_by.name,
        facts=row.facts,
        rejected=row.rejected,
        observations=getattr(row, "times_seen", 0),
        retracted_at=retraction.at if retraction else None,
        retracted_because=retraction.reason if retraction else None,
        private=row.private,
        received_from=row.received_from.name,
        given_by_vendor=row.received_from_id != row.customer_id,
    )


def _with_levels(documents: tuple[DocumentSummary, ...]) -> tuple[DocumentSummary, ...]:
    """Add who checked the facts, in two queries; of a very large document, its lines alone tell."""
    numbers = [one.id for one in documents if one.facts <= MOST_LOOKED_AT]
    parts = Document.objects.filter(part_of_id__in=numbers).order_by()
    whole: dict[int, int] = dict(parts.values_list("pk", "part_of_id"))
    rows = Evidence.objects.filter(document_id__in=[*numbers, *whole])
    found: dict[int, set[int]] = defaultdict(set)
    for document, level in rows.order_by().values_list("document_id", "assurance").distinct():
        found[document].add(level)
        found[whole.get(document, document)].add(level)
    return tuple(replace(one, levels=_levels(one.assurance, found[one.id])) for one in documents)


def _levels(own: str, found: set[int]) -> tuple[str, ...]:
    words = tuple(Assurance(one).words for one in sorted(found))
    return () if words == (own,) else words


def _one_a_position(
    rows: "QuerySet[Evidence]", documents: list[int], known_on: datetime | None
) -> list[Evidence]:
    """Return one row a position: of a fact that waited and was attributed, what counts, else what came last."""
    age = {number: place for place, number in enumerate(documents)}

    def weight(row: Evidence) -> tuple[bool, int]:
        return retraction_of(row.document, known_on) is None, age[row.document_id]

    best: dict[int, Evidence] = {}
    for row in rows:
        if row.position not in best or weight(row) > weight(best[row.position]):
            best[row.position] = row
    return [best[position] for position in sorted(best)]


def _with_all(rows: "QuerySet[Document]", known_on: datetime | None = None) -> "QuerySet[Document]":
    seen = Observation.objects.filter(document=OuterRef("pk")).order_by().values("document")
    then = seen if known_on is None else seen.filter(seen_at__lte=known_on)
    times = Subquery(
        then.annotate(times=Count("*")).values("times")
    )  # of the rows that are shown, not of all
    return rows.select_related("received_by", "received_from", "retraction").annotate(
        times_seen=Coalesce(times, 0)
    )
