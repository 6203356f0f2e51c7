"""What each door says when something fails: the one table of statuses and exit codes."""

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from detente.foundation.errors import (
    AnticipatedError,
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    TooMany,
)
from detente.foundation.form import Misread
from detente.foundation.operation import Operation


class NotSignedIn(AnticipatedError):
    """Nobody is behind the request; only the API meets this."""


STATUS = {NotSignedIn: 401, Invalid: 422, NotFound: 404, NotPermitted: 403, Conflict: 409, TooMany: 429}
EXIT_CODE = {422: 2, 404: 3, 403: 4, 409: 5, 429: 6, 500: 70}

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, by name, and what to do about it."""

    error: str
    message: str


def status_of(kind: type[AnticipatedError]) -> int:
    """Return the HTTP status of an error, from which of the four kinds it is."""
    return next(status for base, status in STATUS.items() if issubclass(kind, base))


def explain(error: Exception) -> tuple[int, Problem]:
    """Return what a person may be told; of a fault of ours, only where to find it in the log."""
    if isinstance(error, AnticipatedError):
        return status_of(type(error)), Problem(type(error).__name__, str(error))
    reference = uuid4().hex[:12]
    log.error("fault %s", reference, exc_info=error)
    return 500, Problem("Fault", f"Something broke on our side. Quote {reference} to support.")


def promised(operation: Operation) -> dict[int, str]:
    """Return what can go wrong, by status, in the words of the errors' docstrings."""
    said: dict[int, list[str]] = defaultdict(list)
    errors: list[type[AnticipatedError]] = [NotSignedIn, Misread, *operation.raises]
    for error in errors:
        said[status_of(error)].append(f"{error.__name__}: {error.__doc__}")
    return {status: " ".join(words) for status, words in said.items()}


class AnticipatedErrorsBecomePages:
    """Middleware for the third door: an anticipated error is a page, a fault is Django's 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, _: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say it in plain text; the product renders its error page here."""
        if not isinstance(error, AnticipatedError):
            return None
        status, problem = explain(error)
        return HttpResponse(problem.message, status=status, content_type="text/plain")
