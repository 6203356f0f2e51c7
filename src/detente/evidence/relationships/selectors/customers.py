"""Customers: who they are to a vendor."""

from detente.evidence.relationships.contracts import (
    AmbiguousCustomer,
    Customer,
    NoSuchCustomer,
    RelationshipId,
)
from detente.evidence.relationships.models import Relationship
from detente.formats.vendor_names import same_name
from detente.foundation.identifiers import LARGEST, OrganisationId


def customers_of(vendor: OrganisationId, *, limit: int | None = None) -> list[Customer]:
    """Return a vendor's customers, by name: all of them, or the first."""
    rows = Relationship.objects.filter(vendor_id=vendor).order_by("customer__name", "pk")
    columns = rows.values_list("customer_id", "customer__name", "pk")[:limit]
    return [Customer(OrganisationId(one), name, RelationshipId(pk)) for one, name, pk in columns]


def access_customer(words: str, *, vendor: OrganisationId) -> Customer:
    """Hand out a vendor's customer by its name or number, or by the number of the relationship.

    Raises
    ------
    NoSuchCustomer
        The vendor has none of that name or number.
    AmbiguousCustomer
        The name fits several.
    """
    known = customers_of(vendor)
    number = int(words) if words.isdecimal() and len(words) <= len(str(LARGEST)) else None
    wanted = same_name(words)
    for fits in (
        lambda one: number is not None and number in (one.customer, one.relationship),
        lambda one: one.name.casefold() == words.strip().casefold(),
        lambda one: bool(wanted) and same_name(one.name) == wanted,
    ):
        found = [one for one in known if fits(one)]
        if len(found) == 1:
            return found[0]
        if found:
            which = " or ".join(f"{one.relationship} ({one.name})" for one in found)
            raise AmbiguousCustomer(
                f"{words!r} fits several customers: give the number of the relationship, {which}."
            )
    raise NoSuchCustomer(
        f"You have no customer {words[:200]!r}.",
        hint="`detente relationships list` lists whom you may give files to.",
    )
