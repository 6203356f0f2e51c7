"""Who is behind a page's request; whoever is nobody sees only what is marked as open."""

from collections.abc import Callable
from typing import TypeVar, cast

from allauth.decorators import rate_limit
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django_htmx.http import HttpResponseClientRedirect

from detente.foundation.access import actor_signed_in, current_memberships
from detente.foundation.models import Person

CHOSEN = "organisation"  # the session's key for which organisation they act
View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def open_to_anybody(view: View) -> View:
    """Let a view be reached by whoever asks. The crawl test lists the views that are."""
    view.open_to = "anybody"  # type: ignore[attr-defined]  # a mark that TheActorIsKnown reads
    return view


def open_to_the_signed_in(view: View) -> View:
    """Let a view be reached by somebody who has yet to say for which organisation they act."""
    view.open_to = "the signed in"  # type: ignore[attr-defined]  # as above
    return view


def limited(action: str) -> Callable[[View], View]:
    """Let a view's forms be sent only so often, as ACCOUNT_RATE_LIMITS says of an action; else answer 429."""
    return cast("Callable[[View], View]", rate_limit(action=action))


class TheActorIsKnown:
    """Middleware: puts the actor of the session on the request, or turns the request away."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; what a signed-in person saw is kept in no cache."""
        person = request.user
        memberships = current_memberships(person) if isinstance(person, Person) else []
        actor = (
            actor_signed_in(memberships, organisation=request.session.get(CHOSEN)) if memberships else None
        )
        request.actor = actor  # type: ignore[attr-defined]  # the one attribute that pages read
        request.may_switch = len(memberships) > 1  # type: ignore[attr-defined]  # for the shell of the page
        response = self.get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        """Fail closed: a view that says nothing is for somebody who acts for an organisation."""
        open_to = getattr(view, "open_to", "actors")
        if open_to == "anybody" or getattr(request, "actor", None) is not None:
            return None
        if not request.user.is_authenticated:
            return sent_to(request, settings.LOGIN_URL)
        return None if open_to == "the signed in" else sent_to(request, "choose_organisation")


def sent_to(request: HttpRequest, page: str) -> HttpResponse:
    """Send a browser to a page, from which it comes back; a script's request moves the whole window."""
    back = request.get_full_path() if request.method == "GET" and not _by_script(request) else ""
    address = resolve_url(page) + (f"?{urlencode({'next': back})}" if back not in ("", "/") else "")
    return HttpResponseClientRedirect(address) if _by_script(request) else HttpResponseRedirect(address)


def next_page(request: HttpRequest) -> str:
    """Return where to go on: what the request names as `next`, if it is a page of ours."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours else resolve_url(settings.LOGIN_REDIRECT_URL)


def _by_script(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true"
