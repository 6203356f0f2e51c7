"""The range from demonstrated to possible, drawn; screen readers get the words beside it."""

from dataclasses import dataclass
from typing import Literal

from django.utils.safestring import SafeString

from detente.ui.figures import SCALE_END, coordinate, on_scale
from detente.ui.render import rendered
from detente.ui.words import one_of

BarSize = Literal["row", "compact", "header"]

CAP_WIDTH = 1.1
NARROWEST = 0.8
HEIGHTS = {"row": 36.0, "compact": 20.0, "header": 16.0}
THICKNESSES = {"row": 6.0, "compact": 6.0, "header": 12.0}


@dataclass(frozen=True, slots=True)
class Box:
    """One rectangle in SVG coordinates."""

    x: str
    y: str
    width: str
    height: str


def interval_bar(
    demonstrated: float | None,
    possible: float | None,
    *,
    floor: float | None = None,
    size: BarSize = "row",
) -> SafeString:
    """Draw a range on the scale from 0 to 100; None, None draws the empty scale.

    Solid from 0 to the demonstrated end; half as high and lighter up to the possible end, which has a cap,
    so that the shape alone tells them apart. The agreed floor is a dashed line as high as the row. Where
    sources disagree (demonstrated above possible) the stretch that one side denies is only outlined.

    Raises
    ------
    OutsideScale
        If a figure is not from 0 to 100.
    """
    height = HEIGHTS[one_of(BarSize, size, "size")]
    thickness = THICKNESSES[size]
    solid = lighter = denied = cap = None
    if demonstrated is not None and possible is not None:
        low, high = on_scale(demonstrated, "demonstrated"), on_scale(possible, "possible")
        solid = _box(0.0, max(min(low, high), NARROWEST), thickness, height)
        cap = _box(min(max(high - CAP_WIDTH / 2, 0.0), SCALE_END - CAP_WIDTH), CAP_WIDTH, thickness, height)
        if low <= high:
            lighter = _box(low, high - low, thickness / 2, height)
        else:
            denied = _box(high, low - high, thickness, height)
    return rendered(
        "interval_bar/interval_bar.html",
        height=coordinate(height),
        track=_box(0.0, SCALE_END, 1.0, height),
        lighter=lighter,
        solid=solid,
        denied=denied,
        cap=cap,
        floor="" if floor is None else coordinate(on_scale(floor, "floor")),
    )


def interval_scale(
    demonstrated: float | None, possible: float | None, *, floor: float | None = None
) -> SafeString:
    """Draw a range in header size over the figures of its scale, for heads and for the drawer."""
    return rendered("interval_bar/scale.html", demonstrated=demonstrated, possible=possible, floor=floor)


def _box(start: float, width: float, thickness: float, height: float) -> Box:
    return Box(
        coordinate(start), coordinate((height - thickness) / 2), coordinate(width), coordinate(thickness)
    )
