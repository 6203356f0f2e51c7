"""Which components there are: one folder each below `components`, nothing listed anywhere."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import get_annotations, getmembers, isfunction
from pathlib import Path
from types import ModuleType

from django.utils.safestring import SafeString

from detente.ui.example import Example

FOLDER = Path(__file__).resolve().parent / "components"
PACKAGE = "detente.ui.components"

Tag = Callable[..., SafeString]


@dataclass(frozen=True, slots=True)
class Component:
    """One component: its folder's name, its first line of explanation, its tags and its examples."""

    name: str
    summary: str
    tags: tuple[Tag, ...]
    examples: tuple[Example, ...]
    attack: Example


def component_names() -> tuple[str, ...]:
    """Return the names of all component folders, in alphabetical order."""
    return tuple(sorted(path.parent.name for path in FOLDER.glob("*/__init__.py")))


def component_module(name: str) -> ModuleType:
    """Return the module that holds the typed functions of one component."""
    return import_module(f"{PACKAGE}.{name}.{name}")


def tags_of(module: ModuleType) -> Iterator[Tag]:
    """Yield the functions of a component's module that are template tags: public, returning SafeString."""
    for name, function in getmembers(module, isfunction):
        own = function.__module__ == module.__name__ and not name.startswith("_")
        if own and get_annotations(function).get("return") is SafeString:
            yield function


def takes_content(tag: Tag) -> bool:
    """Say whether a tag wraps other markup: its first parameter is called ``content``."""
    return next(iter(get_annotations(tag))) == "content"


@cache
def components() -> tuple[Component, ...]:
    """Return every component with its tags and examples, in alphabetical order."""
    return tuple(_component(name) for name in component_names())


def _component(name: str) -> Component:
    module, examples = component_module(name), import_module(f"{PACKAGE}.{name}.example")
    summary = (module.__doc__ or "").strip().split("\n", 1)[0]
    return Component(name, summary, tuple(tags_of(module)), examples.EXAMPLES, examples.ATTACK)
