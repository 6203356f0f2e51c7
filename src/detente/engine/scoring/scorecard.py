"""A vendor's scorecard: the road from items to both ends, with everything in between."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from detente.engine.quantity.period import Period
from detente.engine.scoring.criterion import CriterionScore, slot_scores
from detente.engine.scoring.dimension import DimensionScore
from detente.engine.scoring.item import Item, ItemColumns
from detente.engine.scoring.method import Method
from detente.engine.scoring.points import PortfolioPoints, portfolio_points
from detente.engine.scoring.portfolio import PortfolioScores, portfolio_scores
from detente.engine.scoring.total import TotalScore

Evidence = Mapping[str, Sequence[Item]]
"""A vendor's items by criterion id."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What a vendor has shown, and what is still possible.

    Parameters
    ----------
    method_version : str
    window : Period
        The days whose evidence was read; only scorecards of one window are compared.
    criteria : tuple of CriterionScore
    dimensions : tuple of DimensionScore
    totals : tuple of TotalScore
        One a party; to be shown only when not `too_early`.
    """

    method_version: str
    window: Period
    criteria: tuple[CriterionScore, ...]
    dimensions: tuple[DimensionScore, ...]
    totals: tuple[TotalScore, ...]

    @property
    def points_in(self) -> float:
        """Points that are in, over all dimensions."""
        return round(sum(dimension.points_in for dimension in self.dimensions), 9)

    @property
    def points_planned(self) -> float:
        """Points that were planned, over all dimensions."""
        return sum(dimension.points_planned for dimension in self.dimensions)

    @property
    def too_early(self) -> bool:
        """Whether the blend is withheld: it needs every dimension."""
        return any(dimension.too_early for dimension in self.dimensions)

    @property
    def disagreements(self) -> tuple[CriterionScore, ...]:
        """Criteria whose sources disagree."""
        return tuple(criterion for criterion in self.criteria if criterion.sources_disagree)


def scorecard(method: Method, evidence: Evidence, *, window: Period) -> Scorecard:
    """Score one vendor, and keep what every number rests on.

    Parameters
    ----------
    evidence : mapping of criterion id to items
        Criteria without items may be left out: nothing is known of them.
    window : Period
        The days whose evidence was read.

    Returns
    -------
    Scorecard
        The same bits for the same items in any order, and as `portfolio_scores` gives for the same points.

    Raises
    ------
    NotInMethod
        A criterion or a level is not in the method.
    """
    scores = portfolio_scores(method, evidence_points(method, [evidence]))
    return Scorecard(
        method_version=method.version,
        window=window,
        criteria=_criterion_scores(method, evidence, scores),
        dimensions=_dimension_scores(method, scores),
        totals=tuple(
            TotalScore(
                party=party.party,
                demonstrated=float(scores.demonstrated_total[0, i]),
                possible=float(scores.possible_total[0, i]),
            )
            for i, party in enumerate(method.weights_across)
        ),
    )


def evidence_points(method: Method, vendors: Iterable[Evidence]) -> PortfolioPoints:
    """Points of several bodies of evidence, one row each; the general form is `portfolio_points`.

    Raises
    ------
    NotInMethod
        A criterion or a level is not in the method.
    """
    bodies = list(vendors)
    rows: list[tuple[int, int, int, Item]] = []
    slots: dict[str, int] = {}
    for vendor, evidence in enumerate(bodies):
        for criterion, items in evidence.items():
            column = method.position(criterion)
            rows.extend((vendor, column, slots.setdefault(item.slot, len(slots)), item) for item in items)
    items = [row[3] for row in rows]
    columns = ItemColumns(
        vendor=np.array([row[0] for row in rows], dtype=np.int64),
        criterion=np.array([row[1] for row in rows], dtype=np.int64),
        slot=np.array([row[2] for row in rows], dtype=np.int64),
        points=np.array([item.points for item in items], dtype=np.float64),
        reliability=np.array([method.reliability(item.level) for item in items], dtype=np.float64),
        age_days=np.array([item.age_days for item in items], dtype=np.float64),
        share_for=np.array([item.share_for for item in items], dtype=np.float64),
        share_against=np.array([item.share_against for item in items], dtype=np.float64),
    )
    return portfolio_points(method, columns, vendors=len(bodies))


def scorecard_points(method: Method, scorecards: Sequence[Scorecard]) -> PortfolioPoints:
    """Points that scorecards already hold, one row each, (n_scorecards, n_criteria)."""
    shape = (len(scorecards), len(method.criteria))
    return PortfolioPoints(
        points_for=np.array([[c.points_for for c in s.criteria] for s in scorecards]).reshape(shape),
        points_against=np.array([[c.points_against for c in s.criteria] for s in scorecards]).reshape(shape),
    )


def canonical_bytes(result: Scorecard) -> bytes:
    """Return the one way to write a scorecard: sorted keys, shortest round-trip numbers, UTF-8 JSON.

    The same inputs, method and engine version give the same bytes on one platform, so a stored result can
    be recomputed and compared. Across platforms, numbers agree within 1e-9.
    """
    return json.dumps(
        asdict(result),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
        default=str,
    ).encode()


def _criterion_scores(
    method: Method, evidence: Evidence, scores: PortfolioScores
) -> tuple[CriterionScore, ...]:
    whole = method.points_per_criterion + method.prior_for + method.prior_against
    return tuple(
        CriterionScore(
            criterion=criterion.id,
            dimension=criterion.dimension,
            points_for=float(scores.points_for[0, i]),
            points_against=float(scores.points_against[0, i]),
            unknown=float(scores.unknown[0, i]),
            demonstrated=float(scores.demonstrated_by_criterion[0, i]),
            possible=float(scores.possible_by_criterion[0, i]),
            uncertainty=float(scores.unknown[0, i]) / whole,
            slots=slot_scores(method, criterion, evidence.get(criterion.id, ())),
        )
        for i, criterion in enumerate(method.criteria)
    )


def _dimension_scores(method: Method, scores: PortfolioScores) -> tuple[DimensionScore, ...]:
    dimensions = []
    for i, dimension in enumerate(method.dimensions):
        members = list(method.members(dimension))
        planned = float(method.points_per_criterion * len(members))
        dimensions.append(
            DimensionScore(
                dimension=dimension,
                points_in=round(planned - float(scores.unknown[0, members].sum()), 9),
                points_planned=planned,
                filled_share=float(scores.filled_shares[0, i]),
                too_early=bool(scores.too_early[0, i]),
                demonstrated=float(scores.demonstrated_by_dimension[0, i]),
                possible=float(scores.possible_by_dimension[0, i]),
            )
        )
    return tuple(dimensions)
