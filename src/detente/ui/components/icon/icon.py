"""An icon, drawn with one line width on a grid of 24; beside a word it is hidden from screen readers."""

from functools import cache
from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.errors import UnknownIcon
from detente.ui.render import UI, rendered
from detente.ui.words import one_of

IconSize = Literal["normal", "small"]


@cache
def icon_names() -> tuple[str, ...]:
    """Return the names of all icons: the files in `ui/icons`."""
    return tuple(sorted(path.stem for path in (UI / "icons").glob("*.svg")))


def icon(name: str, *, label: str = "", size: IconSize = "normal") -> SafeString:
    """Show an icon; give it a label only where no word stands beside it.

    Raises
    ------
    UnknownIcon
        If `ui/icons` has no file of that name.
    """
    if name not in icon_names():
        raise UnknownIcon(
            f"there is no icon {name!r}; draw it as ui/icons/{name}.svg or use one of "
            f"{', '.join(icon_names())}"
        )
    small = one_of(IconSize, size, "size") == "small"
    return (
        rendered("icon/icon.html", drawing=f"icons/{name}.svg", label=label, small=small)
        if label
        else _drawn(name, small=small)
    )


@cache
def _drawn(name: str, *, small: bool) -> SafeString:
    """Return an icon beside a word: a page has hundreds of them, of a few kinds."""
    return rendered("icon/icon.html", drawing=f"icons/{name}.svg", label="", small=small)
