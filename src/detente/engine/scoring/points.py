"""How many of the planned evidence points a vendor's items fill, for and against."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.item import InvalidItem, ItemColumns
from detente.engine.scoring.method import Method

FINEST = 2.0**40
STEP_TOLERANCE = 1e-6


class InvalidPoints(ScoringError):
    """Points lie outside what the method plans, or their shape is not (vendors, criteria)."""


@dataclass(frozen=True, slots=True, eq=False)
class PortfolioPoints:
    """Points of many vendors.

    Parameters
    ----------
    points_for, points_against : (n_vendors, n_criteria) float64, in [0, N]
        ``s`` and ``f``. Together they may pass N: then sources contradict each other.
    """

    points_for: NDArray[np.float64]
    points_against: NDArray[np.float64]


def filled_points(
    *,
    points: NDArray[np.float64],
    reliability: NDArray[np.float64],
    planned_reliability: NDArray[np.float64],
    age_days: NDArray[np.float64],
    refresh_days: NDArray[np.float64],
    half_life_days: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Points of its slot that an item fills: ``n min(1, rho/rho_planned) 2^(-max(0, age-refresh)/half)``.

    Parameters
    ----------
    points : (n_items,) float64, >= 0
    reliability, planned_reliability : (n_items,) float64 in (0, 1]
    age_days, refresh_days : (n_items,) float64, days, >= 0
    half_life_days : (n_items,) float64, days, > 0

    Returns
    -------
    (n_items,) float64, in [0, points]
        Before it is shared into good and bad.
    """
    return (
        points
        * reliability_share(reliability, planned_reliability)
        * freshness(age_days, refresh_days, half_life_days)
    )


def reliability_share(
    reliability: NDArray[np.float64], planned_reliability: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much of the planned reliability an item has, at most 1; (n_items,) float64 in (0, 1]."""
    return np.minimum(1.0, reliability / planned_reliability)


def freshness(
    age_days: NDArray[np.float64], refresh_days: NDArray[np.float64], half_life_days: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How much of an item age has left: 1 until `refresh_days`, then halved every `half_life_days`."""
    return np.exp2(-np.maximum(0.0, age_days - refresh_days) / half_life_days)


def exact(points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round to 2^-40 of a point (1e-12), so that sums are exact and do not depend on the order of items."""
    return np.rint(points * FINEST) / FINEST


def rounded_down(method: Method, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Round points down to the method's step and cap them at the points of a criterion.

    Parameters
    ----------
    points : float64, any shape, >= 0

    Returns
    -------
    float64, the same shape, in [0, N]
        Within a millionth of a step below a step counts as on it: shares arrive with nine decimals, and
        7.599999996 points are 7.6.
    """
    if method.steps_per_point is None:
        return np.minimum(points, method.points_per_criterion)
    return step_numbers(method, points) / method.steps_per_point


def step_numbers(method: Method, points: NDArray[np.float64]) -> NDArray[np.float64]:
    """Whole steps in points, at most those of a criterion; only for a method that rounds."""
    steps = np.floor(points * float(method.steps_per_point or 1) + STEP_TOLERANCE)
    return np.minimum(steps, float(method.steps or 0))


def unknown_points(
    method: Method, points_for: NDArray[np.float64], points_against: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Planned points that nothing speaks to: ``max(0, N - s - f)``, the same shape as the points."""
    if method.steps_per_point is None:
        return np.maximum(0.0, method.points_per_criterion - points_for - points_against)
    known = np.rint(points_for * method.steps_per_point) + np.rint(points_against * method.steps_per_point)
    return np.maximum(0.0, float(method.steps or 0) - known) / method.steps_per_point


def portfolio_points(method: Method, items: ItemColumns, *, vendors: int) -> PortfolioPoints:
    """Points for and against of every vendor and criterion, from items in any order.

    Several items in one slot give their largest good and their largest bad, taken apart, so that adding an
    item can lower neither. What an item fills is rounded to 2^-40 of a point, so the sums are exact.

    Parameters
    ----------
    items : ItemColumns
        Items of all vendors, in any order.
    vendors : int, >= 0
        Rows of the result; vendors without items have no points.

    Returns
    -------
    PortfolioPoints, (vendors, n_criteria)
        Rounded down as the method says, capped at N.

    Raises
    ------
    InvalidItem
        An item names a vendor or a criterion beyond the result.

    References
    ----------
    OECD & JRC (2008). Handbook on Constructing Composite Indicators, step 3 (imputation of missing data):
    the method replaces imputation by leaving the missing share in neither part.
    """
    columns = len(method.criteria)
    for name, column, length in (("vendor", items.vendor, vendors), ("criterion", items.criterion, columns)):
        if column.size and column.max() >= length:
            raise InvalidItem(
                f"item in row {int(np.argmax(column))}: {name} is {column.max()}; "
                f"there are {length}, counted from 0"
            )
    shape = (vendors, columns)
    if items.vendor.size == 0:
        return PortfolioPoints(points_for=np.zeros(shape), points_against=np.zeros(shape))
    filled = filled_points(
        points=items.points,
        reliability=items.reliability,
        planned_reliability=_planned_reliability(method, items),
        age_days=items.age_days,
        refresh_days=np.array([c.refresh_days for c in method.criteria])[items.criterion],
        half_life_days=np.array([c.half_life_days for c in method.criteria])[items.criterion],
    )
    cell = items.vendor.astype(np.int64) * columns + items.criterion
    order, starts = _slots(cell, items.slot)
    sums = []
    for share in (items.share_for, items.share_against):
        largest = np.maximum.reduceat(exact(filled * share)[order], starts)
        summed = np.bincount(cell[order][starts], weights=largest, minlength=vendors * columns).astype(float)
        sums.append(rounded_down(method, summed.reshape(shape)))
    return PortfolioPoints(points_for=sums[0], points_against=sums[1])


def _planned_reliability(method: Method, items: ItemColumns) -> NDArray[np.float64]:
    if items.planned_reliability is not None:
        return items.planned_reliability
    planned = [method.reliability(c.planned_level) for c in method.criteria]
    return np.take(np.array(planned, dtype=np.float64), items.criterion)


def _slots(cell: NDArray[np.int64], slot: NDArray[np.integer]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Order the items by slot, and say where in that order each slot starts."""
    widest = int(slot.max()) + 1
    if int(cell.max()) < np.iinfo(np.int64).max // widest - 1:
        key = cell * widest + slot
        order = np.argsort(key, kind="stable")
        new = np.diff(key[order]) != 0
    else:
        order = np.lexsort((slot, cell))
        new = (np.diff(cell[order]) != 0) | (np.diff(slot[order].astype(np.int64)) != 0)
    return order, np.concatenate(([0], np.flatnonzero(new) + 1))


def checked_points(method: Method, points: PortfolioPoints) -> PortfolioPoints:
    """Return the points rounded as the method says, after refusing what it cannot have planned.

    Raises
    ------
    InvalidPoints
        The shape is not (n_vendors, n_criteria), or a value is outside [0, N].
    """
    columns = len(method.criteria)
    rounded = []
    for name in ("points_for", "points_against"):
        array = np.asarray(getattr(points, name), dtype=np.float64)
        if array.shape != (len(points.points_for), columns):
            raise InvalidPoints(
                f"{name} has shape {array.shape}; give (vendors, {columns}), one column a criterion"
            )
        inside = (array >= 0) & (array <= method.points_per_criterion + STEP_TOLERANCE)
        if not inside.all():
            vendor, column = np.argwhere(~inside)[0]
            raise InvalidPoints(
                f"vendor {vendor}, criterion {method.criteria[column].id}: {name} is "
                f"{array[vendor, column]}; points are from 0 to {method.points_per_criterion:g}"
            )
        rounded.append(rounded_down(method, array))
    return PortfolioPoints(points_for=rounded[0], points_against=rounded[1])
