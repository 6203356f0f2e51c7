"""Whether a vendor's place survives other judgements: a line of its scorecard, and a page of its own."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import RankSpan
from detente.assessment.scorecards.selectors.place import Place, place
from detente.assessment.scorecards.web.asking import address, crumbs
from detente.assessment.scorecards.web.words import party_words
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import days_in
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import of_a_day, page_response

IN_PASSING = 50
"""Of a larger tier a scorecard leads to the page, which takes a moment, rather than saying it in passing."""


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """The place by one judgement."""

    judgement: str
    demonstrated: str
    possible: str


@dataclass(frozen=True, slots=True)
class RobustnessShown:
    """The page of one vendor's place."""

    title: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    columns: tuple[Column, ...]
    lines: tuple[JudgementLine, ...]
    too_early: str
    other_weights: int
    seed: int
    tier: int
    method: str


@of_a_day
@require_safe
def robustness(request: HttpRequest, vendor: int) -> HttpResponse:
    """Show how far a vendor's place in its tier hangs on weights, on the mean and on half-lives."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = place(actor=actor, at=clock.now(), vendor=str(vendor), as_of=days.as_of, known_on=days.known_on)
    shown = RobustnessShown(
        title="Does its place hold?",
        crumbs=crumbs(found.vendor, "Its place", days),
        sentence=found.words,
        columns=(
            Column("Judged otherwise"),
            Column("By what is demonstrated"),
            Column("By what is possible"),
        ),
        lines=_lines(found, actor.organisation_name),
        too_early=", ".join(found.too_early),
        other_weights=found.other_weights,
        seed=found.seed,
        tier=found.vendor.tier,
        method=found.method,
    )
    return page_response(request, "scorecards/robustness.html", page=shown)


@of_a_day
@require_safe
def robustness_words(request: HttpRequest, vendor: int) -> HttpResponse:
    """Bring the sentence about a vendor's place, after its scorecard."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = place(
        actor=actor,
        at=clock.now(),
        vendor=str(vendor),
        most=IN_PASSING,
        as_of=days.as_of,
        known_on=days.known_on,
    )
    passing = found.in_tier <= IN_PASSING
    shown = {
        "words": found.words if passing else f"Tier {found.vendor.tier} has {found.in_tier:,} vendors.",
        "why": address("why_robust", vendor, days=days),
    }
    return render(request, "scorecards/robustness_words.html", shown)


def _lines(found: Place, customer: str) -> tuple[JudgementLine, ...]:
    lines = [
        JudgementLine(
            f"Weights around {party_words(one.party, customer, found.vendor.name)}",
            _span(one.ranks.by_demonstrated, found.ranked),
            _span(one.ranks.by_possible, found.ranked),
        )
        for one in found.parties
    ]
    for one in found.parties[:1]:
        lines += [
            JudgementLine(
                other.judgement.capitalize(),
                f"rank {other.rank_by_demonstrated} of {found.ranked}",
                f"rank {other.rank_by_possible} of {found.ranked}",
            )
            for other in one.ranks.other_judgements
        ]
    return tuple(lines)


def _span(span: RankSpan, of: int) -> str:
    if span.best == span.worst:
        return f"stays at rank {span.rank} of {of}"
    return f"rank {span.rank}, from {span.best} to {span.worst} of {of}"
