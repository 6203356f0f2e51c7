"""What a page shows, in one call: several of the room's answers together."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionHistory,
    DimensionShown,
    Portfolio,
    PortfolioRow,
    Scorecard,
)
from detente.assessment.scorecards.selectors.history import dimensions_over_time, history_of, month_days
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.moved_publications import open_previews
from detente.assessment.scorecards.selectors.portfolio import portfolio_of
from detente.assessment.scorecards.selectors.scorecard import presented
from detente.evidence.ledger.selectors import facts_over_time, facts_over_time_by_vendor
from detente.evidence.relationships.contracts import (
    AmbiguousVendor,
    NoSuchVendor,
    RelationshipShown,
    Vendor,
)
from detente.evidence.relationships.selectors import (
    relationship_shown,
    relationship_with,
    vendor_over_time,
    vendors_of,
    vendors_over_time,
)
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import InTheFuture, moments
from detente.foundation.operation import Doors
from detente.foundation.roles import Side
from detente.foundation.use_case import query

A_PAGE = 100
MONTHS = 12
ATTENTION = "attention"
"""What a page asks for to get whatever has a mark; else the kind of a mark."""


@dataclass(frozen=True, slots=True)
class ScorecardPage:
    """A vendor's scorecard, its history, and the room that both sides enter."""

    scorecard: Scorecard
    history: tuple[DimensionHistory, ...]
    relationship: RelationshipShown
    open_preview: int | None
    """The number of the preview that the vendor can answer now, if there is one."""


@dataclass(frozen=True, slots=True)
class PortfolioPage:
    """The rows of one page of the portfolio, and how many vendors there are in all."""

    portfolio: Portfolio
    page: int
    last_page: int
    found: int
    vendors: int
    by_tier: dict[int, int]


@dataclass(frozen=True, slots=True)
class Trend:
    """What a vendor had demonstrated, month by month, by dimension; None where it was too early."""

    vendor: OrganisationId
    demonstrated: dict[str, tuple[float | None, ...]]


class TooManyTrends(Invalid):
    """More vendors were asked for than a page has."""


@query(
    "scorecards.scorecard_page",
    permission=SEE_SCORECARDS,
    path="pages/vendors/{vendor}",
    raises=(NoSuchVendor, AmbiguousVendor, InTheFuture),
    doors=Doors.BY_HAND,
)
def scorecard_page(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    as_of: date | None = None,
    known_on: date | None = None,
    months: int = 12,
) -> ScorecardPage:
    """Show a vendor's scorecard with its history and its relationship.

    Each month is as it was known then; asked as known on a day of its own, every month is as known on that day.
    """
    valid, known = moments(at, as_of, known_on)
    row, days = relationship_with(vendor), month_days(valid, months)
    knowns = days if known.date() == valid.date() else [known] * len(days)
    *abouts, about = vendor_over_time(row, [*zip(days, knowns, strict=True), (valid, known)])
    facts = facts_over_time(about.vendor, customer=about.customer, until=valid, known_on=known)
    *methods, method = methods_on(about.customer, [*knowns, known])
    card = presented(about, facts.on(as_of=valid, known_on=known), valid, known, method)
    past = history_of(abouts, facts, days, methods, knowns)
    room = relationship_shown(row, as_of=valid, known_on=known)
    previews = open_previews(about.customer, Side.CUSTOMER, at=at, relationship=about.relationship)
    return ScorecardPage(card, tuple(past), room, previews[0].id if previews else None)


@query(
    "scorecards.portfolio_page",
    permission=SEE_SCORECARDS,
    path="pages/portfolio",
    raises=(InTheFuture,),
    doors=Doors.BY_HAND,
)
def portfolio_page(
    *,
    actor: Actor,
    at: datetime,
    as_of: date | None = None,
    known_on: date | None = None,
    words: str = "",
    tier: int | None = None,
    only: str = "",
    sort: str = "tier",
    page: int = 1,
) -> PortfolioPage:
    """Show one page of the portfolio: found by name or service, sorted by name, tier or a dimension.

    Sorting by what a scorecard says, or asking `only` for those that want attention, are below a floor or whose
    sources disagree, needs every scorecard; otherwise only those of the page are computed.
    """
    valid, known = moments(at, as_of, known_on)
    everyone = vendors_of(actor.organisation, as_of=valid, known_on=known)
    chosen = [one for one in everyone if _fits(one, words, tier)]
    by_score = sort.lstrip("-") not in ("tier", "name")
    if sort.lstrip("-") == "name":
        chosen.sort(key=lambda one: one.name.casefold(), reverse=sort.startswith("-"))
    elif sort == "-tier":
        chosen.sort(key=lambda one: -one.tier)
    if by_score or only:
        whole = portfolio_of(actor.organisation, valid, known, only=chosen)
        rows = [row for row in whole.rows if not only or _marked(row, only)]
        if by_score:
            rows.sort(key=lambda row: _by(row.dimensions, sort))
        found = len(rows)
        last, start = _place(found, page)
        shown = Portfolio(whole.as_of, whole.known_on, whole.method, tuple(rows[start : start + A_PAGE]))
    else:
        found = len(chosen)
        last, start = _place(found, page)
        shown = portfolio_of(actor.organisation, valid, known, only=chosen[start : start + A_PAGE])
    tiers = {number: sum(one.tier == number for one in everyone) for number in (1, 2, 3)}
    return PortfolioPage(shown, start // A_PAGE + 1, last, found, len(everyone), tiers)


@query(
    "scorecards.portfolio_trends",
    permission=SEE_SCORECARDS,
    path="pages/portfolio/trends",
    raises=(InTheFuture, TooManyTrends),
    doors=Doors.BY_HAND,
)
def portfolio_trends(
    *,
    actor: Actor,
    at: datetime,
    vendors: Sequence[int],
    as_of: date | None = None,
    known_on: date | None = None,
) -> list[Trend]:
    """Show how some vendors' dimensions moved over twelve months: what a page has to draw beside their figures.

    Each month is as it was known then; asked as known on a day of its own, every month is as known on that day.
    A vendor that is none of the customer's is left out, as if there were none.
    """
    if len(vendors) > A_PAGE:
        raise TooManyTrends(f"{len(vendors)} vendors are too many at once: ask for {A_PAGE} at most.")
    valid, known = moments(at, as_of, known_on)
    days = month_days(valid, MONTHS)
    knowns = days if known.date() == valid.date() else [known] * len(days)
    those = list(zip(days, knowns, strict=True))
    these = vendors_over_time(vendors, customer=actor.organisation, those=those)
    methods = methods_on(actor.organisation, knowns)
    facts = facts_over_time_by_vendor(list(these), customer=actor.organisation, until=valid, known_on=known)
    shown = dimensions_over_time(list(these.values()), facts, days, methods, knowns)
    return [
        Trend(
            vendor=one,
            demonstrated={
                of.id: tuple(
                    then.ends.demonstrated if (then := day.get(of.id)) and then.ends else None
                    for day in found
                )
                for of in methods[-1].dimensions
            },
        )
        for one, found in zip(these, shown, strict=True)
    ]


def _fits(one: Vendor, words: str, tier: int | None) -> bool:
    asked = words.casefold().split()
    said = f"{one.name} {one.service}".casefold()
    return all(word in said for word in asked) and tier in (None, one.tier)


def _marked(row: PortfolioRow, only: str) -> bool:
    return any(only in (ATTENTION, one.kind) for one in row.marks)


def _by(dimensions: Sequence[DimensionShown], sort: str) -> tuple[bool, float, float]:
    """Return what a row is sorted by: both ends, since the lower one alone cannot tell bad from unknown.

    A vendor without figures stands last, whichever way round: unknown is neither the most nor the least.
    """
    sign = -1.0 if sort.startswith("-") else 1.0
    for one in dimensions:
        if one.id == sort.lstrip("-") and one.ends is not None:
            return (False, sign * one.ends.demonstrated, sign * one.ends.possible)
    return (True, 0.0, 0.0)


def _place(found: int, page: int) -> tuple[int, int]:
    last = max(1, -(-found // A_PAGE))
    return last, (min(max(page, 1), last) - 1) * A_PAGE
