"""How much is on record about relationships: it only grows, so that what was computed from as much of it stands."""

from collections.abc import Collection, Mapping
from datetime import datetime

from detente.evidence.relationships.models import (
    Contract,
    Relationship,
    Service,
    StageChange,
    TermChange,
)
from detente.foundation.identifiers import OrganisationId
from detente.foundation.tenancy import TenantRow, how_many, how_many_about

RECORDED: Mapping[type[TenantRow], str] = {
    Relationship: "started_at",
    Service: "recorded_at",
    Contract: "recorded_at",
    TermChange: "recorded_at",
    StageChange: "at",
}
"""What a vendor's terms rest on, and when each row was put on record."""


def how_much_was_agreed(customer: OrganisationId) -> tuple[int, ...]:
    """Return how many relationships, terms and steps a customer has on record. One query.

    They only grow: `vendors_of` says the same of a day for as long as nothing was added.
    """
    return tuple(how_many(customer, [of.objects.all() for of in RECORDED]))


def how_many_vendors(customer: OrganisationId) -> int:
    """Return how many relationships a customer has, of any day."""
    return how_many(customer, [Relationship.objects.all()])[0]


def how_much_was_agreed_with(
    vendors: Collection[OrganisationId], *, customer: OrganisationId, known_on: datetime
) -> dict[int | None, list[int]]:
    """Return how much of it was on record about each vendor by a moment. One query."""
    rows = [of.objects.filter(**{f"{at}__lte": known_on}) for of, at in RECORDED.items()]
    return how_many_about(customer, vendors, rows)
