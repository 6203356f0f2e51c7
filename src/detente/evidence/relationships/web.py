"""Pages of the relationships room: the rooms that your organisation is a party to, and one of them."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from detente.evidence.relationships.code_of_conduct import TEXT
from detente.evidence.relationships.contracts import (
    MANAGE_RELATIONSHIPS,
    AmbiguousVendor,
    NameIsTaken,
    NoSuchVendor,
    RelationshipId,
    RelationshipShown,
    Stage,
    UnfitName,
    UnfitNotice,
    UnfitTier,
    VendorExists,
)
from detente.evidence.relationships.forms import StartForm
from detente.evidence.relationships.selectors import list_relationships, relationship_page
from detente.evidence.relationships.services.match_name import match_name
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import DaysAsked, days_in
from detente.foundation.page import number_in
from detente.foundation.roles import Side
from detente.ui.addresses import with_query
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.outcome.outcome import Stage as StageStep
from detente.ui.components.outcome.outcome import steps
from detente.ui.components.table.table import Column
from detente.ui.page_panels import page_panels
from detente.ui.web import of_a_day, page_response

NOBODY_YET = {
    True: "A customer that you supply adds it. It is here as soon as that is done.",
    False: "It is there as soon as a vendor is added.",
}
"""What stands in place of an empty list, by whether the vendor's side looks."""


@dataclass(frozen=True, slots=True)
class RoomRow:
    """A relationship in the list."""

    name: str
    href: str
    tier: int
    stage: str
    since: date


@dataclass(frozen=True, slots=True)
class RoomsShown:
    """The page of all relationships."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[RoomRow, ...]
    nobody_yet: str
    start_url: str
    url: str
    name: str
    next_url: str


@require_safe
def relationships(request: HttpRequest) -> HttpResponse:
    """List the relationships that your organisation is a party to."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    other = "customer" if actor.side is Side.VENDOR else "vendor"
    name, after = request.GET.get("q", ""), number_in(request.GET, "after")
    found = list_relationships(
        actor=actor, at=clock.now(), name=name, after=None if after is None else RelationshipId(after)
    )
    url = with_query(reverse("relationships"), q=name or None)
    shown = RoomsShown(
        title="Relationships",
        nobody_yet=NOBODY_YET[actor.side is Side.VENDOR],
        start_url=reverse("start_relationship") if actor.may(MANAGE_RELATIONSHIPS) else "",
        url=url,
        name=name,
        next_url=with_query(url, after=found.next) if found.next else "",
        columns=(Column(other.capitalize()), Column("Tier"), Column("Stage"), Column("Since")),
        rows=tuple(
            RoomRow(
                name=getattr(one, other),
                href=reverse("relationship", args=[one.id]),
                tier=one.tier,
                stage=one.stage.capitalize(),
                since=one.since,
            )
            for one in found.items
        ),
    )
    return page_response(request, "relationships/relationships.html", page=shown)


@dataclass(frozen=True, slots=True)
class RoomShown:
    """The room that both sides enter."""

    title: str
    crumbs: tuple[Crumb, ...]
    days: DaysAsked
    today: date
    url: str
    summary: str
    facts: tuple[tuple[str, object], ...]
    stages: tuple[StageStep, ...]
    outcome: str
    signatures: tuple[str, ...]
    code: tuple[str, ...]
    code_accepted: str
    service_columns: tuple[Column, ...]
    services: tuple[tuple[str, str, str, date, date | None], ...]
    contract_columns: tuple[Column, ...]
    contracts: tuple[tuple[str, date, date | None, date | None, date | None], ...]
    contacts: tuple[tuple[str, object], ...]
    change_columns: tuple[Column, ...]
    changes: tuple[tuple[date, str, str, str, str], ...]
    notes_side: str
    notes: tuple[tuple[str, str, date], ...]
    panels: tuple[SafeString, ...]
    """What later rooms add."""


@of_a_day
@require_safe
def relationship(request: HttpRequest, number: int) -> HttpResponse:
    """Show one relationship: the same facts for either side, and each side's own notes."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    days, today = days_in(request.GET), clock.now().date()
    found = relationship_page(
        actor=actor,
        at=clock.now(),
        relationship=RelationshipId(number),
        as_of=days.as_of,
        known_on=days.known_on,
    )
    room, url = found.room, request.get_full_path()
    title = room.customer if actor.side is Side.VENDOR else room.vendor
    shown = RoomShown(
        title=title,
        crumbs=(Crumb("Relationships", reverse("relationships")), Crumb(title)),
        days=days,
        today=today,
        url=url,
        summary=room.summary,
        facts=_facts(room),
        stages=steps(tuple(Stage), *room.stage_on(found.known_on)),
        outcome=room.outcome.text if room.outcome else "",
        signatures=tuple(
            f"{one.person}, {one.organisation}, {one.at:%-d %b %Y}"
            for one in (room.outcome.signatures if room.outcome else ())
        ),
        code=TEXT,
        code_accepted=room.code_accepted or "",
        service_columns=(
            Column("Service"),
            Column("Critical function"),
            Column("Products in use"),
            Column("Since"),
            Column("Ends"),
        ),
        services=tuple(
            (one.name, one.critical_function, ", ".join(one.products), one.since, one.ended_on)
            for one in room.services
        ),
        contract_columns=(
            Column("Contract"),
            Column("Starts"),
            Column("Ends"),
            Column("Renews"),
            Column("Notice by"),
        ),
        contracts=tuple(
            (one.title, one.starts_on, one.ends_on, one.renews_on, one.notice_by) for one in room.contracts
        ),
        contacts=tuple(
            (f"{one.name} ({one.side})", ", ".join(part for part in (one.position, one.email) if part))
            for one in room.contacts
        ),
        change_columns=(
            Column("From"),
            Column("What changed"),
            Column("To"),
            Column("Why"),
            Column("Recorded"),
        ),
        changes=tuple(
            (
                one.valid_from,
                f"{one.about}: {one.term}" if one.about else one.term.capitalize(),
                one.to,
                one.reason,
                f"{one.by}, {one.recorded_at:%-d %B %Y}",
            )
            for one in reversed(room.changes)
        ),
        notes_side=actor.organisation_name,
        notes=tuple((one.text, one.by, one.at.date()) for one in found.notes),
        panels=page_panels(request, "relationship", relationship=number, days=days),
    )
    return page_response(request, "relationships/relationship.html", page=shown)


@dataclass(frozen=True, slots=True)
class StartShown:
    """The page that adds a vendor."""

    title: str
    crumbs: tuple[Crumb, ...]
    form: StartForm


@require_http_methods(["GET", "HEAD", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Add a vendor, with the room that both sides will enter."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    actor.require(MANAGE_RELATIONSHIPS)
    form = StartForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = start_relationship(actor=actor, at=clock.now(), **form.inputs())
        except (VendorExists, UnfitName, UnfitTier, UnfitNotice) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{added.name} is added. Bring what you have about it next.")
            return HttpResponseRedirect(reverse("relationship", args=[added.relationship]))
    shown = StartShown(
        title="Add a vendor",
        crumbs=(Crumb("Relationships", reverse("relationships")), Crumb("Add a vendor")),
        form=form,
    )
    return page_response(request, "relationships/start.html", page=shown)


@require_POST
def match(request: HttpRequest) -> HttpResponse:
    """Say which vendor a name in the files means, and go back to the page that asked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    written, vendor = request.POST.get("written", ""), request.POST.get("vendor", "")
    try:
        done = match_name(actor=actor, at=clock.now(), written=written, vendor=vendor)
    except (NoSuchVendor, AmbiguousVendor, NameIsTaken, UnfitName) as error:
        messages.error(request, str(error))
    else:
        facts = "1 fact that waited counts" if done.moved == 1 else f"{done.moved:,} facts that waited count"
        messages.success(request, f"{done.written} means {done.vendor}: {facts} for it from now on.")
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if ours else reverse("relationships"))


def _facts(room: RelationshipShown) -> tuple[tuple[str, object], ...]:
    if room.tier is None:
        return (("On record", "not yet"),)
    facts: list[tuple[str, object]] = [("Tier", room.tier), ("Since", f"{room.since:%B %Y}")]
    if room.notice_hours:
        facts.append(("Notice of a breach", f"within {room.notice_hours} hours"))
    return tuple(facts)


urlpatterns: list[URLPattern] = [
    path("relationships", relationships, name="relationships"),
    path("relationships/new", start, name="start_relationship"),
    path("vendor-names/match", match, name="match_name"),
    path("relationships/<int:number>", relationship, name="relationship"),
]
