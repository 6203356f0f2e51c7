"""The pages of the REST API, from the registry of use cases and queries."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any, get_args, get_origin

from detente.foundation.operation import REQUIRED, Doors, Input, Operation
from detente.foundation.registry import OPERATIONS
from detente.site.failures import promised
from detente.site.reference.markdown import joined, table
from detente.site.translation import SPOKEN

FILE = "api.md"
INTRODUCTION = """Send `Authorization: Bearer TOKEN` with each request. What is in the path is an input
too; the others of a GET go in the query string, those of a POST in a JSON object.
[openapi.json](openapi.json) holds the same with every schema; a running server has it at
`/api/openapi.json`. Each operation is a [command](commands.md) as well: `room.verb_noun` is `detente
room verb-noun`."""


def page() -> str:
    """Return every operation: its address, its inputs, its answer, and what can go wrong."""
    operations = sorted(OPERATIONS.values(), key=lambda one: one.name)
    return joined(
        [
            "# REST API",
            INTRODUCTION,
            *(
                part
                for room, group in groupby(operations, key=lambda one: one.name.partition(".")[0])
                for part in [
                    f"## {room.replace('_', ' ')}",
                    *(said for one in group for said in section(one)),
                ]
            ),
        ]
    )


def section(operation: Operation) -> Iterator[str]:
    """Yield the part of the page about one operation."""
    yield f"### {operation.name}"
    if operation.doors is Doors.BY_HAND:
        yield f"{operation.summary} It has a page or a command of its own instead of a derived address."
    else:
        yield f"`{operation.method} /api/{operation.path}`: {operation.summary}"
    if operation.doors in (Doors.FILES, Doors.LINES):
        spoken = SPOKEN[operation.doors]
        yield f"Sent as `{spoken.body}`, answered with {spoken.status} and `{spoken.answer}`."
    yield f"Takes the permission to {operation.permission}; answers with {type_name(operation.answer)}."
    if operation.inputs:
        yield table(["input", "type", "default", "meaning"], [row(one) for one in operation.inputs])
    if operation.doors in SPOKEN:
        failures = [f"{status}: {said}" for status, said in sorted(promised(operation).items())]
        yield "\n".join(f"- {one}" for one in failures)


def row(one: Input) -> list[str]:
    """Return the line of one input."""
    default = "required" if one.default is REQUIRED else f"`{shown(one.default)}`"
    return [f"`{one.name}`", type_name(one.annotation), default, one.description]


def shown(value: object) -> str:
    """Return a default as it is written in JSON or a query string."""
    return json.dumps(value) if isinstance(value, bool | None) else str(value)


def type_name(annotation: Any) -> str:  # Any: whatever a signature holds
    """Return a type in words.

    >>> type_name(list[int] | None)
    'list of int or nothing'
    """
    if annotation is None or annotation is type(None):
        return "nothing"
    outermost, parts = get_origin(annotation), get_args(annotation)
    if outermost is Annotated:
        return type_name(parts[0])
    if outermost in (list, tuple, set, frozenset):
        return f"list of {type_name(parts[0])}"
    if parts and outermost is not None and isinstance(outermost, type) and outermost.__module__ != "types":
        return f"{outermost.__name__} of {', '.join(type_name(one) for one in parts)}"
    if parts:
        return " or ".join(type_name(one) for one in parts)
    return getattr(annotation, "__name__", str(annotation))
