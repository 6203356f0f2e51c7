"""The part of the API that streams: for each operation whose doors are LINES, line by line as they are made."""

from collections.abc import Iterator
from itertools import chain
from typing import Protocol, cast

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import URLPattern, path

from detente.foundation.form import fill_in
from detente.foundation.operation import Doors, Operation
from detente.foundation.registry import served
from detente.site.api import Answer, address, explained, sent, signed_in
from detente.site.failures import WrongMethod
from detente.site.translation import SPOKEN, answer_to, form, title

GIVEN = SPOKEN[Doors.LINES]


class InLines(Protocol):
    """What such an operation answers with."""

    lines: Iterator[bytes]


def routes() -> list[URLPattern]:
    """Return the endpoints that stream."""
    giving = [one for one in served() if one.doors is Doors.LINES]
    return [path(address(one.path), endpoint(one), name=f"api {one.path}") for one in giving]


def endpoint(operation: Operation) -> Answer:
    """Return the view of one operation."""
    asked = form(title(operation), operation.inputs)

    def answer(request: HttpRequest, **in_path: str) -> StreamingHttpResponse:
        actor = signed_in(request)
        if request.method != operation.method:
            raise WrongMethod(str(request.method), allowed=operation.method)
        actor.require(operation.permission)
        given = fill_in(asked, {**sent(request, operation), **in_path})
        lines = cast("InLines", answer_to(operation, actor, given)).lines
        first = next(lines)  # what is wrong is told while there still is a status to tell it by
        return StreamingHttpResponse(chain([first], lines), status=GIVEN.status, content_type=GIVEN.answer)

    return explained(answer)
