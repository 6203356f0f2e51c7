"""Many vendors at once: the same bits as one by one."""

from array import array
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from detente.assessment.scorecards.contracts import DimensionShown, Ends, Points
from detente.assessment.scorecards.methods.reading import Dimension, MethodFile
from detente.assessment.scorecards.to_engine.bodies import Body
from detente.engine.scoring.draws import dimension_draws, lower_end, upper_end
from detente.engine.scoring.early import filled_shares, too_early
from detente.engine.scoring.item import ItemColumns
from detente.engine.scoring.method import Method
from detente.engine.scoring.points import PortfolioPoints, portfolio_points, unknown_points
from detente.engine.scoring.portfolio import CHUNK, PortfolioScores, criterion_ends, portfolio_scores


class Gathered:
    """What many vendors have shown, as bare numbers: bodies of evidence need not be kept."""

    def __init__(self, file: MethodFile) -> None:
        self.file = file
        self.column = {one.id: place for place, one in enumerate(file.method.criteria)}
        self.reliability = {one.id: one.reliability for one in file.method.levels}
        self.slots: dict[str, int] = {}
        self.numbers = array("d")  # nine a row, as `columns` reads them
        self.planned: dict[int, list[float]] = {}

    def add(self, row: int, tier: int, body: Body) -> None:
        """Take in the vendor of a row."""
        planned = self.planned.get(tier) or self.planned.setdefault(tier, self._planned(tier))
        for criterion, shown in body.items():
            column = self.column[criterion]
            for one in shown:
                self.numbers.extend((
                    row, column, self.slots.setdefault(one.slot, len(self.slots)), one.points,
                    self.reliability[one.level], one.age_days, one.share_for, one.share_against, planned[column],
                ))  # fmt: skip

    def columns(self) -> ItemColumns:
        """Return the items of all vendors, one column a field."""
        table = np.array(self.numbers, dtype=np.float64).reshape(-1, 9)
        return ItemColumns(
            vendor=table[:, 0].astype(np.int64),
            criterion=table[:, 1].astype(np.int64),
            slot=table[:, 2].astype(np.int64),
            points=table[:, 3],
            reliability=table[:, 4],
            age_days=table[:, 5],
            share_for=table[:, 6],
            share_against=table[:, 7],
            planned_reliability=table[:, 8],
        )

    def points(self, vendors: int) -> PortfolioPoints:
        """Return what the items fill, one row a vendor."""
        return portfolio_points(self.file.method, self.columns(), vendors=vendors)

    def scores(self, vendors: int) -> PortfolioScores:
        """Score every vendor in every respect: the same bits as one by one."""
        return portfolio_scores(self.file.method, self.points(vendors))

    def _planned(self, tier: int) -> list[float]:
        method = self.file.for_tier(tier)
        return [method.reliability(one.planned_level) for one in method.criteria]


def portfolio_dimensions(gathered: Gathered, tiers: Sequence[int]) -> list[tuple[DimensionShown, ...]]:
    """Return every vendor's dimensions, computed together; `tiers` has one for each row.

    The totals with each party's weights, which take as long again, are left out; the bits are those of `scores`.
    """
    return _dimensions(gathered.file, gathered.points(len(tiers)), tiers)


def dimensions_and_disagreements(
    gathered: Gathered, tiers: Sequence[int]
) -> list[tuple[tuple[DimensionShown, ...], tuple[str, ...]]]:
    """Return the same, and the ids of each vendor's criteria whose sources disagree."""
    file, points = gathered.file, gathered.points(len(tiers))
    demonstrated, possible = criterion_ends(file.method, points)
    ids = [one.id for one in file.method.criteria]
    disagree = [
        tuple(one for one, apart in zip(ids, row, strict=True) if apart)
        for row in (demonstrated > possible).tolist()
    ]
    return list(zip(_dimensions(file, points, tiers), disagree, strict=True))


def _dimensions(
    file: MethodFile, points: PortfolioPoints, tiers: Sequence[int]
) -> list[tuple[DimensionShown, ...]]:
    low, high = _ends(file.method, points)
    shares = filled_shares(file.method, points)
    early = too_early(file.method, shares)
    unknown = unknown_points(file.method, points.points_for, points.points_against)
    planned = file.method.points_per_criterion
    columns = []
    for place, one in enumerate(file.dimensions):
        inside = list(file.method.members(one.id))
        columns.append(
            zip(
                low[:, place].tolist(),
                high[:, place].tolist(),
                early[:, place].tolist(),
                points.points_for[:, inside].sum(axis=1).tolist(),
                points.points_against[:, inside].sum(axis=1).tolist(),
                unknown[:, inside].sum(axis=1).tolist(),
                shares[:, place].tolist(),
                strict=True,
            )
        )
    sizes = [planned * len(file.method.members(one.id)) for one in file.dimensions]
    return [
        tuple(
            dimension(one, tier, size, *numbers)
            for one, size, numbers in zip(file.dimensions, sizes, row, strict=True)
        )
        for tier, row in zip(tiers, zip(*columns, strict=True), strict=True)
    ]


def _ends(method: Method, points: PortfolioPoints) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return both ends of every dimension, (n_vendors, n_dimensions)."""
    vendors = len(points.points_for)
    low, high = np.empty((2, vendors, len(method.dimensions)))
    for start in range(0, vendors, CHUNK):
        rows = slice(start, start + CHUNK)
        some = PortfolioPoints(points_for=points.points_for[rows], points_against=points.points_against[rows])
        draws = dimension_draws(method, some)
        low[rows], high[rows] = lower_end(method, draws.low), upper_end(method, draws.high)
    return low, high


def dimension(
    of: Dimension,
    tier: int,
    planned: float,
    low: float,
    high: float,
    early: bool,  # noqa: FBT001  # a row of numbers, in the order of the columns
    gained: float,
    against: float,
    unknown: float,
    filled: float,
) -> DimensionShown:
    """Return a dimension; while it is too early it has points and no ends."""
    floor = of.floors.get(tier)
    return DimensionShown(
        id=of.id,
        title=of.title,
        ends=None if early else Ends(round(100 * low, 6), round(100 * high, 6)),
        points=Points(round(gained, 6), round(against, 6), round(unknown, 6)),
        points_planned=planned,
        filled_share=filled,
        floor=floor,
        below_floor=not early and floor is not None and 100 * low < floor,
    )
