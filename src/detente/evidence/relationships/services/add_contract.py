"""Use case: add a contract."""

from datetime import date, datetime

from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    ContractShown,
    NoSuchRelationship,
    RelationshipId,
    UnfitDates,
    UnfitName,
    fit_words,
)
from detente.evidence.relationships.models import Contract
from detente.evidence.relationships.selectors import access_relationship, contract_shown, parties_of
from detente.foundation.access import Actor
from detente.foundation.use_case import use_case

MOST_NOTICE_DAYS = 3_650


@use_case(
    "relationships.add_contract",
    permission=MANAGE_RELATIONSHIPS,
    path="relationships/{relationship}/contracts",
    raises=(NoSuchRelationship, UnfitName, UnfitDates),
)
def add_contract(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    renews_on: date | None = None,
    notice_days: int | None = None,
) -> ContractShown:
    """Add a contract with its renewal and notice dates.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    title : str
        What people call the contract.
    starts_on : date
        Its first day.
    ends_on : date
        The first day on which it no longer holds.
    renews_on : date
        The day on which it renews by itself.
    notice_days : int, 0 to 3650
        How many days before that notice must be given.
    """
    row = access_relationship(relationship)
    called = fit_words(title, what="The title of the contract", longest=200)
    if ends_on is not None and ends_on <= starts_on:
        raise UnfitDates(f"The contract ends on {ends_on}, not after it starts on {starts_on}.")
    if renews_on is not None and renews_on < starts_on:
        raise UnfitDates(f"The contract renews on {renews_on}, before it starts on {starts_on}.")
    if notice_days is not None and not 0 <= notice_days <= MOST_NOTICE_DAYS:
        raise UnfitDates(f"Notice cannot be given {notice_days} days before: give 0 to {MOST_NOTICE_DAYS}.")
    contract = Contract.objects.create(
        **parties_of(row),
        relationship=row,
        title=called,
        starts_on=starts_on,
        ends_on=ends_on,
        renews_on=renews_on,
        notice_days=notice_days,
        recorded_at=at,
        recorded_by_id=actor.person,
    )
    return contract_shown(contract)
