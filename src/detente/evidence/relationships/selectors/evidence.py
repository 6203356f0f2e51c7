"""What counts about a vendor: the ledger's answer to whom the relationships know."""

from datetime import UTC, date, datetime, time, timedelta

from detente.evidence.ledger.contracts import SEE_EVIDENCE, EvidenceLine
from detente.evidence.ledger.selectors import evidence_about
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor
from detente.evidence.relationships.selectors.names import relationships_with
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, on_record
from detente.foundation.page import NoSuchPosition, Page, PageSize
from detente.foundation.use_case import query


@query(
    "ledger.list_evidence_about",
    permission=SEE_EVIDENCE,
    path="vendors/{vendor}/evidence",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NoSuchPosition),
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
    """List the evidence that counts about a vendor, the latest first.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor, or of the relationship; a vendor's people give their own.
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
    between = relationships_with(vendor)
    return evidence_about(
        OrganisationId(between[0].vendor_id),
        customers=[OrganisationId(one.customer_id) for one in between],
        as_of=_end_of(as_of, at),
        known_on=_end_of(known_on, at),
        kind=kind,
        after=after,
        limit=limit,
    )


def _end_of(day: date | None, at: datetime) -> datetime:
    """Return the last moment of a day that is not today, else now."""
    if day is None or day >= at.date():
        return at
    return datetime.combine(on_record(day) + timedelta(days=1), time(), UTC) - timedelta(microseconds=1)
