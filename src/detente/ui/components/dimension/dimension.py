"""The head of one dimension: its two figures large, the bar, its history below; three stand side by side."""

from django.utils.safestring import SafeString

from detente.ui.components.interval.interval import PointsIn
from detente.ui.figures import points
from detente.ui.render import rendered


def dimension(
    content: str,
    name: str,
    demonstrated: float | None,
    possible: float | None,
    *,
    id: str,  # noqa: A002  the word of HTML
    why: str,
    about: str,
    floor: float | None = None,
    change: float | None = None,
    since: str = "",
    since_why: str = "",
    too_early: PointsIn | None = None,
) -> SafeString:
    """Wrap the history chart of a dimension, to stand inside ``panels``.

    Parameters
    ----------
    name : str
        The dimension.
    demonstrated, possible : float or None
        The range in points; None, None where there is no evidence.
    about : str
        Whose and what, for a screen reader: "Trust of Kestrel".
    change, since : float, str
        By how many points the demonstrated end moved since a day, given in words: "1 Nov".
    since_why : str
        Address of the page that says what moved it.
    too_early : PointsIn, optional
        Given where too little is in: the points are shown in place of the range.
    """
    moved = 0 if change is None else round(change)
    return rendered(
        "dimension/dimension.html",
        content=content,
        name=name,
        id=id,
        why_url=why,
        about=about,
        known=demonstrated is not None and possible is not None and too_early is None,
        demonstrated=demonstrated,
        possible=possible,
        low="" if demonstrated is None else points(demonstrated, floor),
        high="" if possible is None else points(possible),
        floor=floor,
        floor_words="" if floor is None else points(floor),
        below=demonstrated is not None and floor is not None and demonstrated < floor,
        disagree=demonstrated is not None and possible is not None and demonstrated > possible,
        rose=moved > 0,
        fell=moved < 0,
        moved=str(abs(moved)),
        since=since,
        since_why=since_why,
        given=f"{too_early.given:g}" if too_early else "",
        planned=f"{too_early.planned:g}" if too_early else "",
    )
