"""What counts about one vendor, for either side, a page at a time."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from detente.evidence.ledger.contracts import EvidenceLine
from detente.evidence.ledger.models import Document, Evidence
from detente.evidence.ledger.selectors.facts import removals_in, standing
from detente.evidence.ledger.selectors.lines import lines_of
from detente.foundation.identifiers import LARGEST, OrganisationId
from detente.foundation.page import NoSuchPosition, Page


def evidence_about(
    vendor: OrganisationId,
    *,
    customers: Collection[OrganisationId],
    as_of: datetime,
    known_on: datetime,
    kind: str | None,
    after: str | None,
    limit: int,
) -> Page[EvidenceLine]:
    """Return a page of the evidence that counts about a vendor and that the actor may see, the latest first.

    Parameters
    ----------
    vendor : OrganisationId
        Whom it is about.
    customers : collection of OrganisationId
        Whose ledgers.
    as_of : datetime
        Facts that began later are left out.
    known_on : datetime
        Documents that came later are left out; one that was retracted by then too.
    kind : str, or None
        A kind of record; None: every kind.
    after : str, or None
        Where the page before this one said that the next one starts.
    limit : int
        How many to a page.

    Raises
    ------
    NoSuchPosition
        `after` is none.
    """
    about = Document.objects.filter(vendor_id=vendor, customer_id__in=customers)
    documents = standing(about, known_on)
    rows = Evidence.objects.filter(document__in=documents, valid_from__lte=as_of)
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
    lines = [one for one in lines_of(shown) if one.struck_at is None or one.struck_at > known_on]
    return Page(tuple(lines), next=position)


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
