"""What every page's frame shows of whoever looks at it."""

from django.http import HttpRequest
from django.urls import reverse

from detente.foundation.access import Actor
from detente.foundation.notices.contracts import OWN_NOTICES
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Side
from detente.foundation.selectors.notices import count_unread
from detente.site.role_words import role_label
from detente.ui.navigation import navigation_links
from detente.ui.shell import Bell, Shell, theme_from

VIEWS = {Side.CUSTOMER: "Customer’s view", Side.VENDOR: "Vendor’s view", Side.HOST: "Host’s view"}


def shell(request: HttpRequest) -> dict[str, object]:
    """Return the frame for the templates; None stands for nobody who is signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    theme = theme_from(request.COOKIES)
    if actor is None:
        return {"shell": None, "theme": theme}
    held = {one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}
    framed = request.headers.get("HX-Request") != "true"  # a part of a page has no side bar: it asks nothing
    return {
        "theme": theme,
        "shell": Shell(
            organisation=actor.organisation_name,
            view_label=VIEWS[actor.side],
            person=actor.name,
            role=role_label(actor.role),
            navigation=navigation_links(path=request.path, permitted=held.__contains__),
            theme=theme,
            account_url=reverse("account"),
            sign_out_url=reverse("sign_out"),
            search_url=reverse("search"),
            bell=bell_of(actor, current=request.path == reverse("notices")) if framed else None,
            switch_url=reverse("choose_organisation") if getattr(request, "may_switch", False) else "",
        ),
    }


def bell_of(actor: Actor, *, current: bool) -> Bell | None:
    """Return the bell with how much an actor has not read."""
    if not actor.may(OWN_NOTICES):
        return None
    unread = count_unread(actor=actor)
    said = f"{unread.count}+" if unread.more else str(unread.count or "")
    return Bell(reverse("notices"), reverse("bell"), said, current=current)
