"""Vendors: who they are to a customer on a day, as known on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime

from django.db.models import F

from detente.evidence.relationships.contracts import (
    SEE_RELATIONSHIPS,
    AmbiguousVendor,
    NoSuchVendor,
    RelationshipId,
    Stage,
    Vendor,
)
from detente.evidence.relationships.models import (
    Contract,
    Relationship,
    Service,
    StageChange,
    TermChange,
)
from detente.evidence.relationships.selectors.names import relationship_with
from detente.evidence.relationships.selectors.terms import (
    AS_IT_BEGAN,
    InForce,
    changes_of,
    end_in,
    in_force,
    notice_in,
    of_contract,
    of_relationship,
    of_service,
    products_in,
    summary_in,
    tier_in,
)
from detente.foundation.access import Actor
from detente.foundation.identifiers import LARGEST, OrganisationId
from detente.foundation.moments import NotOnRecord, day_of, moments
from detente.foundation.use_case import query

Moments = tuple[datetime, datetime]
"""What was true by the one, as known by the other."""
BY_BEGIN = ("since", "recorded_at", "pk")


Began = tuple[int, int, str, int, int, str, int | None]
"""A relationship as it began, in columns: an instance of a model each would take as long again."""
BEGAN = (
    "pk",
    "vendor_id",
    "vendor__name",
    "customer_id",
    "first_tier",
    "first_summary",
    "first_notice_hours",
)
Supplied = tuple[int, str, list[str]]
"""A service that has begun: its number, name, and products as it began."""
SUPPLIED = ("pk", "name", "first_products")
Agreed = tuple[int, date | None, date]
"""A contract that has begun: its number, the day on which it ends, and that on which it renews."""
AGREED = ("pk", "ends_on", "renews_on")


@query(
    "relationships.find_vendor",
    permission=SEE_RELATIONSHIPS,
    path="vendors/{vendor}",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord),
)
def find_vendor(
    *, actor: Actor, at: datetime, vendor: str, as_of: date | None = None, known_on: date | None = None
) -> Vendor:
    """Find a vendor by its name, by another name that files write for it, or by a number.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor, or the number of the relationship, which tells one customer of a
        vendor from another.
    as_of : date
        The day whose tier, services and contracts are shown; today if not given.
    known_on : date
        What was recorded later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    return access_vendor(vendor, as_of=valid, known_on=known)


@query("relationships.list_vendors", permission=SEE_RELATIONSHIPS, path="vendors", raises=(NotOnRecord,))
def list_vendors(
    *, actor: Actor, at: datetime, as_of: date | None = None, known_on: date | None = None
) -> list[Vendor]:
    """List the vendors that the customer has a relationship with, by tier and name.

    Parameters
    ----------
    as_of : date
        The day whose tiers, services and contracts are shown; today if not given.
    known_on : date
        What was recorded later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    return vendors_of(actor.organisation, as_of=valid, known_on=known)


def vendors_of(
    customer: OrganisationId, *, as_of: datetime, known_on: datetime, limit: int | None = None
) -> list[Vendor]:
    """Return a customer's vendors on a day, as known on a day, by tier and name: all of them, or the first."""
    day = day_of(as_of)
    changes = in_force(changes_of(TermChange.objects.filter(customer_id=customer), known_on), day)
    services: dict[int, list[Supplied]] = defaultdict(list)
    contracts: dict[int, list[Agreed]] = defaultdict(list)
    # a prefetch would ask for the scope once a row: five seconds for ten thousand vendors
    supplied = Service.objects.filter(customer_id=customer, recorded_at__lte=known_on, since__lte=day)
    for service in supplied.order_by(*BY_BEGIN).values_list("relationship_id", *SUPPLIED):
        services[service[0]].append(service[1:])
    agreed = Contract.objects.filter(customer_id=customer, recorded_at__lte=known_on, starts_on__lte=day)
    dated = agreed.filter(renews_on__isnull=False)
    for contract in dated.values_list("relationship_id", *AGREED):
        contracts[contract[0]].append(contract[1:])
    steps = StageChange.objects.filter(customer_id=customer, at__lte=known_on)
    taken = steps.exclude(at=F("relationship__started_at"), stage=Stage.TRANSACTIONAL.value)
    stages = dict(taken.order_by("at", "pk").values_list("relationship_id", "stage"))
    rows = Relationship.objects.filter(customer_id=customer, started_at__lte=known_on)
    found = [
        _vendor(
            row,
            services.get(row[0], ()),
            contracts.get(row[0], ()),
            changes,
            stages.get(row[0], Stage.TRANSACTIONAL.value),
            day,
        )
        for row in rows.order_by("vendor__name", "pk").values_list(*BEGAN)
    ]
    found.sort(key=lambda one: one.tier)
    return found[:limit]


def access_vendor(words: str, *, as_of: datetime, known_on: datetime) -> Vendor:
    """Hand out a vendor on a day, as known on a day, to somebody who may know of it."""
    return vendor_of(relationship_with(words), as_of=as_of, known_on=known_on)


def vendor_of(row: Relationship, *, as_of: datetime, known_on: datetime) -> Vendor:
    """Return what others may see of a relationship's vendor on a day, as known on a day."""
    return vendor_over_time(row, [(as_of, known_on)])[0]


def vendor_over_time(row: Relationship, those: Sequence[Moments]) -> list[Vendor]:
    """Return the same at several pairs of moments, in as many queries as at one."""
    (found,) = _over_time([row], those)
    return found


def vendors_over_time(
    vendors: Collection[int], *, customer: OrganisationId, those: Sequence[Moments]
) -> dict[OrganisationId, list[Vendor]]:
    """Return the same of several vendors of a customer, by their numbers; who is none of them is left out."""
    rows = Relationship.objects.filter(
        customer_id=customer, vendor_id__in=[one for one in vendors if 0 < one <= LARGEST]
    )
    found = _over_time(list(rows.select_related("vendor")), those)
    return {one[0].vendor: one for one in found}


def _over_time(rows: Sequence[Relationship], those: Sequence[Moments]) -> list[list[Vendor]]:
    last = max(known for _, known in those)
    of = {"relationship__in": rows}
    changes, services, contracts, steps = (defaultdict(list) for _ in range(4))
    for change in changes_of(TermChange.objects.filter(**of), last):
        changes[change.relationship_id].append(change)
    supplied = Service.objects.filter(**of, recorded_at__lte=last).order_by(*BY_BEGIN)
    for service in supplied.values_list("relationship_id", "recorded_at", "since", *SUPPLIED):
        services[service[0]].append(service[1:])
    agreed = Contract.objects.filter(**of, recorded_at__lte=last, renews_on__isnull=False)
    for contract in agreed.values_list("relationship_id", "recorded_at", "starts_on", *AGREED):
        contracts[contract[0]].append(contract[1:])
    taken = StageChange.objects.filter(**of, at__lte=last).order_by("-at", "-pk")
    for pk, at, stage in taken.values_list("relationship_id", "at", "stage"):
        steps[pk].append((at, stage))
    return [
        [
            _vendor(
                _began(row, known),
                [one for at, since, *one in services[row.pk] if at <= known and since <= day_of(valid)],
                [one for at, since, *one in contracts[row.pk] if at <= known and since <= day_of(valid)],
                in_force((one for one in changes[row.pk] if one.recorded_at <= known), day_of(valid)),
                next((stage for at, stage in steps[row.pk] if at <= known), Stage.TRANSACTIONAL.value),
                day_of(valid),
                on_record=row.started_at <= known,
            )
            for valid, known in those
        ]
        for row in rows
    ]


def _began(row: Relationship, known_on: datetime) -> Began:
    """Return a relationship as it began; before it was on record, nothing but the tier."""
    first = (row.first_summary, row.first_notice_hours) if row.started_at <= known_on else ("", None)
    return row.pk, row.vendor_id, row.vendor.name, row.customer_id, row.first_tier, *first


def _vendor(
    began: Began,
    services: Iterable[Supplied],
    contracts: Iterable[Agreed],
    changes: InForce,
    stage: str,
    day: date,
    *,
    on_record: bool = True,
) -> Vendor:
    relationship, vendor, vendor_name, customer, tier, summary, notice_hours = began
    names: list[str] = []
    products: list[str] = []
    for service, name, in_use in services:
        changed = of_service(changes, relationship, service) if changes else AS_IT_BEGAN
        if not _is_over(end_in(changed), day):
            names.append(name)
            products += products_in(changed, in_use)
    renewals = []
    for contract, ends_on, renews_on in contracts:
        ended = end_in(of_contract(changes, relationship, contract)) if changes else None
        if not _is_over(ended or ends_on, day) and (ended is None or ended > renews_on):
            renewals.append(renews_on)
    own = of_relationship(changes, relationship) if changes else AS_IT_BEGAN
    if own:
        tier, summary = tier_in(own, tier), summary_in(own, summary)
        notice_hours = notice_in(own, notice_hours)
    return Vendor(
        vendor=OrganisationId(vendor),
        name=vendor_name,
        relationship=RelationshipId(relationship),
        customer=OrganisationId(customer),
        tier=tier,
        stage=Stage(stage),
        service=summary or ", ".join(names),
        products=tuple(products),
        notice_hours=notice_hours,
        renews_on=min(renewals, default=None),
        on_record=on_record,
    )


def _is_over(ends_on: date | None, day: date) -> bool:
    return ends_on is not None and ends_on <= day
