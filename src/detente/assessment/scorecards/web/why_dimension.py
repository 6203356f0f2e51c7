"""The pages that explain one dimension, all of them together, and what moved one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import DimensionShown, Ends
from detente.assessment.scorecards.selectors.why_changed import CriterionChanged, WhyChanged, explain_change
from detente.assessment.scorecards.selectors.why_dimension import (
    WhyDimension,
    explain_dimension,
    explain_together,
)
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import address, crumbs, passed_over
from detente.assessment.scorecards.web.why_words import EvidenceWords, evidence_words
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import day_named, days_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import of_a_day, page_response


@dataclass(frozen=True, slots=True)
class PartLine:
    """A criterion of the dimension."""

    name: str
    why: str
    weight: str
    demonstrated: float | None
    possible: float | None
    cells: tuple[tuple[str, str], ...]
    """What stands in the columns after the range, each with its column's label."""


@dataclass(frozen=True, slots=True)
class WhyDimensionShown:
    """One dimension: how its criteria make it."""

    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    name: str
    demonstrated: float | None
    possible: float | None
    floor: float | None
    floor_words: str
    columns: tuple[Column, ...]
    lines: tuple[PartLine, ...]
    totals: tuple[tuple[str, str], ...]
    formula: tuple[str, ...]
    note: str


@of_a_day
@require_safe
def why_dimension(request: HttpRequest, vendor: int, dimension: str) -> HttpResponse:
    """Show how a dimension's two figures come of its criteria."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = explain_dimension(
        actor=actor,
        at=clock.now(),
        vendor=str(vendor),
        dimension=dimension,
        as_of=days.as_of,
        known_on=days.known_on,
    )
    trail = crumbs(found.vendor, found.dimension.title, days)

    def why_of(criterion: str) -> str:
        return address("why", found.vendor.vendor, criterion, days=days)

    return page_response(
        request, "scorecards/why_dimension.html", page=why_dimension_shown(found, trail, why_of)
    )


def why_dimension_shown(
    found: WhyDimension, trail: tuple[Crumb, ...], why_of: Callable[[str], str]
) -> WhyDimensionShown:
    """Return one dimension as its criteria make it, whichever page leads to it."""
    of = found.dimension
    labels = ("For", "Against", "Unknown") if of.ends is None else ("Low draw", "High draw", "Adds")
    return WhyDimensionShown(
        title=f"Why {of.ends.demonstrated:.0f}?" if of.ends else f"{of.title}: too early",
        crumbs=trail,
        sentence=_sentence(of),
        name=of.title,
        demonstrated=of.ends.demonstrated if of.ends else None,
        possible=of.ends.possible if of.ends else None,
        floor=of.floor,
        floor_words=_floor(of, found),
        columns=(
            Column("Criterion"),
            Column("Weight", align="end", width="fit"),
            Column("Demonstrated to possible", width="range"),
            *(Column(one, align="end", width="fit") for one in labels),
        ),
        lines=tuple(
            PartLine(
                name=one.title,
                why=why_of(one.criterion),
                weight=f"{one.weight_percent:g} %",
                demonstrated=one.ends.demonstrated if one.has_evidence else None,
                possible=one.ends.possible if one.has_evidence else None,
                cells=tuple(zip(labels, cells, strict=True)),
            )
            for one in found.parts
            for cells in [
                (f"{one.points.gained:.1f}", f"{one.points.against:.1f}", f"{one.points.unknown:.1f}")
                if of.ends is None
                else (
                    f"{one.drawn.demonstrated:.1f}",
                    f"{one.drawn.possible:.1f}",
                    f"{one.adds:+.0f}" if one.has_evidence else "–",
                )
            ]
        ),
        totals=_totals(of, labels),
        formula=tuple(found.formula.splitlines()),
        note=_note(found),
    )


def _totals(of: DimensionShown, labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    cells = (
        (f"{of.points.gained:.1f}", f"{of.points.against:.1f}", f"{of.points.unknown:.1f}")
        if of.ends is None
        else (f"{of.ends.demonstrated:.1f}", f"{of.ends.possible:.1f}", "")
    )
    return tuple(zip(labels, cells, strict=True))


def _sentence(of: DimensionShown) -> str:
    if of.ends is None:
        given = of.points.gained + of.points.against
        return (
            f"{given:.1f} of {of.points_planned:g} points are in. Under a quarter, a number would say more about what "
            "is missing than about the vendor, so the points are shown instead."
        )
    return (
        f"With its criteria weighed together, {of.title.lower()} is demonstrated at {of.ends.demonstrated:.0f} of 100; "
        f"with everything missing turned out well, it could be {of.ends.possible:.0f}."
    )


def _floor(of: DimensionShown, found: WhyDimension) -> str:
    if of.floor is None or of.ends is None:
        return ""
    away = of.ends.demonstrated - of.floor
    where = f"{abs(away):.1f} points {'above' if away >= 0 else 'below'} it"
    return (
        f"The method {found.method} asks {of.floor:g} of vendors in tier {found.vendor.tier}. "
        f"What is demonstrated is {where}."
    )


def _note(found: WhyDimension) -> str:
    if found.dimension.ends is None:
        return "Each criterion has 12 points; all that nothing speaks to is unknown, neither good nor bad."
    low, high = found.draws
    return (
        "Each criterion is drawn 1,024 times between what its evidence shows, in an order that is fixed and the same "
        "for every vendor; the draws are weighed and added. Demonstrated is the 52nd smallest of the sums when all "
        f"that is missing is taken as failed, which is draw {low:,}; possible is the 52nd largest when it is taken "
        f"as met, draw {high:,}. The criteria are not all at their worst at once, so the end is above the sum of "
        f"their own ends. No chance is in it. Method {found.method}."
    )


@dataclass(frozen=True, slots=True)
class TogetherLine:
    """A dimension with each party's weight."""

    name: str
    why: str
    about: str
    demonstrated: float | None
    possible: float | None
    weights: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PartyWords:
    """How one party reads all dimensions together."""

    title: str
    weights_from: str
    demonstrated: float
    possible: float
    formula: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyTogetherShown:
    """All dimensions read together, with each party's weights."""

    title: str
    crumbs: tuple[Crumb, ...]
    columns: tuple[Column, ...]
    lines: tuple[TogetherLine, ...]
    parties: tuple[PartyWords, ...]
    method: str


@of_a_day
@require_safe
def why_together(request: HttpRequest, vendor: int) -> HttpResponse:
    """Show how the dimensions read together, with the numbers of both parties' weights."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = explain_together(
        actor=actor, at=clock.now(), vendor=str(vendor), as_of=days.as_of, known_on=days.known_on
    )
    names = [
        words.party_words(one.party, actor.organisation_name, found.vendor.name) for one in found.parties
    ]
    sides = {"customer": actor.organisation_name, "vendor": found.vendor.name, "equal": "Equal"}
    heads = [sides.get(one.party, one.party) for one in found.parties]
    shown = WhyTogetherShown(
        title="How they read together",
        crumbs=crumbs(found.vendor, "Read together", days),
        columns=(
            Column("Dimension"),
            Column("Demonstrated to possible", width="range"),
            *(Column(one, align="end", width="fit") for one in heads),
        ),
        lines=tuple(
            TogetherLine(
                name=one.title,
                why=address("why_dimension", found.vendor.vendor, one.id, days=days),
                about=f"{one.title} of {found.vendor.name}",
                demonstrated=one.ends.demonstrated if one.ends else None,
                possible=one.ends.possible if one.ends else None,
                weights=tuple(
                    (head, f"{100 * party.weights[one.id]:.3g} %")
                    for head, party in zip(heads, found.parties, strict=True)
                ),
            )
            for one in found.dimensions
        ),
        parties=tuple(
            PartyWords(
                title=f"With {name}: {one.ends.demonstrated:.0f} to {one.ends.possible:.0f}",
                weights_from=one.weights_from,
                demonstrated=one.ends.demonstrated,
                possible=one.ends.possible,
                formula=tuple(one.formula.splitlines()),
            )
            for name, one in zip(names, found.parties, strict=True)
            if one.ends is not None
        ),
        method=found.method,
    )
    return page_response(request, "scorecards/why_together.html", page=shown)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A criterion on both days."""

    name: str
    why: str
    weight: str
    before: str
    after: str
    evidence: str


@dataclass(frozen=True, slots=True)
class WhyChangedShown:
    """What moved a dimension between two days."""

    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    other_method: str
    columns: tuple[Column, ...]
    lines: tuple[ChangeLine, ...]
    came: tuple[EvidenceWords, ...]
    came_summary: str
    went: tuple[EvidenceWords, ...]
    went_summary: str
    next_url: str


@of_a_day
@require_safe
def why_changed(request: HttpRequest, vendor: int, dimension: str, since: str) -> HttpResponse:
    """Show what moved a dimension since a day: its criteria then and now, and the lines that came and went."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days, first = days_in(request.GET), day_named(since)
    found = explain_change(
        actor=actor,
        at=clock.now(),
        vendor=str(vendor),
        dimension=dimension,
        since=first,
        until=days.as_of,
        known_on=days.known_on,
        after=passed_over(request),
    )
    last = days.as_of or found.as_of.date()
    shown = WhyChangedShown(
        title=f"What moved {found.after.title.lower()} since {first:%-d %B}?",
        crumbs=crumbs(found.vendor, found.after.title, days),
        sentence=_moved(found, first, last),
        other_method=found.method_before if found.method_before != found.method else "",
        columns=(
            Column("Criterion"),
            Column("Weight", align="end", width="fit"),
            Column(f"{first:%-d %b}", align="end"),
            Column(f"{last:%-d %b}", align="end"),
            Column("Evidence"),
        ),
        lines=tuple(
            ChangeLine(
                name=one.title,
                why=address("why", found.vendor.vendor, one.criterion, days=days),
                weight=f"{one.weight_percent:g} %",
                before=_range(one.before),
                after=_range(one.after),
                evidence=_traffic(one),
            )
            for one in found.criteria
        ),
        came=evidence_words(found.came, days),
        came_summary=_listed(len(found.came), found.came_in_all),
        went=evidence_words(found.went, days),
        went_summary=_listed(len(found.went), found.went_in_all),
        next_url=with_query(request.get_full_path(), after=found.next) if found.next else "",
    )
    return page_response(request, "scorecards/why_changed.html", page=shown)


def _moved(found: WhyChanged, first: date, last: date) -> str:
    before = words.range_words(found.before) if found.before else "not judged"
    return f"On {first:%-d %B %Y} it was {before}; on {last:%-d %B %Y}, {words.range_words(found.after)}."


def _range(ends: Ends | None) -> str:
    return f"{ends.demonstrated:.0f} to {ends.possible:.0f}" if ends else "not judged"


def _traffic(one: CriterionChanged) -> str:
    parts = [
        f"{number:,} {words_of}" for number, words_of in ((one.came, "came"), (one.went, "went")) if number
    ]
    if parts:
        return ", ".join(parts)
    return "only grew older" if one.before != one.after else "unchanged"


def _listed(listed: int, in_all: int) -> str:
    return f"{listed} of {in_all:,} facts" if listed < in_all else words.how_many(in_all, "fact")
