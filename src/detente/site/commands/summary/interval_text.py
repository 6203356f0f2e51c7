"""A dimension in a column of the summary: both ends and a bar, or how early it is."""

from detente.assessment.scorecards.contracts import DimensionShown
from detente.rendering.text_bars import BLOCKS, Ink, range_text

WIDTH = 23


def interval(of: DimensionShown, ink: Ink = BLOCKS) -> str:
    """Return a dimension in a column of `WIDTH`."""
    if of.ends is None:
        points = of.points.gained + of.points.against
        said = f"too early: {points:.1f} of {of.points_planned:.0f}" if points else "no evidence yet"
        return f" {said}".ljust(WIDTH)
    both = range_text(of.ends.demonstrated, of.ends.possible, ink, below_floor=of.below_floor)
    return both.ljust(WIDTH)
