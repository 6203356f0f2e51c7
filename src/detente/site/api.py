"""The REST API: an endpoint for each use case (POST) and query (GET), derived from the registry."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import asdict

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import URLPattern, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from detente.foundation import clock
from detente.foundation.access import Actor, actor_with_token
from detente.foundation.errors import Invalid
from detente.foundation.form import fill_in
from detente.foundation.operation import Operation
from detente.foundation.registry import derived
from detente.site.failures import NotSignedIn, explain
from detente.site.openapi import describe
from detente.site.translation import form, perform, title


class NotJson(Invalid):
    """The body of a request is no JSON object."""


def routes() -> list[URLPattern]:
    """Return the endpoints of everything that is registered, and their description."""
    by_path: dict[str, dict[str, Operation]] = defaultdict(dict)
    for operation in derived():
        by_path[operation.path]["POST" if operation.writes else "GET"] = operation
    endpoints = [
        path(re.sub(r"{(\w+)}", r"<\1>", where), endpoint(operations))
        for where, operations in by_path.items()
    ]
    return [path("openapi.json", description), *endpoints]


def endpoint(operations: Mapping[str, Operation]) -> Callable[..., HttpResponse]:
    """Return the view of one path, which may be read, written, or both."""
    forms = {method: form(title(one), one.inputs) for method, one in operations.items()}

    @csrf_exempt  # a token signs each request in, a cookie never does
    @require_http_methods([*operations])
    def view(request: HttpRequest, **in_path: str) -> HttpResponse:
        method = str(request.method)
        operation = operations[method]
        try:
            actor = signed_in(request)
            asked = fill_in(forms[method], {**sent(request, operation), **in_path})
            answer = perform(operation, actor, asked)
        except Exception as error:  # noqa: BLE001  # a door lets nothing through
            status, problem = explain(error)
            return JsonResponse(asdict(problem), status=status)
        return HttpResponse(answer, content_type="application/json")

    return view


def signed_in(request: HttpRequest) -> Actor:
    """Return who sends the request, by the token of its Authorization header."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    actor = actor_with_token(token, at=clock.now()) if scheme.lower() == "bearer" else None
    if actor is None:
        raise NotSignedIn("Send the header `Authorization: Bearer <your token>`.")
    return actor


def sent(request: HttpRequest, operation: Operation) -> dict[str, object]:
    """Return what the request asks for, in its body (a write) or its query string (a read)."""
    if not operation.writes:
        lists = {one.name for one in operation.inputs if one.is_structured}
        return {
            name: request.GET.getlist(name) if name in lists else request.GET[name]
            for name in request.GET
        }
    try:
        body = json.loads(request.body or b"{}")
    except ValueError as error:
        raise NotJson("The body is not JSON.") from error
    if not isinstance(body, dict):
        raise NotJson("The body is not a JSON object: put { } around it.")
    return body


def description(_: HttpRequest) -> JsonResponse:
    """Answer with the OpenAPI description."""
    return JsonResponse(describe(derived()))
