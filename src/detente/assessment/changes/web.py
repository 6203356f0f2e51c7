"""Pages of the changes room: what changed, and what comes up."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from detente.assessment.changes.contracts import Change, Changes, ComingUp, Opens
from detente.assessment.changes.selectors.changes import A_PAGE, WEIGHT, show_changes
from detente.assessment.changes.selectors.coming_up import coming_up
from detente.assessment.changes.services.mark_seen import mark_seen
from detente.foundation import clock
from detente.foundation.access import Actor
from detente.foundation.moments import day_in
from detente.foundation.roles import Side
from detente.ui.components.breadcrumb.breadcrumb import Crumb
from detente.ui.components.dated_list.dated_list import DatedItem
from detente.ui.web import page_response, takes_day

AT_A_GLANCE = 5
SOON_DAYS = 7
ADDRESSES = {
    "must-have": "why_must_have",
    "criterion": "why",
    "scorecard": "scorecard",
    "document": "document",
    "line": "evidence_line",
    "dispute": "dispute",
    "publication": "publication",
    "relationship": "relationship",
    "method": "method",
}
KINDS = {
    "must-have": "Must-haves",
    "dispute": "Disputes",
    "retraction": "Evidence that was retracted",
    "dimension": "Figures that moved",
    "sources": "Sources that disagree",
    "publication": "Published scorecards",
    "terms": "Terms",
    "mark": "Marks that came and went",
    "method": "The method",
    "evidence": "New evidence",
}


@dataclass(frozen=True, slots=True)
class Glance:
    """What the portfolio says of both, after it is there."""

    title: str
    since: str
    changed: tuple[DatedItem, ...]
    all_changes: SafeString
    due_title: str
    due: tuple[DatedItem, ...]
    all_due: SafeString
    seen_url: str


@dataclass(frozen=True, slots=True)
class Group:
    """Changes of one kind, the latest first."""

    title: str
    summary: str
    items: tuple[DatedItem, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """The page of all that changed."""

    title: str
    crumbs: tuple[Crumb, ...]
    subtitle: str
    since: str
    latest: str
    groups: tuple[Group, ...]
    page: int
    last_page: int
    first_row: int
    last_row: int
    found: int
    url: str


@dataclass(frozen=True, slots=True)
class ComingUpPage:
    """The page of all that comes up."""

    title: str
    subtitle: str
    waiting: tuple[DatedItem, ...]
    near: tuple[DatedItem, ...]
    vendors_side: bool


@takes_day("since")
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show all that changed since the last visit, or since a day."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    said = request.GET.get("page", "1")
    found = show_changes(
        actor=actor,
        at=clock.now(),
        since=day_in(request.GET, "since"),
        page=int(said) if said.isdecimal() and len(said) < len("100000") else 1,
    )
    asked = "since" in request.GET
    kinds: dict[str, list[DatedItem]] = {one: [] for one in WEIGHT}
    for one in found.changes:
        kinds[one.kind].append(changed(one, found.since))
    shown = ChangesPage(
        title="What changed",
        crumbs=(Crumb("Vendors", reverse("portfolio")), Crumb("What changed")),
        subtitle=_since(found, asked=asked),
        since=found.since.isoformat(),
        latest=clock.now().date().isoformat(),
        groups=tuple(
            Group(KINDS[kind], str(len(items)), tuple(items)) for kind, items in kinds.items() if items
        ),
        page=found.page,
        last_page=found.last_page,
        first_row=(found.page - 1) * A_PAGE + 1,
        last_row=min(found.page * A_PAGE, found.vendors),
        found=found.vendors,
        url=request.get_full_path(),
    )
    return page_response(request, "changes/changes.html", page=shown)


@require_safe
def glance(request: HttpRequest) -> HttpResponse:
    """Bring the few lines that stand above all vendors, after the page."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    now = clock.now()
    found = show_changes(actor=actor, at=now)
    due = coming_up(actor=actor, at=now)
    weighed = sorted(found.changes, key=lambda one: (WEIGHT.index(one.kind), -one.on.toordinal(), one.name))[
        :AT_A_GLANCE
    ]
    weighed.sort(key=lambda one: one.on)
    more = len(found.changes) - len(weighed)
    shown = Glance(
        title="What changed",
        since=_since(found, asked=False),
        changed=tuple(changed(one, found.since) for one in weighed),
        all_changes=_link(reverse("changes"), f"{more:,} more" if more > 0 else "All, or another day"),
        due_title="Coming up",
        due=tuple(due_item(one) for one in due[:AT_A_GLANCE]),
        all_due=_link(reverse("coming_up"), f"All {len(due):,}"),
        seen_url="" if found.seen_today else reverse("mark_seen"),
    )
    return render(request, "changes/glance.html", {"page": shown})


@require_POST
def seen(request: HttpRequest) -> HttpResponse:
    """Remember that somebody looked at their vendors."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    mark_seen(actor=actor, at=clock.now())
    return HttpResponse(status=204)


@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """Show all that comes up for one's side, and what waits for it."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    found = coming_up(actor=actor, at=clock.now())
    theirs = actor.side is Side.VENDOR
    shown = ComingUpPage(
        title="Coming up",
        subtitle=(
            "What your customers wait for, and what ends in the next 90 days."
            if theirs
            else "What waits for you, and what ends or renews in the next 90 days."
        ),
        waiting=tuple(due_item(one) for one in found if one.kind == "dispute"),
        near=tuple(due_item(one) for one in found if one.kind != "dispute"),
        vendors_side=theirs,
    )
    return page_response(request, "changes/coming_up.html", page=shown)


def changed(one: Change, since: date) -> DatedItem:
    """Return a change as a list shows it."""
    return DatedItem(
        on=one.on,
        text=one.words,
        subject=one.name,
        href=reverse("scorecard", args=[one.vendor]) if one.name and one.vendor else "",
        why=where(one.opens, since),
    )


def due_item(one: ComingUp) -> DatedItem:
    """Return what comes up as a list shows it."""
    return DatedItem(
        on=one.on,
        text=one.words,
        subject=one.name,
        href=where(one.opens, one.on),
        aside=days_left(one.days),
        urgent=one.days <= SOON_DAYS,
    )


def days_left(days: int) -> str:
    """Return how long there is still, or how long something waits, in words.

    >>> days_left(8), days_left(1), days_left(0), days_left(-1), days_left(-5)
    ('8 days left', '1 day left', 'today', 'waits 1 day', 'waits 5 days')
    """
    if days == 0:
        return "today"
    many = f"{abs(days)} {'day' if abs(days) == 1 else 'days'}"
    return f"{many} left" if days > 0 else f"waits {many}"


def where(opens: Opens, since: date) -> str:
    """Return the address of the facts behind a sentence."""
    if opens.kind == "change":
        return reverse("why_changed", args=[opens.number, opens.part, since.isoformat()])
    if opens.kind == "method":
        return reverse("method")
    parts = [opens.number, *([opens.part] if opens.part else [])]
    return reverse(ADDRESSES[opens.kind], args=parts)


def _link(href: str, words: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', href, words)


def _since(found: Changes, *, asked: bool) -> str:
    if asked:
        return f"Since {found.since:%-d %B %Y}."
    if found.last_visit:
        return f"Since your last visit on {found.last_visit:%-d %B %Y}."
    return f"In the last month, since {found.since:%-d %B %Y}: it is your first visit."


urlpatterns: list[URLPattern] = [
    path("vendors/changes", changes, name="changes"),
    path("vendors/changes/glance", glance, name="changes_glance"),
    path("vendors/seen", seen, name="mark_seen"),
    path("coming-up", coming, name="coming_up"),
]
