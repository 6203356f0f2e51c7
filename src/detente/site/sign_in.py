"""Who is behind a page's request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from detente.foundation.access import actor_signed_in
from detente.foundation.models import Person

CHOSEN = "organisation"  # the session's key for which organisation they act


class TheActorIsKnown:
    """Middleware: puts the actor of the session on the request, or None."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        person = request.user
        chosen = request.session.get(CHOSEN)
        request.actor = (  # type: ignore[attr-defined]  # the one attribute that pages read
            actor_signed_in(person, organisation=chosen) if isinstance(person, Person) else None
        )
        return self.get_response(request)
