"""What can be found: rooms register theirs in panels.py, no list names the rooms."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from detente.ui.errors import InvalidNavigation


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: what it is called, where it is, and in a few words what tells it from others."""

    label: str
    href: str
    note: str = ""
    icon: str = ""
    """Its own, in place of that of its kind."""


Find = Callable[[HttpRequest, str, int], tuple[Hit, ...]]
"""From the request, the words that were typed and how many at most, to what was found; with one query."""


@dataclass(frozen=True, slots=True)
class SearchProvider:
    """One kind of thing that can be found.

    Parameters
    ----------
    name : str
        Unlike that of any other kind.
    label : str
        What stands above what was found; a lazily translated string is welcome.
    icon : str
        Name of a file in `ui/icons`.
    order : int
        Lower stands higher.
    find : Find
        What finds it, for whoever asks.
    permission : str
        What a person must be permitted to do to be shown it; empty for everybody who is signed in.
    """

    name: str
    label: str
    icon: str
    order: int
    find: Find
    permission: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """What was found of one kind; `more` says that there is more than is shown."""

    name: str
    label: str
    icon: str
    hits: tuple[Hit, ...]
    more: bool = False


_providers: dict[str, SearchProvider] = {}


def register_provider(provider: SearchProvider) -> SearchProvider:
    """Add a kind of thing that can be found; registering the same one twice changes nothing.

    Raises
    ------
    InvalidNavigation
        If another kind has the same name.
    """
    known = _providers.setdefault(provider.name, provider)
    if known != provider:
        raise InvalidNavigation(f"two kinds of things that are found are called {provider.name!r}; keep one")
    return provider


def providers() -> tuple[SearchProvider, ...]:
    """Return all kinds from top to bottom."""
    return tuple(sorted(_providers.values(), key=lambda one: (one.order, one.name)))


def found(
    request: HttpRequest,
    words: str,
    *,
    permitted: Callable[[str], bool],
    at_most: int,
    among: Iterable[SearchProvider] | None = None,
) -> tuple[HitGroup, ...]:
    """Return what one person finds, by kind; a kind of which nothing is found is left out.

    Parameters
    ----------
    request : HttpRequest
        Who asks.
    words : str
        What was typed.
    permitted : Callable[[str], bool]
        Answers whether the person holds a permission.
    at_most : int
        How many of a kind.
    among : Iterable[SearchProvider], optional
        The kinds to look through; all registered ones if left out.
    """
    seen = [
        one
        for one in (providers() if among is None else among)
        if not one.permission or permitted(one.permission)
    ]
    groups = [(one, one.find(request, words, at_most + 1)) for one in seen]
    return tuple(
        HitGroup(one.name, str(one.label), one.icon, hits[:at_most], more=len(hits) > at_most)
        for one, hits in groups
        if hits
    )
