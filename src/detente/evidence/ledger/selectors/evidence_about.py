"""What counts about one vendor, for either side."""

from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from detente.evidence.ledger.contracts import SEE_EVIDENCE, EvidenceLine
from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.selectors.facts import removals_in, standing
from detente.evidence.ledger.selectors.lines import lines_of
from detente.foundation.access import Actor
from detente.foundation.identifiers import LARGEST
from detente.foundation.models import Organisation
from detente.foundation.page import NoSuchPosition, Page, PageSize
from detente.foundation.use_case import query


@query(
    "ledger.list_evidence_about",
    permission=SEE_EVIDENCE,
    path="vendors/{vendor}/evidence",
    raises=(NoSuchPosition,),
)
def list_evidence_about(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    kind: str | None = None,
    as_of: date | None = None,
    known_on: date | None = None,
    after: str | None = None,
    limit: PageSize = 50,
) -> Page[EvidenceLine]:
    """List the evidence that counts about a vendor, the latest first; nothing about whom you do not know.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor; a vendor's people give their own.
    kind : str
        One kind of evidence, such as outage; every kind if not given.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        Documents that came later, or were retracted by then, are left out; today if not given.
    after : str
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    valid, known = _end_of(as_of, at), _end_of(known_on, at)
    documents = standing(Document.objects.filter(vendor_id__in=_numbers(vendor)), known)
    rows = Evidence.objects.filter(document__in=documents, valid_from__lte=valid)
    if kind is not None:
        rows = rows.filter(kind=kind)
    if after is not None:
        rows = rows.filter(_beyond(after))
    ordered = rows.select_related("document__retraction").order_by("-valid_from", "document_id", "position")
    found = list(ordered[: limit + 1])
    removals = removals_in(documents)
    shown = [
        row for row in found[:limit] if not removals.spans(row.document, row.vendor_id, row.kind, row.key)
    ]
    last = found[limit - 1] if len(found) > limit else None
    position = f"{last.valid_from.isoformat()}~{last.document_id}~{last.position}" if last else None
    return Page(tuple(lines_of(shown)), next=position)


def _numbers(words: str) -> list[int]:
    if words.isdecimal() and int(words) <= LARGEST:
        return [int(words)]
    named = Organisation.objects.filter(name__iexact=" ".join(words.split()))
    return list(named.values_list("pk", flat=True))


def _end_of(day: date | None, at: datetime) -> datetime:
    """Return the last moment of a day that is not today, else now."""
    if day is None or day >= at.date():
        return at
    return datetime.combine(day + timedelta(days=1), time(), UTC) - timedelta(microseconds=1)


def _beyond(position: str) -> Q:
    words = position.split("~")
    try:
        moment, document, place = datetime.fromisoformat(words[0]), int(words[1]), int(words[2])
    except (ValueError, IndexError):
        moment, document, place = None, 0, 0
    if moment is None or moment.tzinfo is None or max(abs(document), abs(place)) > LARGEST:
        raise NoSuchPosition(f"{position[:80]!r} is no position: use the `next` of the page before.")
    here = Q(valid_from=moment)
    return (
        Q(valid_from__lt=moment)
        | here & Q(document_id__gt=document)
        | here & Q(document_id=document, position__gt=place)
    )
