"""The page of all vendors."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import DimensionShown, PortfolioRow
from detente.assessment.scorecards.selectors.pages import (
    A_PAGE,
    portfolio_page,
    portfolio_trends,
)
from detente.assessment.scorecards.selectors.ready_rows import ATTENTION
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import address, mark_address, number
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.evidence.relationships.contracts import MANAGE_RELATIONSHIPS
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.ui.addresses import with_query
from detente.ui.components.interval.interval import PointsIn
from detente.ui.components.table.table import Column, sortable
from detente.ui.page_panels import page_panels
from detente.ui.web import of_a_day, page_response

TRENDS_AT_ONCE = 25
"""Vendors whose spark lines one request brings: the next follows when it is there."""
ONLY = (("below floor", "Below floor"), ("conflict", "Sources disagree"), (ATTENTION, "Any mark"))
TIERS = {1: "critical functions depend on it", 2: "important", 3: "standard"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A dimension in a row of the portfolio."""

    label: str
    about: str
    demonstrated: float | None
    possible: float | None
    floor: float | None
    too_early: PointsIn | None
    why: str
    trend_id: str


@dataclass(frozen=True, slots=True)
class MarkWords:
    """Something that wants attention, with its state, and where it is shown why."""

    state: str
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """A vendor in the portfolio."""

    name: str
    href: str
    service: str
    cells: tuple[Cell, ...]
    marks: tuple[MarkWords, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The vendors of one tier; without a heading where the list is sorted otherwise."""

    text: str
    detail: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter that is on or off."""

    label: str
    href: str
    count: int | None
    on: bool


@dataclass(frozen=True, slots=True)
class PortfolioShown:
    """The page of all vendors."""

    title: str
    subtitle: str
    days: DaysAsked
    today: date
    is_past: bool
    url: str
    words: str
    chips: tuple[Chip, ...]
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    later: tuple[str, ...]
    nobody_yet: bool
    none_found: bool
    page: int
    last_page: int
    first_row: int
    last_row: int
    found: int
    method: str
    may_import: bool
    may_add: bool
    panels: tuple[SafeString, ...]
    compare_url: str


@of_a_day
@require_safe
def portfolio(request: HttpRequest) -> HttpResponse:
    """Show all vendors, each with three dimensions that stand apart."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days, tier = days_in(request.GET), request.GET.get("tier", "")
    sort, said, only = (request.GET.get(name, "") for name in ("sort", "q", "only"))
    sort = sort or "tier"
    found = portfolio_page(
        actor=actor,
        at=clock.now(),
        as_of=days.as_of,
        known_on=days.known_on,
        words=said,
        tier=int(tier) if tier in ("1", "2", "3") else None,
        only=only,
        sort=sort,
        page=number(request, "page"),
    )
    url, today = request.get_full_path(), clock.now().date()
    rows = [_row(row, days) for row in found.portfolio.rows]
    start = (found.page - 1) * A_PAGE
    dimensions = found.portfolio.rows[0].dimensions if found.portfolio.rows else ()
    shown = PortfolioShown(
        title="Vendors",
        subtitle=words.how_many(found.vendors)
        if found.found == found.vendors
        else f"{found.found:,} of {words.how_many(found.vendors)}",
        days=days,
        today=today,
        is_past=days.is_past(today),
        url=url,
        words=said,
        chips=_chips(url, tier, found.vendors, found.by_tier, on=only),
        columns=_columns(url, sort, dimensions),
        groups=_groups(found.portfolio.rows, rows, sort),
        later=_later(found.portfolio.rows, days),
        nobody_yet=found.vendors == 0,
        none_found=found.vendors > 0 and found.found == 0,
        page=found.page,
        last_page=found.last_page,
        first_row=start + 1,
        last_row=start + len(rows),
        found=found.found,
        method=found.portfolio.method,
        may_import=actor.may(IMPORT_EVIDENCE),
        may_add=actor.may(MANAGE_RELATIONSHIPS),
        panels=page_panels(request, "portfolio") if found.vendors and not days.is_past(today) else (),
        compare_url=address("compare", days=days),
    )
    return page_response(request, "scorecards/portfolio.html", page=shown)


@dataclass(frozen=True, slots=True)
class TrendShown:
    """A spark line, and where it goes."""

    id: str
    values: tuple[float | None, ...]


@of_a_day
@require_safe
def trends(request: HttpRequest) -> HttpResponse:
    """Bring the spark lines of some rows, after the page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    asked = [int(one) for one in request.GET.getlist("vendor") if one.isdecimal()]
    days = days_in(request.GET)
    found = portfolio_trends(
        actor=actor, at=clock.now(), vendors=asked, as_of=days.as_of, known_on=days.known_on
    )
    lines = [
        TrendShown(trend_id(one.vendor, dimension), values)
        for one in found
        for dimension, values in one.demonstrated.items()
        if values[-1] is not None  # a row keeps a place beside figures alone
    ]
    return render(request, "scorecards/trends.html", {"lines": lines})


def trend_id(vendor: int, dimension: str) -> str:
    """Return the id of the place that a row keeps for a spark line."""
    return f"trend-{vendor}-{dimension}"


def _later(rows: tuple[PortfolioRow, ...], days: DaysAsked) -> tuple[str, ...]:
    """Return where the spark lines of the rows are: of those that have figures, some at a time."""
    there = address("portfolio_trends", days=days)
    numbers = [row.vendor.vendor for row in rows if any(one.ends for one in row.dimensions)]
    return tuple(
        f"{there}{'&' if '?' in there else '?'}{urlencode([('vendor', one) for one in some])}"
        for start in range(0, len(numbers), TRENDS_AT_ONCE)
        for some in [numbers[start : start + TRENDS_AT_ONCE]]
    )


def _row(row: PortfolioRow, days: DaysAsked) -> Row:
    return Row(
        name=row.vendor.name,
        href=address("scorecard", row.vendor.vendor, days=days),
        service=row.vendor.service,
        cells=tuple(_cell(row, one, days) for one in row.dimensions),
        marks=tuple(
            MarkWords(words.MARK_STATES[one.kind], one.short, mark_address(row.vendor, one, days))
            for one in row.marks
        ),
    )


def _cell(row: PortfolioRow, one: DimensionShown, days: DaysAsked) -> Cell:
    given = one.points.gained + one.points.against
    return Cell(
        label=one.title,
        about=f"{one.title} of {row.vendor.name}",
        demonstrated=one.ends.demonstrated if one.ends else None,
        possible=one.ends.possible if one.ends else None,
        floor=one.floor,
        too_early=PointsIn(round(given, 1), one.points_planned) if one.ends is None and given else None,
        why=address("why_dimension", row.vendor.vendor, one.id, days=days),
        trend_id=trend_id(row.vendor.vendor, one.id),
    )


def _chips(url: str, tier: str, vendors: int, by_tier: dict[int, int], *, on: str) -> tuple[Chip, ...]:
    def to(**changes: str | None) -> str:
        return with_query(url, page=None, **changes)

    return (
        Chip("All", to(tier=None, only=None), vendors, on=not tier and not on),
        *(
            Chip(f"Tier {number}", to(tier=str(number), only=None), count, on=tier == str(number))
            for number, count in by_tier.items()
        ),
        *(Chip(label, to(only=kind, tier=None), None, on=on == kind) for kind, label in ONLY),
    )


def _columns(url: str, sort: str, dimensions: tuple[DimensionShown, ...]) -> tuple[Column, ...]:
    return (
        sortable("Vendor", "name", url=url, sort=sort),
        *(sortable(one.title, one.id, url=url, sort=sort, width="range with trend") for one in dimensions),
        Column("Marks"),
    )


def _groups(found: tuple[PortfolioRow, ...], rows: list[Row], sort: str) -> tuple[Group, ...]:
    if sort.lstrip("-") != "tier":
        return (Group("", "", tuple(rows)),) if rows else ()
    tiers: dict[int, list[Row]] = {}
    for row, shown in zip(found, rows, strict=True):
        tiers.setdefault(row.vendor.tier, []).append(shown)
    return tuple(
        Group(f"Tier {tier}", f"{TIERS[tier]}, {words.how_many(len(those), 'vendor')}", tuple(those))
        for tier, those in tiers.items()
    )
