"""Terms on a day, as known on a day: what a thing began with, and the changes that are only ever added."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import QuerySet

from detente.evidence.relationships.contracts import Term
from detente.evidence.relationships.models import TermChange

Subject = tuple[int, int | None, int | None]
"""A relationship; or with it a service, or a contract."""


class Change(NamedTuple):
    """A row of changes: many of them may be read."""

    relationship_id: int
    service_id: int | None
    contract_id: int | None
    term: str
    number: int | None
    text: str
    names: list[str]
    valid_from: date
    recorded_at: datetime


InForce = Mapping[Subject, Mapping[str, Change]]
"""The change that holds of each term; a term that is not there is as it began."""
AS_IT_BEGAN: Mapping[str, Change] = {}


def changes_of(rows: "QuerySet[TermChange]", known_on: datetime) -> list[Change]:
    """Return the changes that were known on a date, in the order in which they were recorded."""
    known = rows.filter(recorded_at__lte=known_on).order_by("recorded_at", "pk")
    return [Change(*one) for one in known.values_list(*Change._fields)]


def change_in(row: TermChange) -> Change:
    """Return a row of changes as they are read here."""
    return Change(*(getattr(row, name) for name in Change._fields))


def in_force(changes: Iterable[Change], day: date) -> InForce:
    """Return which changes hold on a day, of some in the order in which they were recorded.

    A term holds from its day until the next one begins; of two that begin on the same day, and of two ends, the
    one that was recorded later counts.
    """
    found: dict[Subject, dict[str, Change]] = defaultdict(dict)
    for one in changes:
        of = found[one.relationship_id, one.service_id, one.contract_id]
        before = of.get(one.term)
        begun = one.valid_from <= day and (before is None or before.valid_from <= one.valid_from)
        if begun or one.term == Term.END:
            of[one.term] = one
    return found


def of_relationship(changes: InForce, relationship: int) -> Mapping[str, Change]:
    """Return what changed of a relationship's own terms."""
    return changes.get((relationship, None, None), AS_IT_BEGAN)


def of_service(changes: InForce, relationship: int, service: int) -> Mapping[str, Change]:
    """Return what changed of a service."""
    return changes.get((relationship, service, None), AS_IT_BEGAN)


def of_contract(changes: InForce, relationship: int, contract: int) -> Mapping[str, Change]:
    """Return what changed of a contract."""
    return changes.get((relationship, None, contract), AS_IT_BEGAN)


def tier_in(changed: Mapping[str, Change], first: int) -> int:
    """Return the tier that holds, from the one at the beginning."""
    said = changed.get(Term.TIER)
    return first if said is None or said.number is None else said.number


def summary_in(changed: Mapping[str, Change], first: str) -> str:
    """Return what is supplied, in a few words."""
    said = changed.get(Term.SUMMARY)
    return first if said is None else said.text


def notice_in(changed: Mapping[str, Change], first: int | None) -> int | None:
    """Return the agreed hours of notice, None if there are none."""
    said = changed.get(Term.NOTICE_HOURS)
    return first if said is None else said.number


def products_in(changed: Mapping[str, Change], first: Sequence[str]) -> Sequence[str]:
    """Return the products in use."""
    said = changed.get(Term.PRODUCTS)
    return first if said is None else said.names


def end_in(changed: Mapping[str, Change]) -> date | None:
    """Return the first day on which a service or a contract is no more, None if it was not ended."""
    said = changed.get(Term.END)
    return None if said is None else said.valid_from
