"""The page of one vendor's scorecard, and of each of its figures."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.selectors.pages import scorecard_page
from detente.assessment.scorecards.selectors.scorecard import explain, show
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import day, why_dimension_address
from detente.assessment.scorecards.web.words import CriterionLine, DimensionPanel, EvidenceWords, SlotLine
from detente.evidence.relationships.contracts import Vendor
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.outcome.outcome import Stage as StageStep
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

SLOT_COLUMNS = (
    Column("Slot"),
    Column("What it shows"),
    Column("Planned", align="end", width="fit"),
    Column("× source", align="end", width="fit"),
    Column("× age", align="end", width="fit"),
    Column("For", align="end", width="fit"),
    Column("Against", align="end", width="fit"),
)


@dataclass(frozen=True, slots=True)
class GateLine:
    """A must-have."""

    text: str
    state: str
    detail: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """What would raise a dimension."""

    title: str
    text: str
    dimension: str
    now: float
    up_to: float
    gain: str
    early: bool


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
    known_on: date
    today: date
    is_past: bool
    url: str
    today_url: str
    early: str
    dimensions: tuple[DimensionPanel, ...]
    together: str
    gates: tuple[GateLine, ...]
    gates_summary: str
    groups: tuple[tuple[str, str, tuple[CriterionLine, ...]], ...]
    steps: tuple[StepLine, ...]
    disagree: str
    method: str
    inputs_hash: str


@require_safe
def scorecard(request: HttpRequest, vendor: int) -> HttpResponse:
    """Show one vendor's scorecard."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    known_on, today = day(request), clock.now().date()
    found = scorecard_page(actor=actor, at=clock.now(), vendor=str(vendor), known_on=known_on)
    card, room, url = found.scorecard, found.relationship, request.get_full_path()
    panels = tuple(
        words.dimension_panel(
            one,
            past,
            card.vendor.name,
            why_dimension_address(card.vendor.vendor, one.id, known_on),
        )
        for one, past in zip(card.dimensions, found.history, strict=True)
    )
    titles = {one.id: one for one in card.dimensions}
    outcome, signatures = words.outcome(room, card.known_on)
    shown = ScorecardShown(
        title=card.vendor.name,
        crumbs=(Crumb("Vendors", reverse("portfolio")), Crumb(card.vendor.name)),
        summary=room.summary,
        facts=words.relationship_facts(room),
        stages=words.stages(room, card.known_on),
        outcome=outcome,
        signatures=signatures,
        known_on=known_on or today,
        today=today,
        is_past=known_on not in (None, today),
        url=url,
        today_url=with_query(url, known_on=None),
        early=words.early(card),
        dimensions=panels,
        together=words.together(card, room.customer),
        gates=tuple(GateLine(one.title, words.GATE_STATES[one.state], one.reason) for one in card.gates),
        gates_summary=words.gates_summary(card.gates),
        groups=tuple(
            (one.title, words.range_words(one), words.criterion_lines(card, one.id, known_on))
            for one in card.dimensions
        ),
        steps=tuple(
            StepLine(
                title=one.title,
                text=one.words,
                dimension=titles[one.dimension].title,
                now=ends.demonstrated if (ends := titles[one.dimension].ends) else 0.0,
                up_to=min(100.0, (ends.demonstrated if ends else 0.0) + one.gain),
                gain=f"+{one.gain:.1f}",
                early=ends is None,
            )
            for one in card.next_steps
        ),
        disagree=words.disagreements(card),
        method=card.method,
        inputs_hash=card.inputs_hash,
    )
    return page_response(request, "scorecards/scorecard.html", page=shown)


@dataclass(frozen=True, slots=True)
class WhyShown:
    """One criterion down to the line of the file."""

    title: str
    vendor: str
    crumbs: tuple[Crumb, ...]
    criterion: str
    dimension: str
    sentence: str
    demonstrated: float
    possible: float
    nothing: bool
    columns: tuple[Column, ...]
    slots: tuple[SlotLine, ...]
    formula: tuple[str, ...]
    note: str
    evidence: tuple[EvidenceWords, ...]
    more_evidence: tuple[EvidenceWords, ...]
    evidence_summary: str
    meaning: tuple[tuple[str, object], ...]


@require_safe
def why(request: HttpRequest, vendor: int, criterion: str) -> HttpResponse:
    """Show how a criterion's two figures were computed, down to the line of the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    known_on = day(request)
    found = explain(actor=actor, at=clock.now(), vendor=str(vendor), criterion=criterion, as_of=known_on)
    of = found.criterion
    shown = WhyShown(
        title=words.why_title(of),
        vendor=found.vendor.name,
        crumbs=_crumbs(found.vendor, of.title, known_on),
        criterion=of.title,
        dimension=of.dimension,
        sentence=words.why_sentence(of),
        demonstrated=of.ends.demonstrated,
        possible=of.ends.possible,
        nothing=not of.slots,
        columns=SLOT_COLUMNS,
        slots=words.slot_lines(of),
        formula=tuple(found.formula.splitlines()),
        note=words.formula_note(found),
        evidence=words.evidence_words(found.evidence[: words.EVIDENCE_AT_ONCE]),
        more_evidence=words.evidence_words(found.evidence[words.EVIDENCE_AT_ONCE :]),
        evidence_summary=words.evidence_summary(found),
        meaning=words.meaning(found),
    )
    return page_response(request, "scorecards/why.html", page=shown)


@dataclass(frozen=True, slots=True)
class WhyDimensionShown:
    """One dimension: how its criteria make it."""

    title: str
    vendor: str
    crumbs: tuple[Crumb, ...]
    sentence: str
    name: str
    lines: tuple[CriterionLine, ...]
    range: str
    note: str
    demonstrated: float | None
    possible: float | None


@require_safe
def why_dimension(request: HttpRequest, vendor: int, dimension: str) -> HttpResponse:
    """Show how a dimension's two figures come from its criteria."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    known_on = day(request)
    card = show(actor=actor, at=clock.now(), vendor=str(vendor), as_of=known_on)
    of = words.dimension_named(card, dimension)
    shown = WhyDimensionShown(
        title=words.why_dimension_title(of),
        vendor=card.vendor.name,
        crumbs=_crumbs(card.vendor, of.title, known_on),
        sentence=words.why_dimension_sentence(of),
        name=of.title,
        lines=words.criterion_lines(card, of.id, known_on),
        range=words.range_words(of),
        note=words.DIMENSION_NOTE,
        demonstrated=of.ends.demonstrated if of.ends else None,
        possible=of.ends.possible if of.ends else None,
    )
    return page_response(request, "scorecards/why_dimension.html", page=shown)


def _crumbs(vendor: Vendor, title: str, known_on: date | None) -> tuple[Crumb, ...]:
    of = with_query(reverse("scorecard", args=[vendor.vendor]), known_on=_iso(known_on))
    return (Crumb("Vendors", reverse("portfolio")), Crumb(vendor.name, of), Crumb(title))


def _iso(day_of_page: date | None) -> str | None:
    return day_of_page.isoformat() if day_of_page else None
