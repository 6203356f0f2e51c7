"""The demonstrated end over time, as a small step line on its own scale; never compared across rows."""

from collections.abc import Sequence

from django.utils.safestring import SafeString

from detente.ui.figures import coordinate, on_scale
from detente.ui.render import rendered

WIDTH, HEIGHT, MARGIN = 34.0, 16.0, 2.0
END_ROOM = 4.0
LEAST_SPAN = 16.0


def sparkline(values: Sequence[float | None]) -> SafeString:
    """Draw the values from the oldest to the newest, at equal distances; None leaves a gap.

    The scale spans at least 16 points, so that a small change does not look like a large one. Fewer than two
    values draw nothing. The figure beside it says the newest value; the history chart has them all.
    """
    known = [on_scale(value, "a value of the spark line") for value in values if value is not None]
    if len(known) < 2:  # noqa: PLR2004  a line needs two points
        return SafeString("")
    middle = (min(known) + max(known)) / 2
    span = max(max(known) - min(known), LEAST_SPAN)
    step = (WIDTH - END_ROOM) / (len(values) - 1)

    def height_of(value: float) -> str:
        return coordinate(HEIGHT / 2 - (value - middle) / span * (HEIGHT - 2 * MARGIN))

    path, pen_down = "", False
    for place, value in enumerate(values):
        if value is not None:
            across = coordinate(1 + place * step)
            path += f"H{across}V{height_of(value)}" if pen_down else f"M{across} {height_of(value)}"
        pen_down = value is not None
    last = values[-1]
    return rendered(
        "sparkline/sparkline.html",
        path=path,
        end_x=coordinate(1 + (len(values) - 1) * step),
        end_y="" if last is None else height_of(last),
    )
