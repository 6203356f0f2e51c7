"""The palette: Ctrl+K or ⌘K from any page, type a few letters, and be there; and what was found, as a page shows it."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from detente.ui.render import rendered
from detente.ui.search import Hit, HitGroup
from detente.ui.shell import NavigationLink


def palette(url: str, places: Sequence[NavigationLink] = ()) -> SafeString:
    """Place the palette, closed; each page has one.

    Parameters
    ----------
    url : str
        Where the search is: it fills the palette while one types, and shows everything that was found.
    places : sequence of NavigationLink
        What is offered before anything is typed: the links of the side bar.
    """
    hits = tuple(Hit(one.label, one.href, icon=one.icon) for one in places)
    groups = (HitGroup("places", gettext("Go to"), "layers", hits),) if hits else ()
    return rendered("palette/palette.html", url=url, found=palette_found(groups, words="", url=url))


def palette_button(url: str) -> SafeString:
    """Show what opens the palette, with its keys; without JavaScript it leads to the search's own page."""
    return rendered("palette/button.html", url=url)


def palette_found(groups: Sequence[HitGroup], *, words: str, url: str) -> SafeString:
    """Show what was found in the palette: options by kind, the first of which Enter opens.

    Parameters
    ----------
    groups : sequence of HitGroup
        What was found, by kind.
    words : str
        What was typed; empty before anything is.
    url : str
        The page that shows all that these words find.
    """
    return rendered(
        "palette/found.html",
        groups=groups,
        words=words,
        url=url,
        count=sum(len(one.hits) for one in groups),
        more=any(one.more for one in groups),
    )


def found_groups(groups: Sequence[HitGroup]) -> SafeString:
    """Show what was found as a page does: a list of links for each kind."""
    return rendered("palette/groups.html", groups=groups)
