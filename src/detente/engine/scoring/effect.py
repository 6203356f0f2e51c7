"""What one item does to a scorecard: with it and without it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.portfolio import portfolio_scores
from detente.engine.scoring.scorecard import Evidence, evidence_points


class ItemNotThere(ScoringError):
    """The effect of an item was asked that is not among the evidence."""


@dataclass(frozen=True, slots=True)
class Effect:
    """Both ends of one respect, with the item and without it.

    Parameters
    ----------
    of : str
        A criterion, a dimension or a party.
    demonstrated_with, demonstrated_without, possible_with, possible_without : float in [0, 1]
        With is never below without at the demonstrated end, and never above it at the possible end.
    """

    of: str
    demonstrated_with: float
    demonstrated_without: float
    possible_with: float
    possible_without: float


@dataclass(frozen=True, slots=True)
class ItemEffect:
    """What one item does to its criterion, to its dimension and to every party's total."""

    criterion: Effect
    dimension: Effect
    totals: tuple[Effect, ...]


def item_effect(method: Method, evidence: Evidence, *, criterion: str, item: Item) -> ItemEffect:
    """Compare the scorecard with and without one item, as of the day the items' ages are counted to.

    Parameters
    ----------
    evidence : mapping of criterion id to items
    criterion : str
        Where the item is.
    item : Item
        Equal to one of the items there; of several equal ones, one is left out.

    Returns
    -------
    ItemEffect

    Raises
    ------
    ItemNotThere
        The criterion has no such item.
    NotInMethod
        A criterion or a level is not in the method.
    """
    without = without_item(evidence, criterion=criterion, item=item)
    scores = portfolio_scores(method, evidence_points(method, [evidence, without]))
    column = method.position(criterion)
    dimension = method.criteria[column].dimension

    def effect(of: str, low: Sequence[float], high: Sequence[float]) -> Effect:
        return Effect(of, float(low[0]), float(low[1]), float(high[0]), float(high[1]))

    place = method.dimensions.index(dimension)
    return ItemEffect(
        criterion=effect(
            criterion,
            scores.demonstrated_by_criterion[:, column].tolist(),
            scores.possible_by_criterion[:, column].tolist(),
        ),
        dimension=effect(
            dimension,
            scores.demonstrated_by_dimension[:, place].tolist(),
            scores.possible_by_dimension[:, place].tolist(),
        ),
        totals=tuple(
            effect(
                party.party, scores.demonstrated_total[:, i].tolist(), scores.possible_total[:, i].tolist()
            )
            for i, party in enumerate(method.weights_across)
        ),
    )


def without_item(evidence: Evidence, *, criterion: str, item: Item) -> dict[str, Sequence[Item]]:
    """Return the evidence without one item.

    Raises
    ------
    ItemNotThere
        The criterion has no such item.
    """
    left = list(evidence.get(criterion, ()))
    try:
        left.remove(item)
    except ValueError:
        raise ItemNotThere(
            f"item {item.source!r} of slot {item.slot} is not among the evidence of {criterion}; "
            "ask for an item that is"
        ) from None
    return {**evidence, criterion: left}


def with_items(evidence: Evidence, added: Mapping[str, Sequence[Item]]) -> dict[str, Sequence[Item]]:
    """Return the evidence with more items."""
    result = dict(evidence)
    for criterion, items in added.items():
        result[criterion] = [*evidence.get(criterion, ()), *items]
    return result
