"""What stands ready for pages, and whether it still holds: a row whose inputs are others by now is shown to nobody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import sha256

from pydantic import TypeAdapter

from detente.assessment.scorecards.contracts import (
    DimensionHistory,
    DimensionShown,
    HistoryPoint,
    PortfolioRow,
)
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.models import StandingPortfolio, StandingScorecard
from detente.assessment.scorecards.selectors.editions import editions_on
from detente.assessment.scorecards.selectors.history import month_days
from detente.assessment.scorecards.selectors.methods import method_of, methods_on
from detente.assessment.scorecards.to_engine import ENGINE
from detente.evidence.ledger.selectors import LedgerSize, ledger_size, ledger_sizes
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import how_much_was_agreed, how_much_was_agreed_with
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import day_of

MONTHS = 12
Past = dict[str, list[HistoryPoint | None]]
"""By dimension, a point for the last day of each of the twelve months before this one; None: the method had no such."""


@dataclass(frozen=True, slots=True)
class Today:
    """What the scorecards of one customer rest on today, beside the evidence about each vendor."""

    customer: OrganisationId
    valid: datetime
    known: datetime
    method: MethodFile

    @property
    def rules(self) -> tuple[object, ...]:
        """The day, the rules, and the program that applies them."""
        return (ENGINE, self.valid, self.method.id, self.method.sha256)


def today_of(customer: OrganisationId, valid: datetime, known: datetime) -> Today:
    """Return what a customer's scorecards follow at the moments that today stands for."""
    return Today(customer, valid, known, method_of(customer, known))


def state_of(today: Today) -> str:
    """Return the state of all that a customer's portfolio rests on: as long as it is the same, so is each figure.

    Four queries, two of them of the counts of rows that are only ever added.
    """
    held = ledger_size(today.customer)
    return _digest(*today.rules, held, how_much_was_agreed(today.customer))


def stands(today: Today) -> bool:
    """Return whether all standing scorecards of a customer are those of today."""
    found = StandingPortfolio.objects.filter(customer_id=today.customer).values_list("state", flat=True)
    kept = found.first()
    return kept is not None and kept == state_of(today)


def fingerprints(today: Today, vendors: Sequence[Vendor], *, all_of_them: bool) -> dict[OrganisationId, str]:
    """Return, for each vendor, a hash of what its row of today's portfolio is computed from.

    Read it before the evidence itself: what comes in between then makes a row look too old, never too new.
    """
    numbers = None if all_of_them else [one.vendor for one in vendors]
    sizes = ledger_sizes(today.customer, numbers)
    editions = editions_on(today.customer, today.valid, today.known)
    lists = sorted((name, one.of.document) for name, one in editions.items())
    return {
        one.vendor: _digest(*today.rules, lists, sizes.get(one.vendor, LedgerSize()), one) for one in vendors
    }


def past_fingerprints(today: Today, vendors: Collection[OrganisationId]) -> dict[OrganisationId, str]:
    """Return, for each vendor, a hash of what its months before this one are computed from: as was known by then.

    What comes later changes none of them, but for a file of then under a name that is matched only now.
    """
    *days, _ = month_days(today.valid, MONTHS)
    held = ledger_sizes(today.customer, vendors, known_on=days[-1])
    agreed = how_much_was_agreed_with(vendors, customer=today.customer, known_on=days[-1])
    rules = (ENGINE, days, [one.sha256 for one in methods_on(today.customer, days)], held.get(None))
    return {one: _digest(*rules, held.get(one), agreed.get(one)) for one in vendors}


def standing_rows(
    today: Today, vendors: Sequence[Vendor], *, all_of_them: bool = False
) -> dict[OrganisationId, PortfolioRow]:
    """Return the rows that stand, of those that are asked for, without their marks of disputes."""
    now = fingerprints(today, vendors, all_of_them=all_of_them)
    rows = StandingScorecard.objects.filter(customer_id=today.customer)
    if not all_of_them:
        rows = rows.filter(vendor_id__in=list(now))
    kept = rows.values_list("vendor_id", "fingerprint", "row")
    return {vendor: row_in(text) for vendor, print_, text in kept if now.get(vendor) == print_}


def standing_pasts(today: Today, vendors: Collection[OrganisationId]) -> dict[OrganisationId, Past]:
    """Return the months before this one that stand, of those vendors that are asked for."""
    now = past_fingerprints(today, vendors)
    rows = StandingScorecard.objects.filter(customer_id=today.customer, vendor_id__in=list(vendors))
    kept = rows.values_list("vendor_id", "past_fingerprint", "past")
    return {vendor: _pasts().validate_json(text) for vendor, print_, text in kept if now[vendor] == print_}


def histories(past: Past, dimensions: Sequence[DimensionShown], valid: datetime) -> list[DimensionHistory]:
    """Return the months before this one with today at their end."""
    return [
        DimensionHistory(
            dimension=one.id,
            title=one.title,
            floor=one.floor,
            points=(
                *(point for point in past.get(one.id, ()) if point is not None),
                HistoryPoint(day_of(valid), one.ends, one.points, one.floor),
            ),
        )
        for one in dimensions
    ]


def row_in(text: str) -> PortfolioRow:
    """Return a row as it was written."""
    return _rows().validate_json(text)


def row_text(row: PortfolioRow) -> str:
    """Return a row as it is written: without its marks of disputes, which are read when it is shown."""
    marks = tuple(one for one in row.marks if one.kind != "dispute")
    plain = PortfolioRow(row.vendor, row.dimensions, row.too_early, marks, row.evidence)
    return _rows().dump_json(plain).decode()


def past_text(past: Past) -> str:
    """Return the months before this one as they are written."""
    return _pasts().dump_json(past).decode()


@cache
def _rows() -> TypeAdapter[PortfolioRow]:
    return TypeAdapter(PortfolioRow)


@cache
def _pasts() -> TypeAdapter[Past]:
    return TypeAdapter(Past)


def _digest(*said: object) -> str:
    return sha256(repr(said).encode()).hexdigest()
