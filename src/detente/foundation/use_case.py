"""A use case or a query: the one function that a page, an API call and a command share."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from detente.foundation.access import Actor
from detente.foundation.audit_log import record
from detente.foundation.errors import AnticipatedError
from detente.foundation.operation import Doors
from detente.foundation.registry import register
from detente.foundation.roles import Permission
from detente.foundation.tenancy import acting_for

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")


def use_case(
    name: str,
    *,
    permission: Permission,
    path: str,
    raises: tuple[type[AnticipatedError], ...] = (),
    doors: Doors = Doors.DERIVED,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a service a use case: permitted, scoped, in one transaction, on record, open at every door.

    Parameters
    ----------
    name : room.verb_noun
        Its operationId, its command and its verb in the audit log.
    permission : Permission
        What the actor must hold.
    path : str
        Where the API has it (POST). Each {placeholder} is one of the service's inputs.
    raises : classes
        The errors a person may meet; the API's description promises them.
    doors : Doors
        Whether the doors are derived, or written by hand (uploads, feeds).
    """

    def decorate(service: Callable[P, R]) -> Callable[P, R]:
        @wraps(service)
        def run(*args: P.args, **inputs: P.kwargs) -> R:
            actor, moment = supplied(inputs, "actor", Actor), supplied(inputs, "at", datetime)
            actor.require(permission)
            with acting_for(actor.organisation, writes=True):
                answer = service(*args, **inputs)
                asked = {key: value for key, value in inputs.items() if key not in ("actor", "at")}
                record(verb=name, actor=actor, at=moment, inputs=asked)
            return answer

        register(run, name=name, path=path, permission=permission, writes=True, raises=raises, doors=doors)
        return run

    return decorate


def query(
    name: str,
    *,
    permission: Permission,
    path: str,
    raises: tuple[type[AnticipatedError], ...] = (),
    doors: Doors = Doors.DERIVED,
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a selector a query: permitted, scoped, and open at every door (GET). It leaves no trace."""

    def decorate(selector: Callable[P, R]) -> Callable[P, R]:
        @wraps(selector)
        def run(*args: P.args, **inputs: P.kwargs) -> R:
            actor = supplied(inputs, "actor", Actor)
            actor.require(permission)
            with acting_for(actor.organisation, writes=False):
                return selector(*args, **inputs)

        register(run, name=name, path=path, permission=permission, writes=False, raises=raises, doors=doors)
        return run

    return decorate


def supplied(inputs: Mapping[str, object], name: str, kind: type[T]) -> T:
    """Return what the door supplies, or say that the caller forgot it."""
    value = inputs.get(name)
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")
    return value
