"""Rows of today's portfolio, from what stands ready; what does not stand is computed."""

from collections.abc import Mapping, Sequence

from django.db.models import Count, F, Q, QuerySet

from detente.assessment.scorecards.contracts import Portfolio, PortfolioRow
from detente.assessment.scorecards.models import StandingScorecard
from detente.assessment.scorecards.selectors.portfolio import portfolio_of, with_disputes
from detente.assessment.scorecards.selectors.standing import Today, row_in, standing_rows
from detente.evidence.disputes.selectors import open_disputes, vendors_in_dispute
from detente.evidence.relationships.contracts import Vendor

ATTENTION = "attention"
"""What a page asks for to get whatever has a mark; else the kind of a mark."""
AS_LISTED = ("tier", "name", "relationship_id")


def rows_of(today: Today, vendors: Sequence[Vendor], *, all_of_them: bool) -> Portfolio:
    """Return the rows of some vendors, in their order: the same bits, whether they stood or not."""
    ready = standing_rows(today, vendors, all_of_them=all_of_them)
    missing = [one for one in vendors if one.vendor not in ready]
    computed = portfolio_of(today.customer, today.valid, today.known, only=missing).rows if missing else ()
    disputes = open_disputes(customer=today.customer, vendors=list(ready), known_on=today.known)
    found = {number: with_disputes(row, disputes.get(number, ())) for number, row in ready.items()}
    found |= {row.vendor.vendor: row for row in computed}
    return _portfolio(today, [found[one.vendor] for one in vendors])


def ready_rows(
    today: Today, *, words: str, tier: int | None, only: str, sort: str
) -> "QuerySet[StandingScorecard]":
    """Return what stands of a customer, found and sorted by the database; all of it must stand.

    Parameters
    ----------
    today : Today
        Whose, and by which method.
    words : str
        Each is part of a vendor's name or of what it supplies.
    tier : int, or None
        Of this tier alone.
    only : str
        Of those alone that have a mark of this kind, or any.
    sort : str
        tier, name or the id of a dimension, a hyphen before it for the other way round.
    """
    rows = StandingScorecard.objects.filter(customer_id=today.customer)
    for word in words.casefold().split():
        rows = rows.filter(found_in__contains=word)
    if tier is not None:
        rows = rows.filter(tier=tier)
    if only:
        own = ~Q(kinds="") if only == ATTENTION else Q(kinds__contains=f",{only},")
        if only in (ATTENTION, "dispute"):
            own |= Q(vendor_id__in=vendors_in_dispute(customer=today.customer, known_on=today.known))
        rows = rows.filter(own)
    by, downwards = sort.lstrip("-"), sort.startswith("-")
    if by == "name":
        return rows.order_by("-sorted_name" if downwards else "sorted_name", *AS_LISTED)
    if by in (one.id for one in today.method.dimensions):
        both = F("ends__demonstrated") + F(
            "ends__possible"
        )  # the lower end alone cannot tell bad from unknown
        wanted = both.desc(nulls_last=True) if downwards else both.asc(nulls_last=True)
        return rows.filter(ends__dimension=by).order_by(wanted, *AS_LISTED)
    return rows.order_by("-tier" if sort == "-tier" else "tier", *AS_LISTED[1:])


def read_rows(today: Today, rows: "QuerySet[StandingScorecard]") -> Portfolio:
    """Return what some standing rows say, with the disputes that are open."""
    found = [row_in(text) for text in rows.values_list("row", flat=True)]
    numbers = [one.vendor.vendor for one in found]
    disputes = open_disputes(customer=today.customer, vendors=numbers, known_on=today.known)
    return _portfolio(today, [with_disputes(one, disputes.get(one.vendor.vendor, ())) for one in found])


def ready_tiers(today: Today) -> Mapping[int, int]:
    """Return how many vendors stand in each tier."""
    rows = StandingScorecard.objects.filter(customer_id=today.customer).order_by()
    return dict(rows.values_list("tier").annotate(vendors=Count("*")))


def _portfolio(today: Today, rows: Sequence[PortfolioRow]) -> Portfolio:
    return Portfolio(today.valid, today.known, today.method.id, tuple(rows))
