"""What a door knows of a use case or a query: doors are derived from this and nothing else."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, is_dataclass
from enum import StrEnum
from typing import Any, get_args, get_origin

from detente.foundation.errors import AnticipatedError
from detente.foundation.roles import Permission

REQUIRED = inspect.Parameter.empty


class Doors(StrEnum):
    """Who opens an operation to the outside."""

    DERIVED = "derived"  # the API and the command line make it from the registry
    FILES = (
        "files"  # the API takes its files as multipart/form-data; the command line by a command of the room's
    )
    LINES = "lines"  # the API streams the lines of its answer; the command line by a command of its own
    BY_HAND = "by hand"  # an upload, a download or a feed: its room's web.py or the site's code does


@dataclass(frozen=True, slots=True)
class Input:
    """One thing that is asked of the person at the door."""

    name: str
    annotation: Any  # any typing construct: a class, a NewType, list[Scenario], date | None
    default: Any  # REQUIRED, or a value of that type
    description: str

    @property
    def holds_records(self) -> bool:
        """Whether it is a dataclass, or may be, or lists them."""
        return any(is_dataclass(kind) for kind in kinds(self.annotation))

    @property
    def is_structured(self) -> bool:
        """Whether it takes more than one word to say: a record, or a list or a mapping of anything."""
        return any(is_dataclass(kind) or kind in (list, tuple, dict) for kind in kinds(self.annotation))

    @property
    def is_flag(self) -> bool:
        """Whether it is a yes or no that is no by default."""
        return self.annotation is bool and self.default is False


@dataclass(frozen=True, slots=True)
class Operation:
    """A use case (it writes) or a query (it only reads)."""

    name: str  # "scorecards.publish": operationId, command and audit verb
    path: str  # "relationships/{relationship}/scorecards": where the API has it
    permission: Permission
    writes: bool
    raises: tuple[type[AnticipatedError], ...]
    summary: str
    inputs: tuple[Input, ...]
    told_the_time: bool
    answer: Any  # the type that comes back
    run: Callable[..., object]
    doors: Doors

    @property
    def method(self) -> str:
        """How the API is asked: POST for what writes, GET for what only reads."""
        return "POST" if self.writes else "GET"

    @property
    def path_inputs(self) -> tuple[Input, ...]:
        """The inputs that are part of the path."""
        return tuple(one for one in self.inputs if f"{{{one.name}}}" in self.path)

    @property
    def other_inputs(self) -> tuple[Input, ...]:
        """The inputs that come in the body of a write, in the query string of a read."""
        return tuple(one for one in self.inputs if f"{{{one.name}}}" not in self.path)


def kinds(annotation: Any) -> Iterator[type]:  # Any: see Input
    """Yield the classes that an annotation is made of: list[int] | None has these four.

    >>> [kind.__name__ for kind in kinds(list[int] | None)]
    ['UnionType', 'list', 'int', 'NoneType']
    """
    outermost = get_origin(annotation) or annotation
    if isinstance(outermost, type):
        yield outermost
    for part in get_args(annotation):
        yield from kinds(part)
