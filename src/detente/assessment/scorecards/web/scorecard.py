"""The page of one vendor's scorecard."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import KEEP_SCORECARDS, Scorecard
from detente.assessment.scorecards.selectors.pages import scorecard_page
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import address
from detente.assessment.scorecards.web.words import CriterionLine, DimensionPanel
from detente.evidence.relationships.contracts import Stage
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.outcome.outcome import Stage as StageStep
from detente.ui.components.outcome.outcome import steps
from detente.ui.page_panels import page_panels
from detente.ui.web import of_a_day, page_response


@dataclass(frozen=True, slots=True)
class GateLine:
    """A must-have."""

    text: str
    state: str
    detail: str
    why: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """What would raise a dimension."""

    title: str
    text: str
    dimension: str
    now: float
    up_to: float
    why: str


@dataclass(frozen=True, slots=True)
class ScorecardShown:
    """The page of one vendor's scorecard."""

    title: str
    crumbs: tuple[Crumb, ...]
    summary: str
    facts: tuple[tuple[str, object], ...]
    stages: tuple[StageStep, ...]
    outcome: str
    signatures: tuple[str, ...]
    days: DaysAsked
    today: date
    url: str
    early: str
    dimensions: tuple[DimensionPanel, ...]
    together: str
    together_why: str
    gates: tuple[GateLine, ...]
    gates_summary: str
    groups: tuple[tuple[str, str, tuple[CriterionLine, ...]], ...]
    steps: tuple[StepLine, ...]
    disagree: tuple[tuple[str, str], ...]
    method: str
    inputs_hash: str
    preview_url: str
    """Where it is shown to the vendor; empty where it may not be now."""
    open_preview_url: str
    """The preview that the vendor can answer; empty where there is none."""
    compare_url: str
    place_url: str
    panels: tuple[SafeString, ...]


@of_a_day
@require_safe
def scorecard(request: HttpRequest, vendor: int) -> HttpResponse:
    """Show one vendor's scorecard."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days, today = days_in(request.GET), clock.now().date()
    found = scorecard_page(
        actor=actor, at=clock.now(), vendor=str(vendor), as_of=days.as_of, known_on=days.known_on
    )
    card, room, url = found.scorecard, found.relationship, request.get_full_path()
    panels = tuple(
        words.dimension_panel(one, past, card.vendor, days)
        for one, past in zip(card.dimensions, found.history, strict=True)
    )
    outcome, signatures = words.outcome(room, card.known_on)
    shown = ScorecardShown(
        title=card.vendor.name,
        crumbs=(Crumb("Vendors", reverse("portfolio")), Crumb(card.vendor.name)),
        summary=room.summary,
        facts=words.relationship_facts(room),
        stages=steps(tuple(Stage), *room.stage_on(card.known_on)),
        outcome=outcome,
        signatures=signatures,
        days=days,
        today=today,
        url=url,
        early=words.early(card),
        dimensions=panels,
        together=words.together(card, room.customer),
        together_why=address("why_together", card.vendor.vendor, days=days),
        gates=tuple(
            GateLine(
                text=one.title,
                state=words.GATE_STATES[one.state],
                detail=one.reason,
                why=address("why_must_have", card.vendor.vendor, one.id, days=days),
            )
            for one in card.gates
        ),
        gates_summary=words.gates_summary(card.gates),
        groups=tuple(
            (one.title, words.range_words(one), words.criterion_lines(card, one.id, days))
            for one in card.dimensions
        ),
        steps=step_lines(card, lambda criterion: address("why", card.vendor.vendor, criterion, days=days)),
        disagree=words.disagreements(card, days),
        method=card.method,
        inputs_hash=card.inputs_hash,
        preview_url=(
            reverse("preview_scorecard", args=[vendor])
            if not days.is_past(today) and actor.may(KEEP_SCORECARDS) and found.open_preview is None
            else ""
        ),
        open_preview_url=(
            reverse("publication", args=[found.open_preview])
            if found.open_preview is not None and not days.is_past(today)
            else ""
        ),
        compare_url=with_query(address("compare", days=days), vendor=card.vendor.name),
        place_url=address("robustness_words", vendor, days=days),
        panels=page_panels(request, "scorecard", relationship=card.vendor.relationship, days=days),
    )
    return page_response(request, "scorecards/scorecard.html", page=shown)


def step_lines(card: Scorecard, why: Callable[[str], str]) -> tuple[StepLine, ...]:
    """Return what would raise a vendor most; `why` gives the address that explains a criterion."""
    dimensions = {one.id: one for one in card.dimensions}
    return tuple(
        StepLine(
            title=one.title,
            text=one.words,
            dimension=dimensions[one.dimension].title,
            now=ends.demonstrated if (ends := dimensions[one.dimension].ends) else 0.0,
            up_to=min(100.0, (ends.demonstrated if ends else 0.0) + one.gain),
            why=why(one.criterion),
        )
        for one in card.next_steps
    )
