"""Middleware for the pages: a day that a page does not take is refused, never passed over."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse

from detente.foundation.errors import Invalid
from detente.site.failures import problem_page

TAKEN = ("as_of", "known_on")
OTHER_DAYS = ("known_at", "valid_on")
WORDS = ("q", "next", "after")
"""What may read as a day and is none."""


class DayNotTaken(Invalid):
    """The address asks for a day that its page does not take."""


class PagesRefuseOtherDays:
    """Refuse a day under a name that the page does not read: today's figures would stand there unsaid."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *_: object
    ) -> HttpResponse | None:
        """Say which day the page takes, if it takes any."""
        of_a_day = getattr(view, "of_a_day", False)
        others: tuple[str, ...] = getattr(view, "days_taken", ())
        taken = (*others, *TAKEN) if of_a_day else others
        refused = None if request.path.startswith("/api/") else next(_not_taken(request, taken), None)
        if refused is None:
            return None
        takes = (
            "This page takes days as `as_of` (whose state) and `known_on` (known by then)"
            if of_a_day
            else f"This page takes a day as {' and '.join(f'`{one}`' for one in others)}"
            if others
            else "This page shows what is known today, and takes no day"
        )
        message = f"{takes}, not `{refused[:60]}`."
        return problem_page(request, DayNotTaken(message))


def _not_taken(request: HttpRequest, taken: Sequence[str]) -> Iterator[str]:
    for name in request.GET:
        if name in taken or name in WORDS:
            continue
        if name in (*TAKEN, *OTHER_DAYS) or any(map(_is_day, request.GET.getlist(name))):
            yield name


def _is_day(said: str) -> bool:
    try:
        date.fromisoformat(said)
    except ValueError:
        return False
    return not said.isdecimal()  # 20261124 may be a number of something
