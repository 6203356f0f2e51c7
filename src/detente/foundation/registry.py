"""Every use case and query there is. A function that no door could open is refused on import."""

import inspect
import re
from collections.abc import Callable
from datetime import datetime
from typing import get_type_hints

from detente.foundation.access import Actor
from detente.foundation.docstring import parameter_descriptions, summary
from detente.foundation.errors import AnticipatedError, NotPermitted
from detente.foundation.operation import Doors, Input, Operation
from detente.foundation.roles import Permission

SUPPLIED_BY_THE_DOOR = {"actor": Actor, "at": datetime}
OPERATIONS: dict[str, Operation] = {}


class UnfitOperation(TypeError):
    """A function that no door could be derived from. Raised while it is imported."""


def register(
    run: Callable[..., object],
    *,
    name: str,
    path: str,
    permission: Permission,
    writes: bool,
    raises: tuple[type[AnticipatedError], ...],
    doors: Doors,
) -> None:
    """Describe `run` from its signature and docstring, or refuse it."""
    parameters = inspect.signature(run).parameters
    types = get_type_hints(run, include_extras=True)
    docstring = inspect.getdoc(run) or ""
    described = parameter_descriptions(docstring)
    supplied = {one for one in SUPPLIED_BY_THE_DOOR if one in parameters}
    placeholders = set(re.findall(r"{(\w+)}", path))

    def insist(condition: object, otherwise: str) -> None:
        if not condition:
            raise UnfitOperation(f"{name}: {otherwise}")

    insist(re.fullmatch(r"[a-z_]+\.[a-z_]+", name), "name it room.verb_noun")
    insist(permission.roles, "say which permission it takes, held by somebody")
    insist(docstring, "say in one line what it does")
    insist(all(one.kind is one.KEYWORD_ONLY for one in parameters.values()), "take keywords only")
    insist({*parameters, "return"} <= set(types), "give every input and the answer a type")
    inputs = tuple(
        Input(one.name, types[one.name], one.default, described.get(one.name, ""))
        for one in parameters.values()
        if one.name not in supplied
    )
    insist(
        all(types[one] is SUPPLIED_BY_THE_DOOR[one] for one in supplied),
        "actor is an Actor, at is a datetime",
    )
    insist("actor" in supplied, "take the actor")
    insist("at" in supplied or not writes, "a use case takes at: its audit entry is dated")
    insist(placeholders <= {one.name for one in inputs}, "every {placeholder} is an input")
    insist(
        writes or not any(one.holds_records for one in inputs),
        "a query takes plain inputs and lists of them: they go in a query string",
    )
    insist(name not in OPERATIONS, "the name is taken")
    at_this_address = [one for one in OPERATIONS.values() if shape(one.path) == shape(path)]
    insist(all(one.path == path for one in at_this_address), "name placeholders as others do")
    insist(all(one.writes != writes for one in at_this_address), f"{path} is taken")

    OPERATIONS[name] = Operation(
        name=name,
        path=path,
        permission=permission,
        writes=writes,
        raises=(NotPermitted, *raises),
        summary=summary(docstring),
        inputs=inputs,
        told_the_time="at" in supplied,
        answer=types["return"],
        run=run,
        doors=doors,
    )


def derived() -> list[Operation]:
    """Return the operations whose doors are derived."""
    return [one for one in OPERATIONS.values() if one.doors is Doors.DERIVED]


def served() -> list[Operation]:
    """Return the operations that the API has an address for."""
    return [one for one in OPERATIONS.values() if one.doors is not Doors.BY_HAND]


def shape(path: str) -> str:
    """Return a path without the names of its placeholders: a/{b} and a/{c} are one address."""
    return re.sub(r"{\w+}", "{}", path)
