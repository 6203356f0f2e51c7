"""Scorecards in preview and published: the same page for the scored vendor and for the customer."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from detente.assessment.scorecards.contracts import (
    KEEP_SCORECARDS,
    CriterionShown,
    DimensionShown,
    DisputedLine,
    OtherVersion,
)
from detente.assessment.scorecards.selectors.publications import (
    PublicationBrief,
    PublicationShown,
    PublicationState,
    explain_publication,
    list_publications,
    show_publication,
)
from detente.assessment.scorecards.selectors.why_published import (
    explain_published_dimension,
    explain_published_must_have,
)
from detente.assessment.scorecards.services.agree_to_publish import AGREE_TO_PUBLISH, agree_to_publish
from detente.assessment.scorecards.services.preview_scorecard import preview_scorecard
from detente.assessment.scorecards.services.withdraw_preview import withdraw_preview
from detente.assessment.scorecards.web import words
from detente.assessment.scorecards.web.asking import passed_over
from detente.assessment.scorecards.web.dispute_words import dispute_words
from detente.assessment.scorecards.web.scorecard import GateLine, StepLine, step_lines
from detente.assessment.scorecards.web.why import why_must_have_shown, why_shown
from detente.assessment.scorecards.web.why_dimension import why_dimension_shown
from detente.assessment.scorecards.web.words import CriterionLine
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked
from detente.foundation.roles import Side
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.interval.interval import PointsIn
from detente.ui.components.table.table import Column
from detente.ui.states import State as Look
from detente.ui.web import page_response

LOOKS: dict[PublicationState, Look] = {
    PublicationState.PREVIEW: "running",
    PublicationState.PUBLISHED: "done",
    PublicationState.WITHDRAWN: "note",
}


@dataclass(frozen=True, slots=True)
class PublicationRow:
    """A publication in the list."""

    name: str
    href: str
    as_of: datetime
    look: Look
    state: str
    days: str


@dataclass(frozen=True, slots=True)
class PublicationsShown:
    """The page of all publications."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[PublicationRow, ...]
    vendors_side: bool
    next_url: str


@require_safe
def publications(request: HttpRequest) -> HttpResponse:
    """List the scorecards that both sides see, in preview and published."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    now = clock.now()
    found = list_publications(actor=actor, at=now, after=request.GET.get("after"))
    theirs = actor.side is Side.VENDOR
    shown = PublicationsShown(
        title="Published scorecards",
        columns=(
            Column("Customer" if theirs else "Vendor"),
            Column("As of"),
            Column("State"),
            Column("What happens next"),
        ),
        rows=tuple(
            PublicationRow(
                name=one.customer if theirs else one.vendor,
                href=reverse("publication", args=[one.id]),
                as_of=one.as_of,
                look=LOOKS[one.state],
                state=one.state.value.capitalize(),
                days=_next(one, now),
            )
            for one in found.items
        ),
        vendors_side=theirs,
        next_url=with_query(reverse("publications"), after=found.next) if found.next else "",
    )
    return page_response(request, "scorecards/publications.html", page=shown)


@dataclass(frozen=True, slots=True)
class Panel:
    """The head of a dimension, and what moved since the publication before."""

    id: str
    name: str
    about: str
    demonstrated: float | None
    possible: float | None
    floor: float | None
    too_early: PointsIn | None
    why: str
    change: float | None
    since: str


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """The page of one publication."""

    title: str
    crumbs: tuple[Crumb, ...]
    subtitle: str
    state: str
    look: Look
    days_left: int | None
    banner: str
    agree_url: str
    withdraw_url: str
    reason: str
    early: str
    dimensions: tuple[Panel, ...]
    together: str
    gates: tuple[GateLine, ...]
    gates_summary: str
    groups: tuple[tuple[str, str, tuple[CriterionLine, ...]], ...]
    steps: tuple[StepLine, ...]
    method: str
    method_url: str
    inputs_hash: str
    vendors_side: bool


@require_safe
def publication(request: HttpRequest, number: int) -> HttpResponse:
    """Show a scorecard as both sides see it: before it is published, and after."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    now = clock.now()
    found = show_publication(actor=actor, at=now, publication=number)
    brief, card = found.brief, found.scorecard
    theirs = actor.side is Side.VENDOR
    preview = brief.state is PublicationState.PREVIEW
    shown = PublicationPage(
        title=brief.customer if theirs else brief.vendor,
        crumbs=(
            Crumb("Published scorecards", reverse("publications")),
            Crumb(brief.customer if theirs else brief.vendor),
        ),
        subtitle=(
            f"{'Your scorecard' if theirs else 'The scorecard'} for {card.vendor.service or brief.vendor} "
            f"as of {card.as_of:%-d %B %Y}, {_standing(brief)}."
        ),
        state=brief.state.value.capitalize(),
        look=LOOKS[brief.state],
        days_left=_days_left(brief, now) if preview else None,
        banner=_banner(brief, theirs=theirs),
        agree_url=(
            reverse("agree_to_publish", args=[number]) if preview and actor.may(AGREE_TO_PUBLISH) else ""
        ),
        withdraw_url=(
            reverse("withdraw_preview", args=[number]) if preview and actor.may(KEEP_SCORECARDS) else ""
        ),
        reason=brief.reason,
        early=words.early(card),
        dimensions=tuple(_panel(one, found) for one in card.dimensions),
        together=words.together(card, brief.customer),
        gates=tuple(
            GateLine(
                one.title,
                words.GATE_STATES[one.state],
                one.reason,
                reverse("why_published_must_have", args=[number, one.id]),
            )
            for one in card.gates
        ),
        gates_summary=words.gates_summary(card.gates),
        groups=tuple((one.title, words.range_words(one), _lines(found, one.id)) for one in card.dimensions),
        steps=step_lines(card, lambda criterion: reverse("why_published", args=[number, criterion])),
        method=card.method,
        method_url=with_query(reverse("method"), customer=brief.relationship if theirs else None),
        inputs_hash=card.inputs_hash,
        vendors_side=theirs,
    )
    return page_response(request, "scorecards/publication.html", page=shown)


@require_safe
def why_published(request: HttpRequest, number: int, criterion: str) -> HttpResponse:
    """Show how a published criterion's two figures were computed, down to the lines that one may see."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = explain_publication(
        actor=actor, publication=number, criterion=criterion, after=passed_over(request)
    )
    trail = _trail(number, found.as_of, found.criterion.title)
    shown = why_shown(found, trail, DaysAsked(), request.get_full_path())
    return page_response(request, "scorecards/why.html", page=shown)


@require_safe
def why_published_dimension(request: HttpRequest, number: int, dimension: str) -> HttpResponse:
    """Show how a published dimension's two figures come of its criteria, from what was frozen."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = explain_published_dimension(actor=actor, publication=number, dimension=dimension)
    trail = _trail(number, found.as_of, found.dimension.title)

    def why_of(criterion: str) -> str:
        return reverse("why_published", args=[number, criterion])

    return page_response(
        request, "scorecards/why_dimension.html", page=why_dimension_shown(found, trail, why_of)
    )


@require_safe
def why_published_must_have(request: HttpRequest, number: int, must_have: str) -> HttpResponse:
    """Show why a published must-have was passed, failed or not shown."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = explain_published_must_have(actor=actor, publication=number, must_have=must_have)
    trail = _trail(number, found.as_of, found.must_have.title)
    shown = why_must_have_shown(found, trail, DaysAsked(), request.get_full_path())
    if not shown.decided_by and found.reads:  # what else was read is not frozen with it
        shown = replace(shown, nothing="No single line that you may see decided it.")
    return page_response(request, "scorecards/why_must_have.html", page=shown)


def _trail(number: int, as_of: datetime, title: str) -> tuple[Crumb, ...]:
    return (
        Crumb("Published scorecards", reverse("publications")),
        Crumb(f"{as_of:%-d %B %Y}", reverse("publication", args=[number])),
        Crumb(title),
    )


@require_POST
def preview(request: HttpRequest, vendor: int) -> HttpResponse:
    """Freeze today's scorecard and show it to the vendor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    made = preview_scorecard(actor=actor, at=clock.now(), vendor=str(vendor))
    messages.success(request, f"{made.vendor} sees it now, and has ten days to answer.")
    return HttpResponseRedirect(reverse("publication", args=[made.id]))


@require_POST
def agree(request: HttpRequest, number: int) -> HttpResponse:
    """Agree to publish now."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    agree_to_publish(actor=actor, at=clock.now(), publication=number)
    messages.success(request, "Published. Lines in dispute stay marked, with both versions.")
    return HttpResponseRedirect(reverse("publication", args=[number]))


@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a preview back, with a reason."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    done = withdraw_preview(
        actor=actor, at=clock.now(), publication=number, reason=request.POST.get("reason", "")
    )
    messages.success(request, f"Taken back; {done.vendor} reads the reason.")
    return HttpResponseRedirect(reverse("publication", args=[number]))


def _panel(one: DimensionShown, found: PublicationShown) -> Panel:
    before = found.before.get(one.id)
    given = one.points.gained + one.points.against
    return Panel(
        id=one.id,
        name=one.title,
        about=f"{one.title} of {found.brief.vendor}",
        demonstrated=one.ends.demonstrated if one.ends else None,
        possible=one.ends.possible if one.ends else None,
        floor=one.floor,
        too_early=PointsIn(round(given, 1), one.points_planned) if one.ends is None and given else None,
        why=reverse("why_published_dimension", args=[found.brief.id, one.id]),
        change=one.ends.demonstrated - before.demonstrated if one.ends and before else None,
        since=f"{found.before_at:%-d %b}" if before and found.before_at else "",
    )


def _lines(found: PublicationShown, dimension: str) -> tuple[CriterionLine, ...]:
    card = found.scorecard
    frozen = {one.dispute.id: one for one in card.disputes}
    shown = [one for one in card.criteria if one.dimension == dimension]
    return tuple(
        replace(
            line,
            why=reverse("why_published", args=[found.brief.id, one.id]),
            disputes=tuple(
                dispute_words(dispute, _otherwise(frozen.get(dispute.id), one.id))
                for dispute in found.disputes
                if _rests_on(one, dispute.document, dispute.position)
            ),
        )
        for one, line in zip(shown, words.criterion_lines(card, dimension, DaysAsked()), strict=True)
    )


def _rests_on(one: CriterionShown, document: int, position: int) -> bool:
    return any((document, position) in piece.places for slot in one.slots for piece in slot.pieces)


def _otherwise(line: DisputedLine | None, criterion: str) -> OtherVersion | None:
    """Return the criterion without the line, where it was in dispute when the scorecard was frozen."""
    return next((each for each in line.criteria if each.criterion == criterion), None) if line else None


def _standing(brief: PublicationBrief) -> str:
    if brief.state is PublicationState.PREVIEW:
        return "as it will be published"
    if brief.state is PublicationState.WITHDRAWN:
        return f"withdrawn by {brief.decided_by}"
    if brief.decided_at:
        return f"published on {brief.decided_at:%-d %B %Y}: {brief.decided_by} agreed"
    return f"published on {brief.publishes_at:%-d %B %Y}"


def _banner(brief: PublicationBrief, *, theirs: bool) -> str:
    other = brief.customer if theirs else brief.vendor
    may = "You" if theirs else brief.vendor
    return (
        f"Published on {brief.publishes_at:%-d %B %Y}. Until then only you and {other} see it. "
        f"{may} can dispute any line; a line in dispute is published with both versions."
    )


def _days_left(one: PublicationBrief, now: datetime) -> int:
    return max(0, (one.publishes_at.date() - now.date()).days)


def _next(one: PublicationBrief, now: datetime) -> str:
    if one.state is PublicationState.PREVIEW:
        days = _days_left(one, now)
        left = "last day" if days < 1 else "1 day left" if days == 1 else f"{days} days left"
        return f"published on {one.publishes_at:%-d %B %Y} ({left})"
    return ""
