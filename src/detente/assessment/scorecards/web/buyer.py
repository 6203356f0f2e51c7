"""The customer as a buyer, in the room that both sides enter: the same figures for either."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from detente.assessment.scorecards.contracts import SEE_BUYER
from detente.assessment.scorecards.selectors.buyer import explain_buyer_here, show_buyer_here
from detente.assessment.scorecards.web.asking import address, passed_over
from detente.assessment.scorecards.web.why import why_shown
from detente.assessment.scorecards.web.words import CriterionLine, criterion_line, range_words
from detente.evidence.relationships.contracts import RelationshipId
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.web import of_a_day, page_response


@dataclass(frozen=True, slots=True)
class BuyerPanel:
    """How a customer keeps its side, in the room."""

    customer: str
    title: str
    range: str
    lines: tuple[CriterionLine, ...]
    nothing: bool


def buyer_panel(request: HttpRequest, *, relationship: int, days: DaysAsked) -> SafeString:
    """Show how the customer keeps its side toward this vendor."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if not actor.may(SEE_BUYER):
        return SafeString("")
    found = show_buyer_here(
        actor=actor,
        at=clock.now(),
        relationship=RelationshipId(relationship),
        as_of=days.as_of,
        known_on=days.known_on,
    )
    shown = BuyerPanel(
        customer=found.organisation,
        title=f"{found.organisation} as a buyer",
        range=range_words(found.dimension),
        lines=tuple(
            criterion_line(one, why=address("why_buyer", relationship, one.id, days=days))
            for one in found.criteria
        ),
        nothing=not any(one.slots for one in found.criteria),
    )
    return render_to_string("scorecards/buyer_panel.html", {"panel": shown})


@of_a_day
@require_safe
def why_buyer(request: HttpRequest, number: int, criterion: str) -> HttpResponse:
    """Show how a criterion of the buyer was computed, down to the line of the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days = days_in(request.GET)
    found = explain_buyer_here(
        actor=actor,
        at=clock.now(),
        relationship=RelationshipId(number),
        criterion=criterion,
        as_of=days.as_of,
        known_on=days.known_on,
        after=passed_over(request),
    )
    crumbs = (
        Crumb("Relationships", reverse("relationships")),
        Crumb(f"{found.vendor.name} as a buyer", address("relationship", number, days=days)),
        Crumb(found.criterion.title),
    )
    return page_response(
        request, "scorecards/why.html", page=why_shown(found, crumbs, days, request.get_full_path())
    )
