"""Days of contracts that must not be missed: the last one for notice, the renewal, the end."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from detente.evidence.relationships.contracts import RelationshipId, Term
from detente.evidence.relationships.models import Contract, TermChange
from detente.foundation.identifiers import OrganisationId

A_YEAR = 366
MOST_DAYS = 500


@dataclass(frozen=True, slots=True)
class ContractDay:
    """A day of a contract."""

    relationship: RelationshipId
    vendor: str
    contract: str
    on: date
    what: str
    """notice, renewal or end."""
    renews_on: date | None


def contract_days(
    customer: OrganisationId, *, first: date, last: date, known_on: datetime
) -> list[ContractDay]:
    """Return the days of a customer's contracts between two days, both counted, in their order. Two queries.

    Parameters
    ----------
    customer : OrganisationId
        Whose contracts.
    first, last : date
        The days.
    known_on : datetime
        What was recorded later is left out.
    """
    near = Q(renews_on__gte=first, renews_on__lte=last) | Q(ends_on__gte=first, ends_on__lte=last)
    near |= Q(renews_on__gte=first, renews_on__lte=last + timedelta(days=A_YEAR), notice_days__gt=0)
    near |= Q(renews_on__gt=last + timedelta(days=A_YEAR), notice_days__gt=A_YEAR)
    rows = Contract.objects.filter(near, customer_id=customer, recorded_at__lte=known_on)
    found = list(rows.select_related("relationship__vendor"))
    ends = dict(
        TermChange.objects.filter(
            contract__in=[one.pk for one in found], term=Term.END.value, recorded_at__lte=known_on
        )
        .order_by("recorded_at", "pk")
        .values_list("contract_id", "valid_from")
    )
    days = []
    for row in found:
        end = ends.get(row.pk) or row.ends_on
        for on, what in (
            (row.renews_on and row.renews_on - timedelta(days=row.notice_days or 0), "notice"),
            (row.renews_on, "renewal"),
            (end, "end"),
        ):
            if on is None or not first <= on <= last:
                continue
            if what == "notice" and not row.notice_days:
                continue
            if what != "end" and end is not None and row.renews_on is not None and end <= row.renews_on:
                continue  # it is over before it would renew
            of = row.relationship
            days.append(
                ContractDay(RelationshipId(of.pk), of.vendor.name, row.title, on, what, row.renews_on)
            )
    return sorted(days, key=lambda one: (one.on, one.vendor, one.contract))[:MOST_DAYS]
