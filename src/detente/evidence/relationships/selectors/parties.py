"""Which relationship two organisations have with each other."""

from collections.abc import Collection

from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.models import Relationship
from detente.foundation.identifiers import OrganisationId


def relationship_between(*, customer: int | None, vendor: OrganisationId) -> RelationshipId:
    """Return the relationship of a customer and a vendor; the actor is one of them.

    Raises
    ------
    NoSuchRelationship
        They have none, or the actor is no party to it.
    """
    found = Relationship.objects.filter(customer_id=customer, vendor_id=vendor).values_list("pk", flat=True)
    number = found.first()
    if number is None:
        raise NoSuchRelationship("There is no relationship between the two.")
    return RelationshipId(number)


def names_of(vendors: Collection[OrganisationId]) -> dict[OrganisationId, str]:
    """Return the names of some vendors; who is in no relationship that the actor sees is left out. One query."""
    rows = Relationship.objects.filter(vendor_id__in=list(vendors))
    return {OrganisationId(vendor): name for vendor, name in rows.values_list("vendor_id", "vendor__name")}


def vendor_names(customer: OrganisationId, *, limit: int) -> tuple[str, ...]:
    """Return the first names of a customer's vendors, in their order. One query."""
    rows = Relationship.objects.filter(customer_id=customer).order_by("vendor__name", "pk")
    return tuple(rows.values_list("vendor__name", flat=True)[:limit])
