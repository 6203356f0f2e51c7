"""A range in a terminal: both ends and a bar that says the same without colour, in few characters if need be."""

from dataclasses import dataclass

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

    >>> ink_for("utf-8").demonstrated, ink_for("ascii").demonstrated, ink_for(None).demonstrated
    ('█', '#', '#')
    """
    drawn = BLOCKS.demonstrated + BLOCKS.possible + BLOCKS.beyond + BLOCKS.below + BLOCKS.line
    try:
        drawn.encode(encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return PLAIN
    return BLOCKS


def bar(demonstrated: float, possible: float, ink: Ink = BLOCKS, *, cells: int = 12) -> str:
    """Return the scale from 0 to 100: demonstrated, still possible, beyond.

    Where sources disagree, demonstrated is the greater end; the bar then shows both up to where they meet.

    >>> bar(58, 92)
    '███████░░░░·'
    >>> bar(80, 40, PLAIN, cells=10)
    '####----..'
    """
    low = round(min(demonstrated, possible) / FULL * cells)
    high = round(max(demonstrated, possible) / FULL * cells)
    return ink.demonstrated * low + ink.possible * (high - low) + ink.beyond * (cells - high)


def range_text(
    demonstrated: float, possible: float, ink: Ink = BLOCKS, *, cells: int = 12, below_floor: bool = False
) -> str:
    """Return both ends around a bar; a mark before them where the lower is under what was agreed.

    >>> range_text(8, 92, below_floor=True)
    '▼ 8 █░░░░░░░░░░·  92'
    """
    mark = ink.below if below_floor else " "
    return f"{mark}{demonstrated:2.0f} {bar(demonstrated, possible, ink, cells=cells)} {possible:3.0f}"
