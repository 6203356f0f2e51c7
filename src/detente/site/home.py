"""The first page: where somebody's work begins."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from detente.foundation.access import Actor
from detente.foundation.registry import OPERATIONS
from detente.ui.navigation import entries


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Lead to the first place in the side bar that the person may see."""
    actor: Actor = request.actor  # type: ignore[attr-defined]  # sign-in puts it there
    held = {one.permission.name for one in OPERATIONS.values() if actor.may(one.permission)}
    seen = [one.url_name for one in entries() if not one.permission or one.permission in held]
    return HttpResponseRedirect(reverse(seen[0] if seen else "account"))
