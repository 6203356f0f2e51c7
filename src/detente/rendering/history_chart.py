"""The history of a range: what was demonstrated and what was possible, step by step, from 0 to 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import isfinite

from detente.rendering.errors import DescriptionMissing, NothingToDraw, PointOutsideScale, PointsOutOfOrder
from detente.rendering.vega_lite import DEMONSTRATED, FLOOR, INK, POSSIBLE, SCHEMA, Spec, Width, house_config

SCALE_END = 100.0
MONTHS_OF_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """What held from one day on, until the next point.

    Parameters
    ----------
    on : date
        First day on which it held.
    demonstrated, possible : float or None
        Both ends in points, 0 to 100; None while there was no evidence. Demonstrated above possible means
        that sources disagreed.
    floor : float or None
        The agreed floor on that day; None where none was agreed.
    """

    on: date
    demonstrated: float | None
    possible: float | None
    floor: float | None = None


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """The words of the chart, in the reader's language; the defaults are English."""

    demonstrated: str = "demonstrated"
    possible: str = "possible"
    floor: str = "agreed floor"
    no_evidence: str = "no evidence yet"
    months: tuple[str, ...] = (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )


ENGLISH = HistoryWords()


def history_chart(
    points: Sequence[HistoryPoint],
    *,
    description: str,
    until: date,
    words: HistoryWords = ENGLISH,
    width: Width = "container",
    height: int = 76,
) -> Spec:
    """Return the Vega-Lite spec of a history: a band between both ends, a line at the demonstrated one.

    Nothing changes between two facts, so both are steps. The scale always reaches from 0 to 100.

    Parameters
    ----------
    points : Sequence[HistoryPoint]
        At least one with both ends known, in the order of their days, no day twice.
    description : str
        The chart in one sentence, for those who do not see it.
    until : date
        The day as of which the record is shown; the last point holds until then.
    words : HistoryWords, optional
        The words in the reader's language.
    width : int or "container"
        Pixels; paper needs a number.
    height : int
        Pixels of the drawing without its axis, > 0.

    Raises
    ------
    NothingToDraw
        If no point has both ends.
    PointsOutOfOrder
        If days go backwards or repeat, or `until` lies before the last one.
    PointOutsideScale
        If a figure is not from 0 to 100.
    DescriptionMissing
        If the description is empty.
    """
    _check(points, description, until)
    across = {
        "field": "on",
        "type": "temporal",
        "scale": {"type": "utc"},
        "axis": _month_axis(points[0].on, until),
    }
    upright = {"type": "quantitative", "scale": {"domain": [0, 100]}, "axis": {"values": [0, 50, 100]}}
    steps = {"interpolate": "step-after", "aria": False}
    layers: list[Spec] = [
        {
            "name": "possible",
            "mark": {"type": "area", "color": POSSIBLE, "opacity": 0.55, **steps},
            "encoding": {"x": across, "y": {"field": "low", **upright}, "y2": {"field": "high"}},
        },
        {
            "name": "floor",
            "mark": {"type": "line", "color": FLOOR, "strokeDash": [2, 2], "strokeWidth": 1, **steps},
            "encoding": {"x": across, "y": {"field": "floor", **upright}},
        },
        {
            "name": "demonstrated",
            "mark": {"type": "line", "color": DEMONSTRATED, "strokeWidth": 1.75, **steps},
            "encoding": {"x": across, "y": {"field": "low", **upright}},
        },
        {
            "name": "newest",
            "transform": [{"filter": "datum.newest === true"}],
            "mark": {
                "type": "point",
                "filled": True,
                "size": 36,
                "color": DEMONSTRATED,
                "opacity": 1,
                "aria": False,
            },
            "encoding": {"x": across, "y": {"field": "low", **upright}},
        },
        {
            "name": "until",
            "transform": [{"filter": "isValid(datum.ends)"}],
            "mark": {"type": "rect", "color": INK, "opacity": 0, "aria": False},
            "encoding": {
                "x": across,
                "x2": {"field": "ends"},
                "tooltip": {"field": "says", "type": "nominal"},
            },
        },
    ]
    return {
        "$schema": SCHEMA,
        "description": description.strip(),
        "width": width,
        "height": height,
        "padding": {"left": 0, "right": 5, "top": 5, "bottom": 5},
        "config": house_config(),
        "data": {
            "values": history_rows(points, until=until, words=words),
            "format": {"parse": {"on": "utc:'%Y-%m-%d'", "ends": "utc:'%Y-%m-%d'"}},
        },
        "layer": layers,
    }


def history_rows(points: Sequence[HistoryPoint], *, until: date, words: HistoryWords = ENGLISH) -> list[Spec]:
    """Return one row a point, and a last one on `until`: figures for the drawing, words for the table.

    The table takes ``when``, ``low_words``, ``high_words`` and ``floor_words`` of all rows but the last.
    """
    ends = [point.on for point in points[1:]] + [max(until, points[-1].on)]
    rows = [_row(point, end, words) for point, end in zip(points, ends, strict=True)]
    last = points[-1]
    closing = HistoryPoint(ends[-1], last.demonstrated, last.possible, last.floor)
    return [
        *rows,
        {**_row(closing, closing.on, words), "ends": None, "newest": last.demonstrated is not None},
    ]


def _row(point: HistoryPoint, ends: date, words: HistoryWords) -> Spec:
    low, high = _whole(point.demonstrated), _whole(point.possible)
    floor = _whole(point.floor)
    day = f"{point.on.day} {words.months[point.on.month - 1]} {point.on.year}"
    says = f"{low} {words.demonstrated}, {high} {words.possible}" if low and high else words.no_evidence
    return {
        "on": point.on.isoformat(),
        "ends": ends.isoformat(),
        "low": point.demonstrated,
        "high": point.possible,
        "floor": point.floor,
        "when": day,
        "low_words": low or words.no_evidence,
        "high_words": high or words.no_evidence,
        "floor_words": floor or "\N{EN DASH}",
        "says": f"{day}\n{says}" + (f"\n{floor} {words.floor}" if floor else ""),
    }


def _whole(figure: float | None) -> str:
    return "" if figure is None else str(round(figure))


def _month_axis(first: date, until: date) -> Spec:
    """Return an axis with at most about five month labels, so that they do not touch on a phone."""
    months = max((until - first) / timedelta(days=30.4), 1.0)
    if months <= 2:  # noqa: PLR2004  too short for months: days are named
        return {"format": "%-d %b", "tickCount": 3, "grid": False, "labelFlush": True}
    step = next((count for count in (1, 2, 3, 6) if months / count <= 5), MONTHS_OF_A_YEAR)  # noqa: PLR2004
    pattern = "%b" if months <= MONTHS_OF_A_YEAR + 1 else "%b %Y"
    return {
        "format": pattern,
        "tickCount": {"interval": "month", "step": step},
        "grid": False,
        "labelOverlap": True,
    }


def _check(points: Sequence[HistoryPoint], description: str, until: date) -> None:
    if not description.strip():
        raise DescriptionMissing(
            "the description of the history is empty; say in one sentence what the chart shows"
        )
    if not any(point.demonstrated is not None and point.possible is not None for point in points):
        raise NothingToDraw(
            f"none of the {len(points)} points has both ends; say 'no evidence yet' in place of a chart"
        )
    for earlier, later in pairwise(points):
        if later.on <= earlier.on:
            raise PointsOutOfOrder(f"{later.on} follows {earlier.on}; pass one point a day, the oldest first")
    if until < points[-1].on:
        raise PointsOutOfOrder(
            f"until is {until}, before the last point on {points[-1].on}; leave out later points"
        )
    for point in points:
        for name in ("demonstrated", "possible", "floor"):
            figure = getattr(point, name)
            if figure is not None and not (isfinite(figure) and 0.0 <= figure <= SCALE_END):
                raise PointOutsideScale(
                    f"{name} on {point.on} is {figure!r}; pass points from 0 to 100, or None"
                )
