"""What stands around every page: who looks, for which organisation, where they can go."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")
THEME_COOKIE = "theme"


@dataclass(frozen=True, slots=True)
class NavigationLink:
    """One link of the side bar; `count` is None where no number stands beside it."""

    label: str
    href: str
    icon: str
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class Bell:
    """Where notices are, and how many are unread: "3", "99+", or empty for none; `count_url` tells it anew."""

    href: str
    count_url: str
    unread: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Shell:
    """What the side bar and the head of a page show, for one person on one page.

    Parameters
    ----------
    organisation : str
        For whom the person looks at the record, such as "Halden Bank".
    view_label : str
        Whose side is shown, such as "Customer's view".
    person, role : str
        Who is signed in, and as what.
    navigation : tuple[NavigationLink, ...]
        The links of the side bar, from `navigation.navigation_links`.
    theme : Theme
        The person's choice; "auto" follows their device.
    home_url, account_url, sign_out_url, search_url : str
        Where the name of the product, the person's name, "Sign out" and "Search" lead; empty leaves the link away.
    switch_url : str
        Where a person with several organisations chooses another; empty leaves the link away.
    bell : Bell or None
        What one was told; None leaves it away.
    """

    organisation: str
    view_label: str
    person: str
    role: str
    navigation: tuple[NavigationLink, ...]
    theme: Theme = "auto"
    home_url: str = "/"
    account_url: str = ""
    sign_out_url: str = ""
    switch_url: str = ""
    search_url: str = ""
    bell: Bell | None = None


def theme_from(cookies: Mapping[str, str]) -> Theme:
    """Return the theme that a browser's cookies ask for; anything unknown means "auto"."""
    asked = cookies.get(THEME_COOKIE, "auto")
    return next((theme for theme in THEMES if theme == asked), "auto")
