"""Use case: change the products in use of a service."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    NoSuchService,
    ServiceShown,
    Term,
    UnfitDates,
    UnfitName,
)
from detente.evidence.relationships.selectors import access_service, service_on
from detente.evidence.relationships.services.record_change import record_change
from detente.evidence.relationships.services.tell_both_sides import TERMS, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.change_products",
    permission=MANAGE_RELATIONSHIPS,
    path="services/{service}/products",
    raises=(NoSuchService, UnfitName, UnfitDates),
)
def change_products(
    *,
    actor: Actor,
    at: datetime,
    service: int,
    products: list[str],
    reason: str,
    valid_from: date | None = None,
) -> ServiceShown:
    """Change which products of a service are in use, from a day on; the past stays as it was.

    Parameters
    ----------
    service : int
        The number of the service.
    products : list of str
        All products in use from then on, as catalogues of vulnerabilities write them.
    reason : str, 1 to 500 characters
        Why; both sides see it.
    valid_from : date
        The first day, which may be past or to come; today if not given.
    """
    row = access_service(service)
    day = valid_from or at.date()
    record_change(
        actor=actor, at=at, of=row, term=Term.PRODUCTS, value=products, valid_from=day, reason=reason
    )
    tell_both_sides(
        kind=TERMS, did=f"changed the products in use of {row.name}: {reason}", of=row, actor=actor, at=at
    )
    return service_on(row, day=day, known_on=at)
