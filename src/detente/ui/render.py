"""How a component's function turns its values into HTML, without the page's context.

A component sees what its function passes and nothing else, so it looks the same on every page.
"""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.template import Context, Engine
from django.utils.safestring import SafeString

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


def rendered_source(source: str, values: dict[str, object]) -> SafeString:
    """Return the HTML of a piece of template source, as the catalogue shows it."""
    return component_engine().from_string(source).render(Context(values))
