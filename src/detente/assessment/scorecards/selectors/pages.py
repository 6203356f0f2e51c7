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
from detente.assessment.scorecards.selectors.history import (
    dimensions_over_time,
    history_of,
    known_of,
    month_days,
)
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.moved_publications import open_previews
from detente.assessment.scorecards.selectors.portfolio import portfolio_of
from detente.assessment.scorecards.selectors.ready_rows import (
    ATTENTION,
    read_rows,
    ready_rows,
    ready_tiers,
    rows_of,
)
from detente.assessment.scorecards.selectors.scorecard import presented
from detente.assessment.scorecards.selectors.standing import (
    MONTHS,
    Today,
    histories,
    standing_pasts,
    standing_rows,
    stands,
    today_of,
)
from detente.evidence.ledger.selectors import facts_about, facts_over_time, facts_over_time_by_vendor
from detente.evidence.relationships.contracts import (
    AmbiguousVendor,
    NoSuchVendor,
    RelationshipShown,
    Vendor,
)
from detente.evidence.relationships.selectors import (
    relationship_shown,
    relationship_with,
    vendor_of,
    vendor_over_time,
    vendors_of,
    vendors_over_time,
)
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.operation import Doors
from detente.foundation.roles import Side
from detente.foundation.use_case import query

A_PAGE = 100


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
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord),
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
    row = relationship_with(vendor)
    ready = None
    if _is_today(at, valid, known) and months == MONTHS:
        ready = _card_of_today(vendor_of(row, as_of=valid, known_on=known), valid, known)
    if ready is None:
        days = month_days(valid, months)
        knowns = known_of(days, valid=valid, known=known)
        abouts = vendor_over_time(row, [*zip(days, knowns, strict=True), (valid, known)])
        ready = _card_and_past(abouts, days, knowns, known)
    card, past = ready
    room = relationship_shown(row, as_of=valid, known_on=known)
    previews = open_previews(
        card.vendor.customer, Side.CUSTOMER, at=at, relationship=card.vendor.relationship
    )
    return ScorecardPage(card, tuple(past), room, previews[0].id if previews else None)


def _is_today(at: datetime, valid: datetime, known: datetime) -> bool:
    return known == at and valid.date() == at.date()


CardAndPast = tuple[Scorecard, list[DimensionHistory]]


def _card_of_today(about: Vendor, valid: datetime, known: datetime) -> CardAndPast | None:
    """Return a scorecard with the months before this one as they stand, None where they do not."""
    today = today_of(about.customer, valid, known)
    past = standing_pasts(today, [about.vendor]).get(about.vendor)
    if past is None:
        return None
    facts = facts_about([about.vendor], customer=about.customer, as_of=valid, known_on=known)
    card = presented(about, list(facts), valid, known, today.method)
    return card, histories(past, card.dimensions, valid)


def _card_and_past(
    abouts: Sequence[Vendor], days: Sequence[datetime], knowns: Sequence[datetime], known: datetime
) -> CardAndPast:
    """Return the same computed: the vendor on each of the days, and, last, as the scorecard has it."""
    *then, about = abouts
    valid = days[-1]
    facts = facts_over_time(about.vendor, customer=about.customer, until=valid, known_on=known)
    *methods, method = methods_on(about.customer, [*knowns, known])
    card = presented(about, facts.on(as_of=valid, known_on=known), valid, known, method)
    return card, history_of(then, facts, days, methods, knowns)


@query(
    "scorecards.portfolio_page",
    permission=SEE_SCORECARDS,
    path="pages/portfolio",
    raises=(NotOnRecord,),
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
    today = today_of(actor.organisation, valid, known) if _is_today(at, valid, known) else None
    if today and stands(today):
        return _ready_page(today, words, tier, only, sort, page)
    everyone = vendors_of(actor.organisation, as_of=valid, known_on=known)
    chosen = [one for one in everyone if _fits(one, words, tier)]

    def shown_of(those: Sequence[Vendor]) -> Portfolio:
        if today:
            return rows_of(today, those, all_of_them=those is chosen)
        return portfolio_of(actor.organisation, valid, known, only=those)

    by_score = sort.lstrip("-") not in ("tier", "name")
    if sort.lstrip("-") == "name":
        chosen.sort(key=lambda one: one.name.casefold(), reverse=sort.startswith("-"))
    elif sort == "-tier":
        chosen.sort(key=lambda one: -one.tier)
    if by_score or only:
        whole = shown_of(chosen)
        rows = [row for row in whole.rows if not only or _marked(row, only)]
        if by_score:
            rows.sort(key=lambda row: _by(row.dimensions, sort))
        found = len(rows)
        last, start = _place(found, page)
        shown = Portfolio(whole.as_of, whole.known_on, whole.method, tuple(rows[start : start + A_PAGE]))
    else:
        found = len(chosen)
        last, start = _place(found, page)
        shown = shown_of(chosen[start : start + A_PAGE])
    tiers = {number: sum(one.tier == number for one in everyone) for number in (1, 2, 3)}
    return PortfolioPage(shown, start // A_PAGE + 1, last, found, len(everyone), tiers)


def _ready_page(today: Today, words: str, tier: int | None, only: str, sort: str, page: int) -> PortfolioPage:
    rows, tiers = ready_rows(today, words=words, tier=tier, only=only, sort=sort), ready_tiers(today)
    vendors = sum(tiers.values())
    found = rows.count() if words.strip() or tier or only else vendors
    last, start = _place(found, page)
    shown = read_rows(today, rows[start : start + A_PAGE])
    by_tier = {number: tiers.get(number, 0) for number in (1, 2, 3)}
    return PortfolioPage(shown, start // A_PAGE + 1, last, found, vendors, by_tier)


@query(
    "scorecards.portfolio_trends",
    permission=SEE_SCORECARDS,
    path="pages/portfolio/trends",
    raises=(NotOnRecord, TooManyTrends),
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
    if _is_today(at, valid, known):
        return _trends_of_today(today_of(actor.organisation, valid, known), vendors)
    return _trends(vendors, actor.organisation, valid, known)


def _trends_of_today(today: Today, vendors: Sequence[int]) -> list[Trend]:
    """Return the same from what stands, in the order of the relationships; what does not stand is computed."""
    moment = [(today.valid, today.known)]
    these = {
        vendor: one
        for vendor, (one,) in vendors_over_time(vendors, customer=today.customer, those=moment).items()
    }
    rows, pasts = standing_rows(today, list(these.values())), standing_pasts(today, list(these))
    missing = [one for one in these if one not in rows or one not in pasts]
    found = {one.vendor: one for one in _trends(missing, today.customer, today.valid, today.known)}
    for number, row in rows.items():
        if number in pasts:
            found[number] = Trend(
                number,
                {
                    one.id: (
                        *(point.ends.demonstrated if point and point.ends else None for point in then),
                        one.ends.demonstrated if one.ends else None,
                    )
                    for one in row.dimensions
                    for then in [pasts[number].get(one.id, [None] * MONTHS)]
                },
            )
    return [found[one] for one in these]


def _trends(
    vendors: Sequence[int], customer: OrganisationId, valid: datetime, known: datetime
) -> list[Trend]:
    if not vendors:
        return []
    days = month_days(valid, MONTHS)
    knowns = known_of(days, valid=valid, known=known)
    those = list(zip(days, knowns, strict=True))
    these = vendors_over_time(vendors, customer=customer, those=those)
    methods = methods_on(customer, knowns)
    facts = facts_over_time_by_vendor(list(these), customer=customer, until=valid, known_on=known)
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


def _by(dimensions: Sequence[DimensionShown], sort: str) -> tuple[bool, float]:
    """Return what a row is sorted by: both ends alike, since the lower one alone cannot tell bad from unknown.

    Who was shown to be bad (18 to 53) so stands below whom nothing is known of (13 to 99). A vendor without figures
    stands last, whichever way round: unknown is neither the most nor the least.
    """
    sign = -1.0 if sort.startswith("-") else 1.0
    for one in dimensions:
        if one.id == sort.lstrip("-") and one.ends is not None:
            return (False, sign * (one.ends.demonstrated + one.ends.possible))
    return (True, 0.0)


def _place(found: int, page: int) -> tuple[int, int]:
    last = max(1, -(-found // A_PAGE))
    return last, (min(max(page, 1), last) - 1) * A_PAGE
