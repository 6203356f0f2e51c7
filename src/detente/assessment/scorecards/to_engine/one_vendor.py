"""One vendor's scorecard, and what can be asked of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from importlib.metadata import version

from detente.assessment.scorecards.contracts import NotComparable
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.to_engine.bodies import Body
from detente.engine.quantity.period import Period
from detente.engine.scoring import deciding
from detente.engine.scoring.comparison import (
    Comparison,
    DifferentMethods,
    DifferentWindows,
    comparison,
)
from detente.engine.scoring.deciding import DecidingPair
from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.next_steps import NextStep, next_steps, usual_options
from detente.engine.scoring.portfolio import portfolio_scores
from detente.engine.scoring.scorecard import Scorecard, canonical_bytes, evidence_points, scorecard
from detente.evidence.relationships.contracts import Vendor

ENGINE = f"detente {version('detente')}"
WINDOW = timedelta(days=3 * 365)


@dataclass(frozen=True, slots=True)
class Scored:
    """A scorecard of the engine, and what each of its items is."""

    scorecard: Scorecard
    body: Body
    items: Mapping[str, Sequence[Item]]
    method: Method


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


def window(as_of: datetime) -> Period:
    """Return the days whose evidence a scorecard reads: three years."""
    last = as_of.date() + timedelta(days=1)
    return Period(last - WINDOW, last)


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


def deciding_in_dimension(of: Scored, dimension: str) -> DecidingPair:
    """Return the draws in which both ends of a dimension are read, and where its criteria stand in them."""
    return deciding.deciding_in_dimension(of.method, evidence_points(of.method, [of.items]), dimension)


def deciding_in_total(of: Scored, weights: Sequence[float]) -> DecidingPair:
    """Return the draws in which both ends of the blend are read, and where the dimensions stand in them."""
    return deciding.deciding_in_total(of.method, evidence_points(of.method, [of.items]), weights)


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
