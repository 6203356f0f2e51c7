"""The page of two vendors side by side."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import DimensionShown, PortfolioRow
from detente.assessment.scorecards.selectors.comparison import SideBySide
from detente.assessment.scorecards.selectors.comparison_page import comparison_page
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import address
from detente.engine.scoring.comparison import SURE_ENOUGH, Lead
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.interval.interval import PointsIn
from detente.ui.components.table.table import Column
from detente.ui.web import of_a_day, page_response


@dataclass(frozen=True, slots=True)
class Field:
    """One of the two names to type, and what is wrong with it."""

    id: str
    label: str
    value: str
    error: str


@dataclass(frozen=True, slots=True)
class RangeCell:
    """A dimension of one of the two."""

    label: str
    about: str
    demonstrated: float | None
    possible: float | None
    floor: float | None
    too_early: PointsIn | None
    why: str


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A dimension of both, and what can be said of it; or how they read together with somebody's weights."""

    title: str
    cells: tuple[RangeCell, ...]
    words: str


@dataclass(frozen=True, slots=True)
class CompareShown:
    """The page of two vendors side by side."""

    title: str
    crumbs: tuple[Crumb, ...]
    days: DaysAsked
    today: date
    url: str
    kept: tuple[tuple[str, str], ...]
    fields: tuple[Field, ...]
    offered: tuple[str, ...]
    sentence: str
    refused: str
    lacking: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...]
    lines: tuple[ComparedLine, ...]
    together: tuple[tuple[str, str], ...]
    method: str


@of_a_day
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show two vendors side by side, with what can be said of them and what cannot."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = comparison_page(
        actor=actor,
        at=clock.now(),
        vendors=request.GET.getlist("vendor"),
        as_of=days.as_of,
        known_on=days.known_on,
    )
    labels = ("One vendor", "Another vendor")
    shown = CompareShown(
        title="Compare two vendors",
        crumbs=(Crumb("Vendors", reverse("portfolio")), Crumb("Compare")),
        days=days,
        today=clock.now().date(),
        url=request.get_full_path(),
        kept=tuple((name, value) for name, value in days.in_query().items() if value),
        fields=tuple(
            Field(f"vendor-{place}", label, value, error)
            for place, (label, value, error) in enumerate(
                zip(labels, found.asked, found.wrong, strict=True), start=1
            )
        ),
        offered=found.offered,
        sentence=found.said.words if found.said else "",
        refused=found.refused,
        lacking=tuple(
            (row.vendor.name, address("scorecard", row.vendor.vendor, days=days))
            for row in found.rows
            if found.refused and row.too_early
        ),
        columns=(
            Column("Dimension"),
            *(Column(row.vendor.name, width="range") for row in found.rows),
            *([Column("What can be said")] if found.said else []),
        ),
        lines=_lines(found.rows, found.said, days),
        together=_together(found.said, actor.organisation_name) if found.said else (),
        method=found.said.method if found.said else "",
    )
    return page_response(request, "scorecards/compare.html", page=shown)


def _lines(
    rows: tuple[PortfolioRow, ...], said: SideBySide | None, days: DaysAsked
) -> tuple[ComparedLine, ...]:
    if not rows:
        return ()
    leads = _leads(said) if said else {}
    return tuple(
        ComparedLine(
            title=one.title,
            cells=tuple(_cell(row, row.dimensions[place], days) for row in rows),
            words=leads.get(one.id, ""),
        )
        for place, one in enumerate(rows[0].dimensions)
    )


def _cell(row: PortfolioRow, one: DimensionShown, days: DaysAsked) -> RangeCell:
    given = one.points.gained + one.points.against
    return RangeCell(
        label=row.vendor.name,
        about=f"{one.title} of {row.vendor.name}",
        demonstrated=one.ends.demonstrated if one.ends else None,
        possible=one.ends.possible if one.ends else None,
        floor=one.floor,
        too_early=PointsIn(round(given, 1), one.points_planned) if one.ends is None and given else None,
        why=address("why_dimension", row.vendor.vendor, one.id, days=days),
    )


def _leads(said: SideBySide) -> dict[str, str]:
    """Return what can be said of each dimension, and with each party's weights."""
    back = {one.of: one for one in said.the_other_way}
    return {
        one.of: _lead(said.first, one, said.second, back[one.of])
        for one in (*said.dimensions, *said.together)
    }


def _lead(one: str, there: Lead, two: str, back: Lead) -> str:
    for name, lead in ((one, there), (two, back)):
        if lead.ahead >= SURE_ENOUGH:
            return f"{name} is ahead, even if all that is unknown of the other turned out well."
        if lead.shown_more >= SURE_ENOUGH:
            return f"{name} has shown more; what is unknown could still turn it round."
    return "The evidence does not tell them apart."


def _together(said: SideBySide, customer: str) -> tuple[tuple[str, str], ...]:
    leads = _leads(said)
    sides = {"customer": f"{customer}’s weights", "vendor": "the vendors’ weights"}
    return tuple(
        (f"With {sides.get(one.of, words.party_words(one.of, customer, ''))}", leads[one.of])
        for one in said.together
    )
