"""A range as text: numbers and a bar that says the same without colour, in a terminal that knows few characters too."""

from dataclasses import dataclass

from detente.assessment.scorecards.contracts import DimensionShown

CELLS = 12
WIDTH = 23
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Ink:
    """The characters that a terminal can show."""

    demonstrated: str
    possible: str
    beyond: str
    below: str
    line: str


BLOCKS = Ink("█", "░", "·", "▼", "─")
PLAIN = Ink("#", "-", ".", "!", "-")


def ink_for(encoding: str | None) -> Ink:
    """Return the characters to draw with.

    >>> ink_for("utf-8").demonstrated, ink_for("ascii").demonstrated
    ('█', '#')
    """
    drawn = BLOCKS.demonstrated + BLOCKS.possible + BLOCKS.beyond + BLOCKS.below + BLOCKS.line
    try:
        drawn.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def bar(demonstrated: float, possible: float, ink: Ink = BLOCKS) -> str:
    """Return the scale from 0 to 100: demonstrated, still possible, beyond.

    >>> bar(58, 92)
    '███████░░░░·'
    """
    low = round(min(demonstrated, possible) / FULL * CELLS)
    high = max(low, round(max(demonstrated, possible) / FULL * CELLS))
    return ink.demonstrated * low + ink.possible * (high - low) + ink.beyond * (CELLS - high)


def interval(of: DimensionShown, ink: Ink = BLOCKS) -> str:
    """Return a dimension in a column of `WIDTH`: both ends and a bar, or how early it is."""
    if of.ends is None:
        points = of.points.gained + of.points.against
        said = f"too early: {points:.1f} of {of.points_planned:.0f}" if points else "no evidence yet"
        return f" {said}".ljust(WIDTH)
    low, high = of.ends.demonstrated, of.ends.possible
    mark = ink.below if of.below_floor else " "
    return f"{mark}{low:2.0f} {bar(low, high, ink)} {high:3.0f}".ljust(WIDTH)
