"""The REST API: an endpoint for each use case (POST) and query (GET), derived from the registry."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import wraps
from typing import NoReturn

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path, re_path
from django.views.decorators.csrf import csrf_exempt

from detente.foundation import clock
from detente.foundation.access import Actor, actor_with_token
from detente.foundation.errors import Invalid, NotFound
from detente.foundation.form import Misread, fill_in
from detente.foundation.operation import Operation
from detente.foundation.registry import derived, served
from detente.site.failures import NotSignedIn, WrongMediaType, WrongMethod, explain
from detente.site.openapi import describe
from detente.site.sign_in import open_to_anybody
from detente.site.translation import JSON, form, perform, title

Answer = Callable[..., HttpResponseBase]


class NotJson(Invalid):
    """The body of a request is no JSON object."""


class NoSuchAddress(NotFound):
    """The API has nothing at that address."""


def routes() -> list[URLPattern]:
    """Return the endpoints of everything that is registered, and their description."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in derived():
        by_path[operation.path][operation.method] = operation
    endpoints = [
        path(address(where), endpoint(operations), name=f"api {where}")
        for where, operations in by_path.items()
    ]
    return [
        path("openapi.json", description, name="api description"),
        *endpoints,
        re_path(r"^.*$", nowhere, name="api nowhere"),
    ]


def address(template: str) -> str:
    """Return an operation's path as Django's routes write it.

    >>> address("vendors/{vendor}/evidence")
    'vendors/<str:vendor>/evidence'
    """
    return re.sub(r"{(\w+)}", r"<str:\1>", template)


def explained(answer: Answer) -> Answer:
    """Make a view a door of the API: every failure is a Problem; a token signs in, a cookie never does."""

    @open_to_anybody  # the token is checked inside, and its lack answered in JSON
    @csrf_exempt
    @wraps(answer)
    def view(request: HttpRequest, **in_path: str) -> HttpResponseBase:
        try:
            response = answer(request, **in_path)
        except Exception as error:  # noqa: BLE001  # a door lets nothing through
            status, problem = explain(error)
            response = JsonResponse(asdict(problem), status=status)
            if isinstance(error, NotSignedIn):
                response["WWW-Authenticate"] = 'Bearer realm="detente"'
            if isinstance(error, WrongMethod):
                response["Allow"] = error.allowed
        response["Cache-Control"] = "no-store"
        return response

    return view


def endpoint(operations: Mapping[str, Operation]) -> Answer:
    """Return the view of one path, which may be read, written, or both."""
    forms = {method: form(title(one), one.inputs) for method, one in operations.items()}
    allowed = ", ".join(sorted(operations))

    def answer(request: HttpRequest, **in_path: str) -> HttpResponse:
        actor, method = signed_in(request), str(request.method)
        if method not in operations:
            raise WrongMethod(method, allowed=allowed)
        operation = operations[method]
        actor.require(operation.permission)  # who may not is told that, not what else is wrong
        asked = fill_in(forms[method], {**sent(request, operation), **in_path})
        return HttpResponse(perform(operation, actor, asked), content_type=JSON)

    return explained(answer)


def signed_in(request: HttpRequest) -> Actor:
    """Return who sends the request, by the token of its Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    actor = actor_with_token(token.strip(), at=clock.now()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise NotSignedIn("Send the header `Authorization: Bearer <your token>`, with a token that is valid.")
    return actor


def sent(request: HttpRequest, operation: Operation) -> dict[str, object]:
    """Return what the request asks for, in its body (a write) or its query string (a read)."""
    given = body_of(request) if operation.writes else query_of(request, operation)
    beside = {one.name for one in operation.path_inputs} & given.keys()
    if operation.writes:
        beside |= request.GET.keys()
    if beside:
        raise Misread(f"{', '.join(sorted(beside))}: unknown here; /api/openapi.json says what goes where")
    return given


def query_of(request: HttpRequest, operation: Operation) -> dict[str, object]:
    """Return the query string of a read."""
    lists = {one.name for one in operation.inputs if one.is_structured}
    twice = [name for name in request.GET if name not in lists and len(request.GET.getlist(name)) > 1]
    if twice:
        raise Misread(f"{', '.join(twice)}: given twice; say it once")
    return {name: request.GET.getlist(name) if name in lists else request.GET[name] for name in request.GET}


def body_of(request: HttpRequest) -> dict[str, object]:
    """Return the body of a write."""
    if request.body and request.content_type != JSON:
        raise WrongMediaType(f"Send the body with the header `Content-Type: {JSON}`.")
    try:
        body = json.loads(request.body or b"{}", parse_constant=_no_number, object_pairs_hook=_once)
    except (ValueError, RecursionError) as error:
        raise NotJson(f"The body is not JSON: {error or 'it is nested too deep'}.") from error
    if not isinstance(body, dict):
        raise NotJson("The body is not a JSON object: put { } around it.")
    return body


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    whole = dict(pairs)
    if len(whole) < len(pairs):
        raise ValueError("a name is given twice in one object")
    return whole


@explained
def nowhere(request: HttpRequest) -> HttpResponse:
    """Answer whatever has no endpoint, once it is known who asks."""
    signed_in(request)
    raise NoSuchAddress("The API has nothing at this address; /api/openapi.json tells what it has.")


@explained
def description(request: HttpRequest) -> HttpResponse:
    """Answer with the OpenAPI description, which is the same for everybody and in the documentation too."""
    if request.method != "GET":
        raise WrongMethod(str(request.method), allowed="GET")
    return JsonResponse(describe(served()))
