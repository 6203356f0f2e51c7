"""Pages of the disclosures room: the limits in the room of a relationship, and the form that admits one."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from detente.evidence.disclosures.contracts import (
    ADMIT_LIMITS,
    SEE_LIMITS,
    AlreadyAdmitted,
    LimitShown,
    UnfitLimit,
)
from detente.evidence.disclosures.forms import LimitForm
from detente.evidence.disclosures.selectors import list_limits
from detente.evidence.disclosures.services.admit_limit import admit_limit
from detente.evidence.relationships.contracts import RelationshipId, UnfitName
from detente.evidence.relationships.selectors import show_relationship
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.table.table import Column
from detente.ui.web import page_response

MOST = 20


@dataclass(frozen=True, slots=True)
class LimitRow:
    """A limit in the table."""

    limit: str
    workaround: str
    who: str
    on: date
    since: date | None
    until: date | None
    fixed_on: date | None
    href: str


@dataclass(frozen=True, slots=True)
class LimitsPanel:
    """The limits in the room of a relationship."""

    columns: tuple[Column, ...]
    rows: tuple[LimitRow, ...]
    more: int
    admit_url: str


def limits_panel(request: HttpRequest, *, relationship: int, days: DaysAsked) -> SafeString:
    """Show what the service does not do, who said so first, and when."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if not actor.may(SEE_LIMITS):
        return SafeString("")
    found = list_limits(
        actor=actor,
        at=clock.now(),
        relationship=RelationshipId(relationship),
        as_of=days.as_of,
        known_on=days.known_on,
    )
    shown = LimitsPanel(
        columns=(Column("Limit"), Column("Who said so"), Column("Holds"), Column("Where")),
        rows=tuple(_row(one) for one in found[:MOST]),
        more=max(0, len(found) - MOST),
        admit_url=reverse("admit_limit", args=[relationship]) if actor.may(ADMIT_LIMITS) else "",
    )
    return render_to_string("disclosures/limits.html", {"panel": shown})


def _row(one: LimitShown) -> LimitRow:
    return LimitRow(
        limit=one.limit,
        workaround=one.workaround,
        who="The vendor told" if one.told else "The customer found",
        on=one.on,
        since=one.since,
        until=one.expected_end_on,
        fixed_on=one.fixed_on,
        href=reverse("evidence_line", args=[one.document, one.position]),
    )


@dataclass(frozen=True, slots=True)
class AdmitShown:
    """The page that admits a limit."""

    title: str
    crumbs: tuple[Crumb, ...]
    customer: str
    form: LimitForm
    back_url: str


@require_http_methods(["GET", "HEAD", "POST"])
def admit(request: HttpRequest, number: int) -> HttpResponse:
    """Say what the service does not do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    actor.require(ADMIT_LIMITS)
    room = show_relationship(actor=actor, at=clock.now(), relationship=RelationshipId(number))
    form, back = LimitForm(request.POST or None), reverse("relationship", args=[number])
    if request.method == "POST" and form.is_valid():
        try:
            admit_limit(actor=actor, at=clock.now(), customer=str(number), **form.cleaned_data)
        except (UnfitLimit, UnfitName, AlreadyAdmitted) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "It is on record as told by you, from today on.")
            return HttpResponseRedirect(f"{back}#limits")
    shown = AdmitShown(
        title="Admit a limit",
        crumbs=(
            Crumb("Relationships", reverse("relationships")),
            Crumb(room.customer, back),
            Crumb("Admit a limit"),
        ),
        customer=room.customer,
        form=form,
        back_url=back,
    )
    return page_response(request, "disclosures/admit.html", page=shown, status=422 if form.is_bound else 200)


urlpatterns: list[URLPattern] = [
    path("relationships/<int:number>/limits/new", admit, name="admit_limit"),
]
