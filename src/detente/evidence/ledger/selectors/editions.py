"""The latest editions of public lists that are complete: what such a list does not have was not listed then."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache, lru_cache

from detente.evidence.ledger.contracts import DocumentId, Edition
from detente.evidence.ledger.models import Document, Evidence
from detente.formats.facts import from_json
from detente.formats.format import Absence, formats_by_name
from detente.formats.found import Assurance
from detente.formats.records import Record
from detente.foundation.identifiers import OrganisationId

ROWS_AT_ONCE = 20_000
Moment = tuple[datetime, datetime]
"""True by when, and known by when."""


def latest_editions(customer: OrganisationId, moments: Sequence[Moment]) -> list[Mapping[str, Edition]]:
    """Return, for each moment, the latest edition of each public list that a customer held, by the list's name.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger; the customer's own side asks, since a whole list speaks of other vendors too.
    moments : sequence of (datetime, datetime)
        An edition counts if it was released by the first and known, and not retracted, by the second.

    A list is complete where a regulator publishes it, its format is one in which a missing row means that it is not
    listed, and all of it was read. Not so a file that was brought for one vendor, by the vendor, or for the customer
    alone; nor one that names a single vendor.
    """
    rows = Document.objects.filter(
        customer_id=customer,
        vendor=None,
        part_of=None,
        private=False,
        mapping="",
        rejected=0,
        facts__gt=0,
        assurance=Assurance.REGULATOR_LISTED,
        series__in=set(_lists().values()),
        edition_at__lte=max(as_of for as_of, _ in moments),
        known_at__lte=max(known_on for _, known_on in moments),
    ).order_by("edition_at", "known_at", "pk")
    columns = rows.values_list("pk", "name", "format", "series", "edition_at", "known_at", "retraction__at")
    held = [row for row in columns if _lists().get(row[2]) == row[3]]
    latest = [
        {
            series: (number, name, edition_at, known_at)
            for number, name, _, series, edition_at, known_at, gone_at in held
            if edition_at <= as_of and known_at <= known_on and (gone_at is None or gone_at > known_on)
        }
        for as_of, known_on in moments
    ]
    nobodys = _nobodys({one[0] for each in latest for one in each.values()})
    return [
        {
            series: Edition(DocumentId(number), name, edition_at, known_at, nobodys.get(number, ()))
            for series, (number, name, edition_at, known_at) in each.items()
        }
        for each in latest
    ]


@cache
def _lists() -> Mapping[str, str]:
    """Return the formats of complete lists by a regulator, each with the name of its list."""
    return {
        one.name: one.series
        for one in formats_by_name().values()
        if one.series and one.absence is Absence.REMOVED and one.assurance is Assurance.REGULATOR_LISTED
    }


def _nobodys(documents: set[int]) -> Mapping[int, tuple[Record, ...]]:
    found: dict[int, list[Record]] = defaultdict(list)
    if documents:
        rows = Evidence.objects.filter(document_id__in=documents, vendor=None)
        columns = rows.order_by("document_id", "position").values_list("document_id", "kind", "facts")
        for document, kind, facts in columns.iterator(ROWS_AT_ONCE):
            found[document].append(_record(kind, facts))
    return {document: tuple(records) for document, records in found.items()}


@lru_cache(maxsize=8192)  # most entries stand in every edition, word for word
def _record(kind: str, facts: str) -> Record:
    return from_json(kind, facts)
