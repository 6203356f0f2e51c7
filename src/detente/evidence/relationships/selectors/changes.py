"""What changed in relationships between two moments, in words: from what, to what, by whom and why."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from detente.evidence.relationships.contracts import RelationshipId, Stage, Term
from detente.evidence.relationships.models import (
    Contract,
    Relationship,
    Service,
    StageChange,
    TermChange,
)
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import day_of

MOST_CHANGES = 1_000


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing that changed in a relationship."""

    relationship: RelationshipId
    vendor: OrganisationId
    name: str
    at: datetime
    what: str
    """The thing, as in `tier` or `products in use of Storage`."""
    before: str
    after: str
    begins_on: date | None
    """From when it holds, where that is not the day on which it was recorded."""
    by: str
    reason: str


def agreed_changes(customer: OrganisationId, *, since: datetime, until: datetime) -> list[Agreed]:
    """Return what changed of a customer's relationships between two moments, the latest first. Seven queries at most.

    Parameters
    ----------
    customer : OrganisationId
        Whose relationships.
    since, until : datetime
        After the one, up to the other.
    """
    found = [
        *_began(customer, since, until),
        *_terms(customer, since, until),
        *_stages(customer, since, until),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_CHANGES]


def _began(customer: OrganisationId, since: datetime, until: datetime) -> Iterator[Agreed]:
    started = Relationship.objects.filter(
        customer_id=customer, started_at__gt=since, started_at__lte=until
    ).select_related("vendor")
    new = set()
    for row in started:
        new.add(row.pk)
        yield _agreed(row, row.started_at, "relationship", "", f"tier {row.first_tier}")
    recorded = {"customer_id": customer, "recorded_at__gt": since, "recorded_at__lte": until}
    for kind, what in ((Service, "service"), (Contract, "contract")):
        rows = kind.objects.filter(**recorded).select_related("relationship__vendor", "recorded_by")
        for row in rows.order_by("-recorded_at")[:MOST_CHANGES]:
            if row.relationship_id not in new:
                begins = row.since if isinstance(row, Service) else row.starts_on
                yield _agreed(row.relationship, row.recorded_at, what, "", str(row), begins, row.recorded_by)


def _terms(customer: OrganisationId, since: datetime, until: datetime) -> Iterator[Agreed]:
    within = TermChange.objects.filter(
        customer_id=customer, recorded_at__gt=since, recorded_at__lte=until
    ).values("relationship_id")
    rows = TermChange.objects.filter(relationship_id__in=within, recorded_at__lte=until).select_related(
        "relationship__vendor", "service", "contract", "by"
    )
    before: dict[tuple[int, int | None, int | None, str], TermChange] = {}
    for row in rows.order_by("recorded_at", "pk"):
        of = (row.relationship_id, row.service_id, row.contract_id, row.term)
        was = before.get(of)
        before[of] = row
        if row.recorded_at > since:
            subject = row.service or row.contract
            what = f"{row.term} of {subject}" if subject else str(row.term)
            yield _agreed(
                row.relationship,
                row.recorded_at,
                what,
                _value(was) if was else _first(row),
                _value(row),
                row.valid_from,
                row.by,
                row.reason,
            )


def _stages(customer: OrganisationId, since: datetime, until: datetime) -> Iterator[Agreed]:
    steps = StageChange.objects.filter(customer_id=customer).exclude(
        at=F("relationship__started_at"), stage=Stage.TRANSACTIONAL.value
    )
    within = steps.filter(at__gt=since, at__lte=until).values("relationship_id")
    rows = steps.filter(relationship_id__in=within, at__lte=until).select_related(
        "relationship__vendor", "by"
    )
    stages: dict[int, str] = defaultdict(lambda: Stage.TRANSACTIONAL.value)
    for row in rows.order_by("at", "pk"):
        was, stages[row.relationship_id] = stages[row.relationship_id], row.stage
        if row.at > since:
            yield _agreed(row.relationship, row.at, "stage", was, row.stage, None, row.by, row.reason)


def _agreed(
    of: Relationship,
    at: datetime,
    what: str,
    before: str,
    after: str,
    begins_on: date | None = None,
    by: object = None,
    reason: str = "",
) -> Agreed:
    return Agreed(
        relationship=RelationshipId(of.pk),
        vendor=OrganisationId(of.vendor_id),
        name=of.vendor.name,
        at=at,
        what=what,
        before=before,
        after=after,
        begins_on=begins_on if begins_on != day_of(at) else None,
        by=str(by) if by else "",
        reason=reason,
    )


def _value(row: TermChange) -> str:
    if row.term == Term.TIER:
        return f"tier {row.number}"
    if row.term == Term.NOTICE_HOURS:
        return _hours(row.number)
    if row.term == Term.PRODUCTS:
        return ", ".join(row.names) or "none"
    if row.term == Term.END:
        return f"on {row.valid_from:%-d %B %Y}"
    return row.text or "nothing"


def _first(row: TermChange) -> str:
    """Return what a term was at the beginning, before its first change."""
    of = row.relationship
    if row.term == Term.TIER:
        return f"tier {of.first_tier}"
    if row.term == Term.NOTICE_HOURS:
        return _hours(of.first_notice_hours)
    if row.term == Term.PRODUCTS and row.service:
        return ", ".join(row.service.first_products) or "none"
    return of.first_summary or "nothing" if row.term == Term.SUMMARY else "none"


def _hours(number: int | None) -> str:
    return "none agreed" if number is None else f"{number} hours"
