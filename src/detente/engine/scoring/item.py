"""Evidence as the model sees it: one item, or columns of many."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.errors import ScoringError

SHARE_TOLERANCE = 1e-6


class InvalidItem(ScoringError):
    """An item of evidence has a number that no evidence can have."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of evidence for a slot of a criterion.

    Parameters
    ----------
    slot : str
        The expectation it speaks to, such as a month or a required certificate. Items of one slot compete.
    points : float, >= 0
        ``n``, the evidence points planned for the slot.
    level : str
        The assurance level: who *checked* it.
    age_days : float, days, >= 0
        Its age on the day of the scorecard.
    share_for, share_against : float in [0, 1]
        Shares of the slot's *expected* population shown good and shown bad; together at most 1. What is not
        shown belongs to neither.
    source : int or str
        Where the caller finds it again; carried along, never read.

    Raises
    ------
    InvalidItem
        A number is out of its range.
    """

    slot: str
    points: float
    level: str
    age_days: float
    share_for: float
    share_against: float
    source: int | str = ""

    def __post_init__(self) -> None:
        """Refuse numbers that no evidence can have."""
        where = f"item {self.source or '?'} in slot {self.slot}"
        if not 0 <= self.points < math.inf:
            raise InvalidItem(f"{where}: points is {self.points}; it must be a finite number, 0 or more")
        if not 0 <= self.age_days < math.inf:
            raise InvalidItem(
                f"{where}: age_days is {self.age_days}; evidence is not younger than the day of the scorecard"
            )
        for name, share in (("share_for", self.share_for), ("share_against", self.share_against)):
            if not 0 <= share <= 1:
                raise InvalidItem(f"{where}: {name} is {share}; a share is from 0 to 1")
        if self.share_for + self.share_against > 1 + SHARE_TOLERANCE:
            raise InvalidItem(
                f"{where}: share_for {self.share_for} and share_against {self.share_against} are more than "
                "the whole; they are shares of one expected population"
            )


@dataclass(frozen=True, slots=True, eq=False)
class ItemColumns:
    """Evidence of many vendors, one column a field.

    Parameters
    ----------
    vendor : (n_items,) int, >= 0
        Row of the vendor in the result.
    criterion : (n_items,) int, >= 0
        Place of the criterion in `Method.criteria`.
    slot : (n_items,) int, >= 0
        Any number that is the same for the items of one slot of one vendor and criterion.
    points : (n_items,) float64, >= 0
        ``n``, planned points of the slot.
    reliability : (n_items,) float64 in (0, 1]
        Of the item's level.
    age_days : (n_items,) float64, days, >= 0
    share_for, share_against : (n_items,) float64 in [0, 1], together at most 1
    planned_reliability : (n_items,) float64 in (0, 1], or None
        Where a critical tier plans another level than the method; None takes the method's.

    Raises
    ------
    InvalidItem
        The columns differ in length, or a number is out of its range; the message names the first such row.
    """

    vendor: NDArray[np.integer]
    criterion: NDArray[np.integer]
    slot: NDArray[np.integer]
    points: NDArray[np.float64]
    reliability: NDArray[np.float64]
    age_days: NDArray[np.float64]
    share_for: NDArray[np.float64]
    share_against: NDArray[np.float64]
    planned_reliability: NDArray[np.float64] | None = None

    def __post_init__(self) -> None:
        """Refuse columns that do not belong together."""
        columns = {name: getattr(self, name) for name in self.__slots__ if getattr(self, name) is not None}
        lengths = {name: np.shape(column) for name, column in columns.items()}
        if any(shape != (len(self.vendor),) for shape in lengths.values()):
            raise InvalidItem(f"columns differ in shape: {lengths}; give one value an item in each")
        for name in ("vendor", "criterion", "slot", "points", "age_days"):
            _require_rows(np.isfinite(columns[name]) & (columns[name] >= 0), name, columns[name], "0 or more")
        for name in ("reliability", "planned_reliability"):
            if name in columns:
                inside = (columns[name] > 0) & (columns[name] <= 1)
                _require_rows(inside, name, columns[name], "above 0, up to 1")
        for name in ("share_for", "share_against"):
            inside = (columns[name] >= 0) & (columns[name] <= 1)
            _require_rows(inside, name, columns[name], "from 0 to 1")
        both = self.share_for + self.share_against
        _require_rows(both <= 1 + SHARE_TOLERANCE, "share_for + share_against", both, "at most 1")


def _require_rows(inside: NDArray[np.bool_], name: str, column: NDArray[np.generic], allowed: str) -> None:
    if not inside.all():
        row = int(np.argmin(inside))
        raise InvalidItem(f"item in row {row}: {name} is {column[row]}; it must be {allowed}")
