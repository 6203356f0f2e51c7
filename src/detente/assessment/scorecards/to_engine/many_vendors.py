"""Many vendors at once: the same bits as one by one."""

from collections.abc import Sequence

import numpy as np

from detente.assessment.scorecards.contracts import DimensionShown, Ends, Points
from detente.assessment.scorecards.methods.reading import Dimension, MethodFile
from detente.assessment.scorecards.to_engine.bodies import Body
from detente.engine.scoring.item import ItemColumns
from detente.engine.scoring.points import portfolio_points
from detente.engine.scoring.portfolio import PortfolioScores, portfolio_scores


class Gathered:
    """What many vendors have shown, as bare numbers: bodies of evidence need not be kept."""

    def __init__(self, file: MethodFile) -> None:
        self.file = file
        self.column = {one.id: place for place, one in enumerate(file.method.criteria)}
        self.reliability = {one.id: one.reliability for one in file.method.levels}
        self.slots: dict[str, int] = {}
        self.rows: list[tuple[float, ...]] = []
        self.planned: dict[int, list[float]] = {}

    def add(self, row: int, tier: int, body: Body) -> None:
        """Take in the vendor of a row."""
        planned = self.planned.get(tier) or self.planned.setdefault(tier, self._planned(tier))
        for criterion, shown in body.items():
            column = self.column[criterion]
            self.rows += [
                (
                    row, column, self.slots.setdefault(one.slot, len(self.slots)), one.points,
                    self.reliability[one.level], one.age_days, one.share_for, one.share_against, planned[column],
                )
                for one in shown
            ]  # fmt: skip

    def columns(self) -> ItemColumns:
        """Return the items of all vendors, one column a field."""
        table = np.array(self.rows, dtype=np.float64).reshape(len(self.rows), 9)
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

    def scores(self, vendors: int) -> PortfolioScores:
        """Score every vendor: the same bits as one by one."""
        points = portfolio_points(self.file.method, self.columns(), vendors=vendors)
        return portfolio_scores(self.file.method, points)

    def _planned(self, tier: int) -> list[float]:
        method = self.file.for_tier(tier)
        return [method.reliability(one.planned_level) for one in method.criteria]


def portfolio_dimensions(gathered: Gathered, tiers: Sequence[int]) -> list[tuple[DimensionShown, ...]]:
    """Return every vendor's dimensions, computed together; `tiers` has one for each row."""
    file, scores = gathered.file, gathered.scores(len(tiers))
    planned = file.method.points_per_criterion
    columns = []
    for place, one in enumerate(file.dimensions):
        inside = list(file.method.members(one.id))
        columns.append(
            zip(
                scores.demonstrated_by_dimension[:, place].tolist(),
                scores.possible_by_dimension[:, place].tolist(),
                scores.too_early[:, place].tolist(),
                scores.points_for[:, inside].sum(axis=1).tolist(),
                scores.points_against[:, inside].sum(axis=1).tolist(),
                scores.unknown[:, inside].sum(axis=1).tolist(),
                scores.filled_shares[:, place].tolist(),
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
