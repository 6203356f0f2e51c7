"""Use case: end a contract."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    ContractShown,
    NoSuchContract,
    Term,
    UnfitDates,
    UnfitName,
)
from detente.evidence.relationships.selectors import access_contract, contract_on
from detente.evidence.relationships.services.record_change import record_change
from detente.evidence.relationships.services.tell_both_sides import TERMS, tell_both_sides
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case


@use_case(
    "relationships.end_contract",
    permission=MANAGE_RELATIONSHIPS,
    path="contracts/{contract}/end",
    raises=(NoSuchContract, UnfitName, UnfitDates),
)
def end_contract(
    *, actor: Actor, at: datetime, contract: int, reason: str, ended_on: date | None = None
) -> ContractShown:
    """End a contract on a day; the past stays as it was, and a later word about the day replaces this one.

    Parameters
    ----------
    contract : int
        The number of the contract.
    reason : str, 1 to 500 characters
        Why, as in what replaces it; both sides see it.
    ended_on : date
        The first day on which it no longer holds, past or to come; today if not given.
    """
    row = access_contract(contract)
    day = ended_on or at.date()
    record_change(actor=actor, at=at, of=row, term=Term.END, valid_from=day, reason=reason)
    tell_both_sides(
        kind=TERMS,
        did=f"ended the contract {row.title} from {day:%-d %B %Y} on: {reason}",
        of=row,
        actor=actor,
        at=at,
    )
    return contract_on(row, day=day, known_on=at)
