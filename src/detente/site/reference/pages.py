"""All generated pages, by file name."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from detente.site import reference
from detente.site.rooms import room_names

NOTE = "<!-- Made by scripts/generate-docs from the code; do not edit. -->\n\n"


def pages() -> dict[str, str]:
    """Return the text of each generated page of docs/look_up, by its file name."""
    made = {module.FILE: module.page() for module in sources()}
    return {name: NOTE + text if name.endswith(".md") else text for name, text in sorted(made.items())}


def sources() -> Iterator[ModuleType]:
    """Yield the modules that make a page: those here, then those of the rooms."""
    names = [one.name for one in iter_modules(reference.__path__, f"{reference.__name__}.")]
    of_rooms = [f"{room}.reference_pages" for room in room_names()]
    names += [one for one in of_rooms if find_spec(one) is not None]
    for name in names:
        module = import_module(name)
        if hasattr(module, "FILE"):
            yield module
