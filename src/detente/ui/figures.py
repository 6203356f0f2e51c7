"""How figures on the scale from 0 to 100 are checked, rounded and written."""

from math import ceil, isfinite

from detente.ui.errors import OutsideScale

SCALE_END = 100.0


def on_scale(value: float, name: str) -> float:
    """Return a figure of the 0 to 100 scale unchanged.

    Raises
    ------
    OutsideScale
        If it is not a number from 0 to 100.
    """
    if not isfinite(value) or not 0.0 <= value <= SCALE_END:
        raise OutsideScale(f"{name} is {value!r}; pass points from 0 to 100, or None where nothing is known")
    return value


def points(value: float, floor: float | None = None) -> str:
    """Return a figure in whole points, rounded to the nearest.

    A figure below the agreed floor never reads as if it had reached it: 54.6 under a floor of 55 is "54".

    Examples
    --------
    >>> points(61.4), points(54.6), points(54.6, floor=55)
    ('61', '55', '54')
    """
    nearest = round(value)
    if floor is not None and value < floor <= nearest:
        nearest = ceil(floor) - 1
    return str(nearest)


def coordinate(value: float) -> str:
    """Return an SVG coordinate with at most one decimal, in every language with a dot.

    Examples
    --------
    >>> coordinate(61.04), coordinate(7.5), coordinate(-0.01)
    ('61', '7.5', '0')
    """
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
