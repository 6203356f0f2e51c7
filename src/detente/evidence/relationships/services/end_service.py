"""Use case: end a service."""

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
    "relationships.end_service",
    permission=MANAGE_RELATIONSHIPS,
    path="services/{service}/end",
    raises=(NoSuchService, UnfitName, UnfitDates),
)
def end_service(
    *, actor: Actor, at: datetime, service: int, reason: str, ended_on: date | None = None
) -> ServiceShown:
    """End a service on a day; the past stays as it was, and a later word about the day replaces this one.

    Parameters
    ----------
    service : int
        The number of the service.
    reason : str, 1 to 500 characters
        Why, as in what replaces it; both sides see it.
    ended_on : date
        The first day on which it is no longer supplied, past or to come; today if not given.
    """
    row = access_service(service)
    day = ended_on or at.date()
    record_change(actor=actor, at=at, of=row, term=Term.END, valid_from=day, reason=reason)
    tell_both_sides(
        kind=TERMS,
        did=f"ended the service {row.name} from {day:%-d %B %Y} on: {reason}",
        of=row,
        actor=actor,
        at=at,
    )
    return service_on(row, day=day, known_on=at)
