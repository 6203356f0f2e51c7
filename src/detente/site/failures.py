"""What each door says when something fails: the one table of statuses and exit codes."""

import logging
import sys
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.defaults import server_error

from detente.foundation.errors import (
    AnticipatedError,
    Conflict,
    Invalid,
    NotFound,
    NotPermitted,
    TooMany,
)
from detente.foundation.form import Misread
from detente.foundation.jobs.outcome import DiskFull, disk_full
from detente.foundation.operation import Doors, Operation
from detente.ui.web import page_response


class NotSignedIn(AnticipatedError):
    """Nobody is behind the request: its token is missing, unknown, revoked or has expired."""


class WrongMethod(AnticipatedError):
    """The address is not read (GET) or not written (POST)."""

    def __init__(self, method: str, *, allowed: str) -> None:
        """Take the method and those that the address has."""
        super().__init__(f"This address takes {allowed}, not {method}.")
        self.allowed = allowed


class TooLarge(AnticipatedError):
    """The body is larger than this server takes."""


class WrongMediaType(AnticipatedError):
    """The body is not sent in the form that the address takes."""


class NotAForm(Invalid):
    """The body is no multipart/form-data that can be read to its end."""


STATUS = {
    NotSignedIn: 401,
    NotPermitted: 403,
    NotFound: 404,
    WrongMethod: 405,
    Conflict: 409,
    TooLarge: 413,
    WrongMediaType: 415,
    Invalid: 422,
    TooMany: 429,
}
EXIT_CODE = {422: 2, 404: 3, 403: 4, 409: 5, 429: 6, 500: 70}  # the others are met on the web alone

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Problem:
    """What went wrong, by name, and what to do about it."""

    error: str
    message: str


@dataclass(frozen=True, slots=True)
class ProblemPage:
    """The same, as a page shows it."""

    title: str
    message: str
    reference: str = ""


def status_of(kind: type[AnticipatedError]) -> int:
    """Return the HTTP status of an error, from which of the kinds it is."""
    return next(status for base, status in STATUS.items() if issubclass(kind, base))


def explain(error: Exception) -> tuple[int, Problem]:
    """Return what a person may be told; of a fault of ours, only where to find it in the log."""
    if isinstance(error, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent):
        error = TooLarge("The body is larger than this server takes: send it in smaller parts.")
    if not isinstance(error, AnticipatedError):
        error = disk_full(error) or error
    if isinstance(error, AnticipatedError):
        return status_of(type(error)), Problem(type(error).__name__, str(error))
    reference = uuid4().hex[:12]
    log.error("fault %s", reference, exc_info=error)
    return 500, Problem("Fault", f"Something broke on our side. Quote {reference} to support.")


def promised(operation: Operation) -> dict[int, str]:
    """Return what can go wrong, by status, in the words of the errors' docstrings."""
    said: dict[int, list[str]] = defaultdict(list)
    errors: list[type[AnticipatedError]] = [NotSignedIn, Misread, *operation.raises]
    if operation.writes:
        errors += [TooLarge, WrongMediaType]
    if operation.doors is Doors.FILES:
        errors += [NotAForm, DiskFull]
    for error in dict.fromkeys(errors):
        said[status_of(error)].append(f"{error.__name__}: {error.__doc__}")
    return {status: " ".join(said[status]) for status in sorted(said)}


class AnticipatedErrorsBecomePages:
    """Middleware for the third door: an anticipated error is a page, a fault is Django's 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Take the rest of the chain."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say it in the product's frame, or in the drawer when that asked."""
        return problem_page(request, error) if isinstance(error, AnticipatedError) else None


def problem_page(request: HttpRequest, error: AnticipatedError) -> HttpResponse:
    """Return the page that says what went wrong."""
    status, problem = explain(error)
    titles = {
        403: _("That is not for you"),
        404: _("There is nothing here"),
        409: _("The world moved on"),
    }
    page = ProblemPage(titles.get(status, _("That did not work")), problem.message)
    return page_response(request, "problem.html", page=page, status=status)


def fault_page(request: HttpRequest) -> HttpResponse:
    """Return the page of what nobody anticipated, or of a full disk: neither asks the database for anything."""
    error = sys.exc_info()[1]
    if error is None or disk_full(error) is None:
        return server_error(request)
    page = server_error(request, "disk_full.html")
    page.status_code = status_of(DiskFull)
    return page
