"""One dimension of one vendor."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DimensionScore:
    """Both ends of a dimension, and how much of what was planned for it is in.

    Parameters
    ----------
    dimension : str
    points_in, points_planned : float, >= 0
        Points that speak for or against, of those planned.
    filled_share : float in [0, 1]
        ``points_in / points_planned``.
    too_early : bool
        Then show the points and the best next steps, not the numbers.
    demonstrated, possible : float in [0, 1]
        Order statistics of the fixed scenarios; there even when it is too early, for the caller to withhold.
    """

    dimension: str
    points_in: float
    points_planned: float
    filled_share: float
    too_early: bool
    demonstrated: float
    possible: float

    @property
    def sources_disagree(self) -> bool:
        """Whether more is demonstrated than is possible, over the whole dimension."""
        return self.demonstrated > self.possible
