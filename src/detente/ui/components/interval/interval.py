"""A range in a table's cell: both ends in figures, the bar between them, the floor, the way to "why?"."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString

from detente.ui.figures import points
from detente.ui.render import remembered, rendered


@dataclass(frozen=True, slots=True)
class PointsIn:
    """How much evidence is in where it is too early for a range: "14.5 of 240 points in"."""

    given: float
    planned: float


def interval(
    demonstrated: float | None,
    possible: float | None,
    *,
    about: str,
    why: str = "",
    floor: float | None = None,
    trend: Sequence[float | None] | None = None,
    trend_id: str = "",
    too_early: PointsIn | None = None,
) -> SafeString:
    """Show a range from 0 to 100, or say in words why there is none.

    Parameters
    ----------
    demonstrated, possible : float or None
        Both ends, in points; None, None where there is no evidence. Demonstrated above possible is shown as
        "sources disagree".
    about : str
        Whose and what, for a screen reader: "Trust of Kestrel".
    why : str
        Address of the page that says how it was computed.
    floor : float, optional
        The agreed floor; a demonstrated end below it gets a mark.
    trend : Sequence[float or None], optional
        Demonstrated ends of past months, drawn as a spark line.
    trend_id : str, optional
        Given where the spark line comes after the page: its place is kept, and `trend` fills it.
    too_early : PointsIn, optional
        Given where too little is in: the points are shown in place of a range.

    Raises
    ------
    OutsideScale
        If a figure is not from 0 to 100.
    """
    missing = demonstrated is None or possible is None
    return remembered(
        "interval/interval.html",
        state="too early" if too_early else "no evidence" if missing else "range",
        demonstrated=demonstrated,
        possible=possible,
        low="" if demonstrated is None else points(demonstrated, floor),
        high="" if possible is None else points(possible),
        about=about,
        why_url=why,
        floor=floor,
        floor_text="" if floor is None else points(floor),
        below=demonstrated is not None and floor is not None and demonstrated < floor,
        disagree=demonstrated is not None and possible is not None and demonstrated > possible,
        trend=tuple(trend) if trend else None,
        trend_id=trend_id,
        given=f"{too_early.given:g}" if too_early else "",
        planned=f"{too_early.planned:g}" if too_early else "",
    )


def trend(values: Sequence[float | None], *, id: str) -> SafeString:  # noqa: A002  the word of HTML
    """Fill the place that ``interval`` kept under this id, when htmx brings it after the page."""
    return rendered("interval/trend.html", values=values, id=id)
