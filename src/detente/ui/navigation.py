"""The entries of the side bar: rooms register theirs in panels.py, no list names the rooms."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from detente.ui.errors import InvalidNavigation
from detente.ui.shell import NavigationLink


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One place in the side bar.

    Parameters
    ----------
    label : str
        What it is called; a lazily translated string is welcome.
    url_name : str
        Name of a page without parameters, such as ``portfolio``.
    icon : str
        Name of a file in `ui/icons`.
    order : int
        Lower stands higher; stages leave gaps of ten.
    permission : str
        What a person must be permitted to do to see it; empty for everybody who is signed in.
    """

    label: str
    url_name: str
    icon: str
    order: int
    permission: str = ""


_entries: dict[str, NavEntry] = {}


def register(entry: NavEntry) -> NavEntry:
    """Add an entry to the side bar; registering the same one twice changes nothing.

    Raises
    ------
    InvalidNavigation
        If another entry already leads to the same page.
    """
    known = _entries.setdefault(entry.url_name, entry)
    if known != entry:
        raise InvalidNavigation(
            f"two navigation entries lead to {entry.url_name!r}: "
            f"{known.label!r} and {entry.label!r}; keep one"
        )
    return entry


def entries() -> tuple[NavEntry, ...]:
    """Return all entries from top to bottom."""
    return tuple(sorted(_entries.values(), key=lambda entry: (entry.order, entry.url_name)))


def navigation_links(
    *,
    path: str,
    permitted: Callable[[str], bool],
    counts: Mapping[str, int] | None = None,
    among: Iterable[NavEntry] | None = None,
) -> tuple[NavigationLink, ...]:
    """Return the links that one person sees on one page.

    Parameters
    ----------
    path : str
        Path of the request; the entry with the longest matching address is the current one.
    permitted : Callable[[str], bool]
        Answers whether the person holds a permission.
    counts : Mapping[str, int], optional
        Numbers beside entries, by `url_name`.
    among : Iterable[NavEntry], optional
        The entries to choose from; all registered ones if left out.

    Raises
    ------
    InvalidNavigation
        If an entry names a page that does not exist.
    """
    seen = [
        entry
        for entry in (entries() if among is None else among)
        if not entry.permission or permitted(entry.permission)
    ]
    addresses = {entry.url_name: _address(entry) for entry in seen}
    matching = [
        address
        for address in addresses.values()
        if path == address or path.startswith(address.rstrip("/") + "/")
    ]
    current = max(matching, key=len, default=None)
    return tuple(
        NavigationLink(
            label=entry.label,
            href=addresses[entry.url_name],
            icon=entry.icon,
            count=(counts or {}).get(entry.url_name),
            current=addresses[entry.url_name] == current,
        )
        for entry in seen
    )


def _address(entry: NavEntry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch as problem:
        raise InvalidNavigation(
            f"navigation entry {entry.label!r} leads to {entry.url_name!r}, which is no page; check urls.py"
        ) from problem
