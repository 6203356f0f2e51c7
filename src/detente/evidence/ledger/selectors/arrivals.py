"""What came to the ledger and what went, between two moments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from detente.evidence.ledger.contracts import DocumentId
from detente.evidence.ledger.models import Document, Retraction, StruckLine
from detente.foundation.identifiers import OrganisationId

MOST_DOCUMENTS = 1_000


@dataclass(frozen=True, slots=True)
class Arrived:
    """A document that came between two moments, or was retracted; its vendor is None where it speaks of several."""

    document: DocumentId
    vendor: OrganisationId | None
    name: str
    facts: int
    at: datetime
    by: str
    organisation: str
    retracted: bool
    reason: str


def vendors_touched(
    customer: OrganisationId, *, since: datetime, until: datetime
) -> dict[OrganisationId, datetime]:
    """Return of whom something came, was retracted or was struck between two moments, and when last. Three queries.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    since, until : datetime
        After the one, up to the other.
    """
    about = {"customer_id": customer, "vendor__isnull": False}
    found: dict[OrganisationId, datetime] = {}
    for rows, by in (
        (Document.objects.filter(**about), "known_at"),
        (Retraction.objects.filter(**about), "at"),
        (StruckLine.objects.filter(**about), "at"),
    ):
        within = rows.filter(**{f"{by}__gt": since, f"{by}__lte": until})
        for vendor, last in within.order_by().values_list("vendor_id").annotate(last=Max(by)):
            one = OrganisationId(vendor)
            found[one] = max(last, found.get(one, last))
    return found


def arrivals(
    customer: OrganisationId, vendors: Collection[OrganisationId], *, since: datetime, until: datetime
) -> list[Arrived]:
    """Return the documents about some vendors, or about several at once, that came or were retracted, the latest first.

    One that came and went between the two moments is there twice. Two queries.

    Parameters
    ----------
    customer : OrganisationId
        Whose ledger.
    vendors : collection of OrganisationId
        Whom they are about; files that speak of several are always there.
    since, until : datetime
        After the one, up to the other.
    """
    about = Q(vendor_id__in=list(vendors)) | Q(vendor=None)
    came = Document.objects.filter(about, customer_id=customer, known_at__gt=since, known_at__lte=until)
    columns = ("vendor_id", "name", "facts")
    found = [
        Arrived(DocumentId(number), _whom(vendor), name, facts, at, by, of, retracted=False, reason="")
        for number, vendor, name, facts, at, by, of in came.order_by("-known_at", "-pk").values_list(
            "pk", *columns, "known_at", "received_by__name", "received_from__name"
        )[:MOST_DOCUMENTS]
    ]
    gone = Retraction.objects.filter(about, customer_id=customer, at__gt=since, at__lte=until)
    found += [
        Arrived(DocumentId(number), _whom(vendor), name, facts, at, by, of, retracted=True, reason=reason)
        for number, vendor, name, facts, at, by, of, reason in gone.order_by("-at", "-pk").values_list(
            "document_id",
            "vendor_id",
            "document__name",
            "document__facts",
            "at",
            "by__name",
            "document__received_from__name",
            "reason",
        )[:MOST_DOCUMENTS]
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _whom(vendor: int | None) -> OrganisationId | None:
    return None if vendor is None else OrganisationId(vendor)
