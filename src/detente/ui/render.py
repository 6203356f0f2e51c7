"""How a component's function turns its values into HTML, without the page's context.

A component sees what its function passes and nothing else, so it looks the same on every page.
"""

from collections.abc import Hashable
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import SafeString
from django.utils.translation import get_language

UI = Path(__file__).resolve().parent
BUILTINS = ("django.templatetags.i18n", "django.templatetags.static", "detente.ui.templatetags.ui")
FROM_FILES = "django.template.loaders.filesystem.Loader"


@cache
def component_engine() -> Engine:
    """Return the template engine of the components: their folders, the icons, translation and all tags."""
    loaders = [FROM_FILES] if settings.DEBUG else [("django.template.loaders.cached.Loader", [FROM_FILES])]
    return Engine(dirs=[str(UI / "components"), str(UI)], loaders=loaders, builtins=list(BUILTINS))


def rendered(template: str, /, **values: object) -> SafeString:
    """Return the HTML of one template below `components`, such as ``button/button.html``."""
    return component_engine().get_template(template).render(Context(values))


def remembered(template: str, /, **values: Hashable) -> SafeString:
    """Return the same as `rendered`, of a component that a page has hundreds of: once made, it is kept.

    Its values are all that a component sees, so equal ones of equal types look alike in one language; text that is safe
    already is of another type than text that is not.
    """
    if settings.DEBUG:
        return rendered(template, **values)
    kinds = tuple(type(one) for one in values.values())
    return _remembered(template, get_language(), kinds, tuple(values.items()))


@lru_cache(maxsize=8192)  # some ten megabytes in each process
def _remembered(
    template: str,
    language: str | None,  # part of what it is kept under, as is the next
    kinds: tuple[type, ...],
    values: tuple[tuple[str, Hashable], ...],
) -> SafeString:
    return rendered(template, **dict(values))


def rendered_source(source: str, values: dict[str, object]) -> SafeString:
    """Return the HTML of a piece of template source, as the catalogue shows it."""
    return component_engine().from_string(source).render(Context(values))
