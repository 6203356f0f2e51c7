"""What each room lays down for the site's tests, in its `tests/`: found, not listed."""

from collections.abc import Iterator
from graphlib import TopologicalSorter
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from detente.foundation.tests.example import Example


def found(name: str) -> dict[str, ModuleType]:
    """Return the module `tests/<name>.py` of each of our apps that has one, by the app's dotted name."""
    ours = [one.name for one in apps.get_app_configs() if one.name.startswith("detente.")]
    modules = [one for one in ours if find_spec(f"{one}.tests") and find_spec(f"{one}.tests.{name}")]
    return {one.removeprefix("detente."): import_module(f"{one}.tests.{name}") for one in modules}


def in_order(modules: dict[str, ModuleType]) -> Iterator[ModuleType]:
    """Yield modules so that what one NEEDS comes before it."""
    needed = {name: set(getattr(one, "NEEDS", ())) for name, one in modules.items()}
    for name in TopologicalSorter(needed).static_order():
        if name in modules:
            yield modules[name]


def every_example() -> dict[str, Example]:
    """Return one worked example an operation."""
    examples: dict[str, Example] = {}
    for module in found("examples").values():
        twice = examples.keys() & module.EXAMPLES.keys()
        assert not twice, f"{module.__name__} repeats {sorted(twice)}"
        examples.update(module.EXAMPLES)
    return examples


def lay_out_the_world() -> None:
    """Write the rows that the examples speak of; the people are there."""
    for module in in_order(found("examples")):
        if hasattr(module, "world"):
            module.world()
