"""The first page: where somebody's work begins."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.foundation.access import Actor
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Side
from detente.ui.navigation import entries
from detente.ui.web import page_response


@dataclass(frozen=True, slots=True)
class HostShown:
    """The first page of a host."""

    title: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first place in the side bar that the person may see; tell a host what there is to do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    if actor.side is Side.HOST:
        return page_response(request, "host.html", page=HostShown(actor.organisation_name))
    held = {one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}
    seen = [one.url_name for one in entries() if not one.permission or one.permission in held]
    return HttpResponseRedirect(reverse(seen[0] if seen else "account"))
