"""Facts to the engine's items, and scorecards back: the room's only NumPy."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version

import numpy as np

from detente.assessment.scorecards.contracts import DimensionShown, Ends, NotComparable, Points
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.assessment.scorecards.methods.reading import Dimension, MethodFile
from detente.engine.quantity.period import Period
from detente.engine.scoring.comparison import (
    Comparison,
    DifferentMethods,
    DifferentWindows,
    comparison,
)
from detente.engine.scoring.item import Item, ItemColumns
from detente.engine.scoring.method import Method
from detente.engine.scoring.next_steps import NextStep, next_steps, usual_options
from detente.engine.scoring.points import PortfolioPoints, portfolio_points
from detente.engine.scoring.portfolio import PortfolioScores, portfolio_scores
from detente.engine.scoring.scorecard import Scorecard, canonical_bytes, evidence_points, scorecard
from detente.evidence.ledger.contracts import Fact
from detente.evidence.relationships.contracts import Vendor

ENGINE = f"detente {version('detente')}"
WINDOW = timedelta(days=3 * 365)

Body = dict[str, list[Shown]]
"""What a vendor has shown, by criterion."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard of the engine, and what each of its items is."""

    scorecard: Scorecard
    body: Body
    items: Mapping[str, Sequence[Item]]
    method: Method


def body_of(file: MethodFile, vendor: Vendor, facts: Sequence[Fact], as_of: datetime) -> Body:
    """Return what facts show, criterion by criterion: each document read apart.

    A document that its subject posts about itself (`against_only`) can show nothing good.
    """
    everything: dict[str, list[Fact]] = defaultdict(list)
    by_document: dict[int, dict[str, list[Fact]]] = {}
    against_only: dict[int, bool] = {}
    for fact in facts:
        everything[fact.kind].append(fact)
        by_document.setdefault(fact.document, defaultdict(list))[fact.kind].append(fact)
        against_only[fact.document] = fact.against_only
    body: Body = {}
    for criterion in file.method.criteria:
        known = known_criteria()[criterion.id]
        about = About(vendor, as_of, file.parameters[criterion.id], everything)
        found: list[Shown] = []
        for document, kinds in by_document.items():
            read = [fact for kind in known.definition.reads for fact in kinds.get(kind, ())]
            if not read:
                continue
            shown = known.items(read, about)
            if against_only[document]:
                shown = (replace(one, share_for=0.0) for one in shown)
            found.extend(shown)
        if found:
            body[criterion.id] = found
    return body


def scored(file: MethodFile, vendor: Vendor, body: Body, as_of: datetime) -> Scored:
    """Return one vendor's scorecard, with the tier's planned levels."""
    method = file.for_tier(vendor.tier)
    items = engine_items(body)
    return Scored(scorecard(method, items, window=window(as_of)), body, items, method)


def engine_items(body: Body) -> dict[str, list[Item]]:
    """Return a body as the engine's items; each item's source is its place in the body's list."""
    return {
        criterion: [
            Item(
                slot=one.slot,
                points=one.points,
                level=one.level,
                age_days=one.age_days,
                share_for=one.share_for,
                share_against=one.share_against,
                source=place,
            )
            for place, one in enumerate(shown)
        ]
        for criterion, shown in body.items()
    }


def portfolio_of(file: MethodFile, vendors: Sequence[Vendor], bodies: Sequence[Body]) -> PortfolioScores:
    """Score many vendors at once: the same bits as one by one."""
    return portfolio_scores(file.method, points_of(file, vendors, bodies))


def points_of(file: MethodFile, vendors: Sequence[Vendor], bodies: Sequence[Body]) -> PortfolioPoints:
    """Return the points of many vendors, one row each."""
    column = {one.id: place for place, one in enumerate(file.method.criteria)}
    reliability = {one.id: one.reliability for one in file.method.levels}
    planned = {
        tier: [file.for_tier(tier).reliability(one.planned_level) for one in file.for_tier(tier).criteria]
        for tier in {vendor.tier for vendor in vendors}
    }
    slots: dict[str, int] = {}
    rows = [
        (
            row, column[criterion], slots.setdefault(one.slot, len(slots)), one.points,
            reliability[one.level], one.age_days, one.share_for, one.share_against,
            planned[vendors[row].tier][column[criterion]],
        )
        for row, body in enumerate(bodies)
        for criterion, shown in body.items()
        for one in shown
    ]  # fmt: skip
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 9)
    columns = ItemColumns(
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
    return portfolio_points(file.method, columns, vendors=len(bodies))


def window(as_of: datetime) -> Period:
    """Return the days whose evidence a scorecard reads: three years."""
    last = as_of.date() + timedelta(days=1)
    return Period(last - WINDOW, last)


def inputs_hash(body: Body) -> str:
    """Return a hash of all that a scorecard rests on: two that agree in it have the same evidence."""
    digest = sha256()
    for criterion in sorted(body):
        for one in body[criterion]:
            said = (criterion, one.slot, one.points, one.level, one.share_for, one.share_against, one.places)
            digest.update(repr(said).encode())
    return digest.hexdigest()


def by_vendor(facts: Iterable[Fact]) -> Iterator[tuple[int, list[Fact]]]:
    """Group facts that come vendor by vendor."""
    current: list[Fact] = []
    for fact in facts:
        if current and current[0].vendor != fact.vendor:
            yield current[0].vendor, current
            current = []
        current.append(fact)
    if current:
        yield current[0].vendor, current


def best_steps(of: Scored, *, limit: int) -> tuple[NextStep, ...]:
    """Return the options that would raise a dimension most, the largest gain first."""
    return next_steps(of.method, of.items, usual_options(of.method, of.items), limit=limit)


def falls_without(of: Scored) -> dict[str, float]:
    """Return how far the demonstrated end of its dimension falls without each criterion's items, 0 to 1."""
    ids = [one.id for one in of.method.criteria]
    bodies = [of.items, *({k: v for k, v in of.items.items() if k != one} for one in ids)]
    low = portfolio_scores(of.method, evidence_points(of.method, bodies)).demonstrated_by_dimension
    return {
        one: float(low[0, column] - low[row, column])
        for row, one in enumerate(ids, start=1)
        for column in [of.method.dimensions.index(of.method.criteria[row - 1].dimension)]
    }


def portfolio_dimensions(
    file: MethodFile, vendors: Sequence[Vendor], bodies: Sequence[Body]
) -> list[tuple[DimensionShown, ...]]:
    """Return every vendor's dimensions, computed together."""
    scores = portfolio_of(file, vendors, bodies)
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
            dimension(one, vendor.tier, size, *numbers)
            for one, size, numbers in zip(file.dimensions, sizes, row, strict=True)
        )
        for vendor, row in zip(vendors, zip(*columns, strict=True), strict=True)
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


def compared(first: Scored, second: Scored) -> Comparison:
    """Return what can be said of two scorecards.

    Raises
    ------
    NotComparable
        They follow different methods or look at different windows.
    """
    try:
        return comparison(first.method, first.scorecard, second.scorecard)
    except (DifferentMethods, DifferentWindows) as error:
        raise NotComparable(f"{error}.") from error


def canonical(of: Scored) -> bytes:
    """Return the one way to write a scorecard down."""
    return canonical_bytes(of.scorecard)
