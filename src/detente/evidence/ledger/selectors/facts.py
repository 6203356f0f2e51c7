"""Facts as the scorecards read them: many at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import NamedTuple

from django.db import connection
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast

from detente.evidence.ledger.contracts import DocumentId, Fact, FactsOverTime, Span, Struck, is_struck
from detente.evidence.ledger.models import Document, Evidence, RemovedKey, StruckLine
from detente.formats.facts import from_json
from detente.formats.found import Assurance
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import Visibility

FACTS_AT_ONCE = 20_000
DOCUMENTS_AT_ONCE = 400
NOTHING_OVER_TIME = FactsOverTime((), {}, {})
LEVELS = {one.value: one for one in Assurance}

Entry = tuple[str, int | None, str, str]
"""An entry of a list: series, vendor, kind, key."""


class Head(NamedTuple):
    """What is needed of a document to read its facts: many thousand of them are made."""

    pk: int
    vendor_id: int | None
    series: str
    edition_at: datetime
    known_at: datetime
    against_only: bool
    facts: int
    part_of_id: int | None


@dataclass(frozen=True, slots=True)
class Removal:
    """An edition of a list that lacks an entry."""

    edition_at: datetime
    known_at: datetime
    retracted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Removals:
    """What editions of lists no longer list."""

    by_entry: Mapping[Entry, list[Removal]]

    def spans(self, of: Document | Head, vendor: int | None, kind: str, key: str) -> list[Span]:
        """Return when an edition later than `of`, which lacks one of its entries, was known."""
        found = self.by_entry.get((of.series, vendor, kind, key), ()) if of.series else ()
        return [
            (one.known_at, one.retracted_at)
            for one in found
            if (one.edition_at, one.known_at) >= (of.edition_at, of.known_at)
        ]


def facts_about(
    vendors: Collection[OrganisationId] | None,
    *,
    customer: OrganisationId,
    as_of: datetime,
    known_on: datetime,
    kinds: Collection[str] | None = None,
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
    kinds : collection of str, or None
        Kinds of record; None: every kind.

    Only what both sides see is evidence of a shared scorecard; private rows never enter one.
    """
    several = facts_by_vendor(vendors, customer=customer, as_of=as_of, known_on=known_on, kinds=kinds)
    return chain.from_iterable(facts for _, facts in several)


def facts_by_vendor(
    vendors: Collection[OrganisationId] | None,
    *,
    customer: OrganisationId,
    as_of: datetime,
    known_on: datetime,
    kinds: Collection[str] | None = None,
) -> Iterator[tuple[OrganisationId, list[Fact]]]:
    """Yield the same, all of one vendor at a time, in the order of the documents' numbers.

    Parameters
    ----------
    vendors, customer, as_of, known_on, kinds
        As `facts_about` has them. A vendor without facts does not appear.
    """
    documents = standing(_shared(customer, vendors), known_on)
    removals = removals_in(documents)
    struck = _struck(customer, vendors)
    wanted = documents.filter(facts__gt=0).order_by("vendor_id", "pk")
    columns = wanted.values_list(*Head._fields)
    for batch in _batches(map(Head._make, columns.iterator(FACTS_AT_ONCE))):
        of = {one.pk: one for one in batch}
        for vendor, read in _facts(batch, as_of, kinds):
            facts = (
                read
                if not removals.by_entry
                else [one for one in read if not removals.spans(of[one.document], vendor, one.kind, one.key)]
            )
            if vendor in struck:
                facts = [one for one in facts if not is_struck(one, struck[vendor], known_on)]
            if facts:
                yield vendor, facts


def facts_over_time(
    vendor: OrganisationId, *, customer: OrganisationId, until: datetime, known_on: datetime
) -> FactsOverTime:
    """Return all that was known of a vendor up to a date, for looking at several dates before it.

    Parameters
    ----------
    vendor : OrganisationId
        Whom it is about.
    customer : OrganisationId
        Whose ledger.
    until : datetime
        Facts that began later are left out.
    known_on : datetime
        Documents that came later are left out; those that were retracted by then are there.
    """
    several = facts_over_time_by_vendor([vendor], customer=customer, until=until, known_on=known_on)
    return next((found for _, found in several), NOTHING_OVER_TIME)


def facts_over_time_by_vendor(
    vendors: Collection[OrganisationId], *, customer: OrganisationId, until: datetime, known_on: datetime
) -> Iterator[tuple[OrganisationId, FactsOverTime]]:
    """Yield the same of several vendors, one at a time; one without facts does not appear.

    Parameters
    ----------
    vendors, customer, until, known_on
        As `facts_over_time` has them.
    """
    documents = _shared(customer, vendors).filter(known_at__lte=known_on)
    removals = removals_in(documents)
    struck = _struck(customer, vendors)
    wanted = documents.filter(facts__gt=0).order_by("vendor_id", "pk")
    retracted: dict[DocumentId, datetime] = {}

    def heads() -> Iterator[Head]:
        for *head, gone_at in wanted.values_list(*Head._fields, "retraction__at").iterator(FACTS_AT_ONCE):
            one = Head._make(head)
            if gone_at:
                retracted[DocumentId(one.pk)] = gone_at
            yield one

    for batch in _batches(heads()):
        of = {one.pk: one for one in batch}
        for vendor, facts in _facts(batch, until):
            spans = {
                (fact.document, fact.position): removals.spans(of[fact.document], vendor, fact.kind, fact.key)
                for fact in (facts if removals.by_entry else ())
            }
            yield (
                vendor,
                FactsOverTime(
                    facts=tuple(facts),
                    retracted_at=retracted,
                    removed={place: those for place, those in spans.items() if those},
                    struck=tuple(struck.get(vendor, ())),
                ),
            )


def standing(documents: "QuerySet[Document]", known_on: datetime) -> "QuerySet[Document]":
    """Return those that were known on a date and not retracted by then."""
    return documents.filter(Q(retraction=None) | Q(retraction__at__gt=known_on), known_at__lte=known_on)


def removals_in(documents: "QuerySet[Document]") -> Removals:
    """Return what some documents say is no longer listed."""
    rows = RemovedKey.objects.filter(document__in=documents.exclude(series="").values("pk"))
    columns = rows.values_list(
        "document__series",
        "vendor_id",
        "kind",
        "key",
        "document__edition_at",
        "document__known_at",
        "document__retraction__at",
    )
    by_entry: dict[Entry, list[Removal]] = defaultdict(list)
    for series, vendor, kind, key, *moments in columns:
        by_entry[series, vendor, kind, key].append(Removal(*moments))
    return Removals(dict(by_entry))


def _struck(
    customer: OrganisationId, vendors: Collection[OrganisationId] | None
) -> dict[OrganisationId, list[Struck]]:
    """Return what counts no longer about each vendor, since a dispute about it was upheld."""
    rows = StruckLine.objects.filter(customer_id=customer, visibility=Visibility.SHARED)
    if vendors is not None:
        rows = rows.filter(vendor_id__in=list(vendors))
    found: dict[OrganisationId, list[Struck]] = defaultdict(list)
    for vendor, kind, key, facts, at in rows.values_list("vendor_id", "kind", "key", "facts", "at"):
        found[OrganisationId(vendor)].append(Struck(key, from_json(kind, facts), at))
    return found


def _shared(customer: OrganisationId, vendors: Collection[OrganisationId] | None) -> "QuerySet[Document]":
    rows = Document.objects.filter(customer_id=customer, vendor__isnull=False, visibility=Visibility.SHARED)
    return rows if vendors is None else rows.filter(vendor_id__in=list(vendors))


def _batches(documents: Iterable[Head]) -> Iterator[list[Head]]:
    """Yield documents some at a time, those of one vendor together."""
    batch: list[Head] = []
    facts = 0
    for one in documents:
        full = facts >= FACTS_AT_ONCE or len(batch) >= DOCUMENTS_AT_ONCE
        if full and one.vendor_id != batch[-1].vendor_id:
            yield batch
            batch, facts = [], 0
        batch.append(one)
        facts += one.facts
    if batch:
        yield batch


def _facts(
    documents: Sequence[Document | Head], as_of: datetime, kinds: Collection[str] | None = None
) -> Iterable[tuple[OrganisationId, list[Fact]]]:
    """Return the facts of some documents by their vendors, in the order in which the documents name these."""
    rows = Evidence.objects.filter(
        document_id__in=[one.pk for one in documents], valid_from__lte=as_of
    ).order_by("document_id", "position")
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    # read as text, since Django asks for the time zone of each moment
    columns = rows.values_list(
        "document_id",
        "position",
        "kind",
        "facts",
        "key",
        Cast("valid_from", CharField()),
        Cast("valid_to", CharField()),
        "assurance",
    )
    of = {
        one.pk: (
            OrganisationId(one.vendor_id),
            one.against_only,
            one.known_at,
            DocumentId(one.part_of_id) if one.part_of_id else None,
        )
        for one in documents
        if one.vendor_id is not None
    }
    read, offset = datetime.fromisoformat, "" if connection.vendor == "postgresql" else "+00:00"
    found: dict[OrganisationId, list[Fact]] = {vendor: [] for vendor, *_ in of.values()}
    for document, position, kind, facts, key, begins, ends, level in columns.iterator(FACTS_AT_ONCE):
        vendor, against_only, known_at, whole = of[document]
        fact = Fact(
            vendor, DocumentId(document), position, kind, from_json(kind, facts), key, read(begins + offset),
            read(ends + offset) if ends else None, LEVELS[level], against_only, known_at, whole,
        )  # fmt: skip
        found[vendor].append(fact)
    return found.items()
