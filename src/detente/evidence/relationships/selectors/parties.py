"""Which relationship two organisations have with each other."""

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
