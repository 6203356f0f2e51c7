"""What the catalogue page shows: every component's examples, rendered for both themes."""

import re
from dataclasses import dataclass
from functools import cache
from inspect import signature

from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from detente.ui.discovery import Component, Tag, components, takes_content
from detente.ui.example import Example
from detente.ui.render import rendered_source

# Attributes that name an element of the page; each rendering of an example needs names of its own.
NAMING = re.compile(
    r'( (?:id|for|name|list|data-chart|aria-labelledby|aria-controls|aria-describedby)=")([^"]+)(")'
)


@dataclass(frozen=True, slots=True)
class ShownExample:
    """One example, rendered."""

    title: str
    source: str
    light: SafeString
    dark: SafeString
    wide: bool


@dataclass(frozen=True, slots=True)
class ShownComponent:
    """One component with its rendered examples and the signatures of its tags."""

    name: str
    title: str
    summary: str
    examples: tuple[ShownExample, ...]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """The page of all components."""

    title: str
    components: tuple[ShownComponent, ...]


def catalogue_page() -> CataloguePage:
    """Return the catalogue in the reader's language; it is rendered once in each."""
    return _catalogue_in(get_language())


@cache
def _catalogue_in(_language: str | None) -> CataloguePage:
    shown = tuple(_shown(component) for component in components())
    return CataloguePage(gettext("Components and their states"), shown)


def example_html(example: Example) -> SafeString:
    """Return the HTML of an example."""
    return rendered_source(example.source, dict(example.values))


def tag_signature(tag: Tag) -> str:
    """Return how a template writes a tag, from the signature of its function."""
    parameters = [
        str(parameter) for name, parameter in signature(tag).parameters.items() if name != "content"
    ]
    written = re.sub(
        r"(?:detente|collections|datetime|django)\.[\w.]*\.|datetime\.", "", " ".join(parameters)
    )
    name = getattr(tag, "__name__", "")
    return f"{{% {name} {written} %}}" + (f" … {{% end{name} %}}" if takes_content(tag) else "")


def _shown(component: Component) -> ShownComponent:
    return ShownComponent(
        name=component.name,
        title=component.name.replace("_", " ").capitalize(),
        summary=component.summary,
        examples=tuple(_shown_example(example) for example in component.examples),
        tags=tuple(tag_signature(tag) for tag in component.tags),
    )


def _shown_example(example: Example) -> ShownExample:
    html = example_html(example)
    light, dark = with_other_names(html, "light"), with_other_names(html, "dark")
    return ShownExample(example.title, example.source, light, dark, example.wide)


def with_other_names(html: SafeString, ending: str) -> SafeString:
    """Return the same HTML with an ending to every name of an element, so that names stay unique."""

    def renamed(found: re.Match[str]) -> str:
        before, names, after = found.groups()
        return before + " ".join(f"{name}-{ending}" for name in names.split()) + after

    return SafeString(NAMING.sub(renamed, html))  # nosec B703  # the components escaped it
