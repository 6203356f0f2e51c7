"""Reads of the imports room."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Window
from django.db.models.functions import RowNumber

from detente.evidence.imports.contracts import (
    SEE_IMPORTS,
    CannotBeShared,
    FileReport,
    ImportId,
    ImportReport,
    MayShare,
    NoSuchImport,
    Outcome,
    Rejection,
    SeenShown,
    UnknownName,
)
from detente.evidence.imports.models import ImportedFile, ImportRun, RejectedRow
from detente.evidence.ledger.contracts import (
    GIVE_EVIDENCE,
    IMPORT_EVIDENCE,
    DocumentId,
    DocumentSummary,
    Editions,
    NoSuchDocument,
)
from detente.evidence.ledger.selectors import (
    access_document,
    customers_given,
    documents_about,
    list_evidence,
    summary_of,
)
from detente.evidence.relationships.contracts import (
    KEEP_NOTES,
    SEE_RELATIONSHIPS,
    Customer,
    NoSuchRelationship,
    RelationshipId,
    Vendor,
)
from detente.evidence.relationships.selectors import (
    access_relationship,
    customers_of,
    how_many_vendors,
    list_notes,
    vendor_directory,
    vendors_of,
)
from detente.formats import sent_answers
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.page import NoSuchPosition, Page, PageSize, latest_first
from detente.foundation.roles import Side
from detente.foundation.use_case import query

SHOWN = 100
MOST_TO_CHOOSE_FROM = 200
MOST_SHARED = 20_000  # facts of a document that is given again at once


@dataclass(frozen=True, slots=True)
class ImportsPage:
    """The latest imports, and the vendors that a file may be about."""

    latest: Page[ImportReport]
    vendors: tuple[Vendor, ...]
    """Some of them, to choose from; where there are very many, their names are typed instead."""


@dataclass(frozen=True, slots=True)
class GivingPage:
    """What a vendor gave, and the customers that it may give files to."""

    latest: Page[ImportReport]
    customers: tuple[Customer, ...]
    """All of them, to choose from; where there are very many, none: their names are typed instead."""
    many: bool


@dataclass(frozen=True, slots=True)
class ReportPage:
    """An import, and what a person needs to say whom its unknown names mean."""

    report: ImportReport
    means_by_now: dict[str, str]
    """Of the names that were nobody's then: the vendor that each means today."""
    vendors: tuple[str, ...]
    """The names of all vendors, to choose from."""


@query("imports.list_imports", permission=SEE_IMPORTS, path="imports", raises=(NoSuchPosition,))
def list_imports(*, actor: Actor, after: str | None = None, limit: PageSize = 20) -> Page[ImportReport]:
    """List what your side imported, or gave to its customers, the latest first.

    Parameters
    ----------
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = _with_files(ImportRun.objects.all())
    return latest_first(
        rows, by="asked_at", after=after, limit=limit, to_item=lambda row: report_of(row, rejections=False)
    )


@query(
    "imports.show_import",
    permission=SEE_IMPORTS,
    path="imports/{number}",
    raises=(NoSuchImport,),
)
def show_import(*, actor: Actor, number: ImportId) -> ImportReport:
    """Show what became of each file of an import, with the rows that were rejected.

    Parameters
    ----------
    number : ImportId
        The number of the import.
    """
    return report_of(access_import(number))


@query(
    "imports.list_rejected_rows",
    permission=SEE_IMPORTS,
    path="imports/{number}/rejected-rows",
    raises=(NoSuchImport,),
)
def list_rejected_rows(
    *, actor: Actor, number: ImportId, after: int | None = None, limit: PageSize = 200
) -> Page[Rejection]:
    """List the rows of an import that could not be used, where each stands, and why.

    Parameters
    ----------
    number : ImportId
        The number of the import.
    after : int
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    rows = RejectedRow.objects.filter(file__run=access_import(number)).order_by("pk")
    if after is not None:
        rows = rows.filter(pk__gt=after)
    found = list(rows[: limit + 1])
    return Page(
        tuple(Rejection(row.locator, row.reason, row.excerpt) for row in found[:limit]),
        next=found[limit - 1].pk if len(found) > limit else None,
    )


def access_import(number: ImportId) -> ImportRun:
    """Hand out an import's row to somebody who may have it: the only way to get one."""
    row = _with_files(ImportRun.objects.filter(pk=number)).first()
    if row is None:
        raise NoSuchImport(f"There is no import {number}.")
    return row


def report_of(row: ImportRun, *, rejections: bool = True) -> ImportReport:
    """Return what others may see of an import, with the first rejected rows of each file: in two queries."""
    files = sorted(row.files.all(), key=lambda one: one.pk)
    rejected: dict[int, list[Rejection]] = defaultdict(list)
    if rejections and any(one.rejected for one in files):
        place = Window(RowNumber(), partition_by="file_id", order_by="pk")
        rows = RejectedRow.objects.filter(file__run=row).annotate(place=place).filter(place__lte=SHOWN)
        for one in rows.order_by("pk"):
            rejected[one.file_id].append(Rejection(one.locator, one.reason, one.excerpt))
    reports = tuple(_file(one, tuple(rejected.get(one.pk, ()))) for one in files)
    given_to = row.customer.name if row.vendor_id and row.customer else ""
    return ImportReport(ImportId(row.pk), row.asked_at, reports, given_to)


def _with_files(rows: QuerySet[ImportRun]) -> QuerySet[ImportRun]:
    return rows.select_related("customer").prefetch_related("files")


def _file(row: ImportedFile, rejections: tuple[Rejection, ...]) -> FileReport:
    return FileReport(
        name=row.name,
        outcome=Outcome(row.outcome),
        format=row.format or None,
        message=row.message,
        document=None if row.document_id is None else DocumentId(row.document_id),
        facts=row.facts,
        rejected=row.rejected,
        unattributed=row.unattributed,
        editions=Editions(**row.editions) if row.editions else None,
        unknown_names=tuple(UnknownName(*one) for one in row.names),
        rejections=rejections,
    )


@query(
    "imports.report_page",
    permission=SEE_IMPORTS,
    path="pages/imports/{number}",
    raises=(NoSuchImport,),
    doors=Doors.BY_HAND,
)
def the_report_page(*, actor: Actor, number: ImportId) -> ReportPage:
    """Show what became of each file, and whom the names that were nobody's mean by now."""
    report = show_import(actor=actor, number=number)
    unknown = {name.written for one in report.files for name in one.unknown_names}
    if not unknown:
        return ReportPage(report, {}, ())
    directory = vendor_directory(customer=actor.organisation)
    meant = {name: directory.vendor_of(name) for name in unknown}
    return ReportPage(
        report,
        {name: directory.names[vendor] for name, vendor in meant.items() if vendor in directory.names},
        tuple(sorted(directory.names.values(), key=str.casefold)),
    )


@query(
    "imports.imports_page",
    permission=IMPORT_EVIDENCE,
    path="pages/imports",
    doors=Doors.BY_HAND,
)
def the_imports_page(*, actor: Actor, at: datetime, after: str | None = None) -> ImportsPage:
    """Show the latest imports, and the vendors that a file may be about."""
    few = how_many_vendors(actor.organisation) <= MOST_TO_CHOOSE_FROM
    vendors = vendors_of(actor.organisation, as_of=at, known_on=at) if few else []
    return ImportsPage(list_imports(actor=actor, after=after), tuple(vendors))


@query(
    "imports.giving_page",
    permission=GIVE_EVIDENCE,
    path="pages/giving",
    doors=Doors.BY_HAND,
)
def the_giving_page(*, actor: Actor, after: str | None = None) -> GivingPage:
    """Show what your side gave to its customers, and whom it may give files to."""
    found = customers_of(actor.organisation, limit=MOST_TO_CHOOSE_FROM + 1)
    many = len(found) > MOST_TO_CHOOSE_FROM
    return GivingPage(list_imports(actor=actor, after=after), () if many else tuple(found), many)


@query(
    "imports.show_seen",
    permission=SEE_RELATIONSHIPS,
    path="relationships/{relationship}/seen",
    raises=(NoSuchRelationship,),
)
def show_seen(*, actor: Actor, relationship: RelationshipId) -> SeenShown:
    """Show what the other side of a relationship sees of yours, what it never sees, and what you see of its.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    """
    row = access_relationship(relationship)
    vendor, customer = OrganisationId(row.vendor_id or 0), OrganisationId(row.customer_id or 0)
    both = documents_about(vendor, customer=customer, without=[], limit=SHOWN)
    by_vendor = actor.side is Side.VENDOR
    notes = list_notes(actor=actor, relationship=relationship) if actor.may(KEEP_NOTES) else []
    return SeenShown(
        relationship=relationship,
        other=row.customer.name if by_vendor else row.vendor.name,
        ours=tuple(one for one in both if one.given_by_vendor == by_vendor),
        theirs=tuple(one for one in both if one.given_by_vendor != by_vendor),
        notes=len(notes),
    )


@query(
    "imports.sharing_page",
    permission=GIVE_EVIDENCE,
    path="pages/documents/{document}/shares",
    raises=(NoSuchDocument, CannotBeShared),
    doors=Doors.BY_HAND,
)
def sharing_page(*, actor: Actor, document: DocumentId) -> MayShare:
    """Show a document as whoever gets it will see it, who has it, and who may get it."""
    of = access_shareable(document)
    have = customers_given(of.sha256, vendor=actor.organisation)
    customers = customers_of(actor.organisation)
    return MayShare(
        document=of,
        lines=list_evidence(actor=actor, document=document).items,
        have=tuple(one.name for one in customers if one.customer in have),
        offered=tuple(one for one in customers if one.customer not in have),
    )


def access_shareable(document: DocumentId) -> DocumentSummary:
    """Hand out a document that a vendor gave and may give to others."""
    of = summary_of(access_document(document))
    if not of.given_by_vendor:
        raise CannotBeShared(f"{of.name} was not given by you: it is not yours to share.")
    if of.retracted_at is not None:
        raise CannotBeShared(f"{of.name} was retracted: it counts no longer.")
    if not may_be_shared(of):
        raise CannotBeShared(
            f"{of.name} holds the questions of one customer: you see your answers again when others ask the same."
        )
    if of.facts > MOST_SHARED:
        raise CannotBeShared(f"{of.name} has {of.facts:,} facts: give the file itself to others.")
    return of


def may_be_shared(of: DocumentSummary) -> bool:
    """Return whether a document holds nothing that one customer alone wrote, such as its questions."""
    return of.format != sent_answers.FORMAT.name
