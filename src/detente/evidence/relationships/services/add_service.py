"""Use case: add a service."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    NoSuchRelationship,
    RelationshipId,
    ServiceShown,
    UnfitName,
    fit_words,
)
from detente.evidence.relationships.models import Service
from detente.evidence.relationships.selectors import access_relationship, parties_of, service_shown
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.add_service",
    permission=MANAGE_RELATIONSHIPS,
    path="relationships/{relationship}/services",
    raises=(NoSuchRelationship, UnfitName),
)
def add_service(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    name: str,
    description: str = "",
    critical_function: str = "",
    products: list[str] | None = None,
    since: date | None = None,
) -> ServiceShown:
    """Add something that the vendor supplies.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    name : str
        What people call the service.
    description : str
        What it does.
    critical_function : str
        The function of the customer that depends on it, if one does.
    products : list of str
        Products in use, as catalogues of vulnerabilities write them.
    since : date
        The day it began; today if not given.
    """
    row = access_relationship(relationship)
    service = Service.objects.create(
        **parties_of(row),
        relationship=row,
        name=fit_words(name, what="The name of the service", longest=200),
        description=fit_words(description, what="The description", longest=5_000, may_be_empty=True),
        critical_function=fit_words(
            critical_function, what="The critical function", longest=200, may_be_empty=True
        ),
        first_products=list(products or ()),
        since=since or at.date(),
        recorded_at=at,
        recorded_by_id=actor.person,
    )
    return service_shown(service)
