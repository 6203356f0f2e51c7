"""The banner over a scorecard in preview: how many of its ten days are left, and the way to agree."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from detente.ui.render import rendered

DAYS = 10


def preview_banner(content: str, title: str, text: str, *, days_left: int) -> SafeString:
    """Wrap the buttons of whoever may decide.

    Parameters
    ----------
    title, text : str
        What this is, and what happens when nobody says anything.
    days_left : int
        Whole days until it is published, 0 on the last one.
    """
    left = min(max(days_left, 0), DAYS)
    boxes: Sequence[bool] = [place < DAYS - left for place in range(DAYS)]
    words = (
        ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
        if left
        else gettext("Last day")
    )
    return rendered(
        "preview_banner/preview_banner.html",
        content=content,
        title=title,
        text=text,
        words=words,
        boxes=boxes,
    )
