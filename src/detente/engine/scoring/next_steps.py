"""What a vendor could show next, and how much it would raise what is demonstrated."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from detente.engine.scoring.effect import with_items
from detente.engine.scoring.errors import ScoringError
from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.points import unknown_points
from detente.engine.scoring.portfolio import portfolio_scores
from detente.engine.scoring.scorecard import Evidence, evidence_points

SMALLEST_GAIN = 5e-5


class NothingLeftToShow(ScoringError):
    """An option was asked of a criterion that has no room for it."""


@dataclass(frozen=True, slots=True)
class Option:
    """Evidence that could be shown.

    Parameters
    ----------
    kind : str
        ``"more points"``, ``"opened by a checker"`` or the caller's own.
    criterion : str
    items : tuple of Item
        What would be added to the evidence.
    """

    kind: str
    criterion: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NextStep:
    """An option and what it would do.

    Parameters
    ----------
    option : Option
    dimension : str
    gain : float in [0, 1]
        Rise of the demonstrated end of its dimension. A forecast for the shares assumed, not a promise.
    possible_change : float in [-1, 0]
        Change of the possible end of its dimension.
    total_gains : tuple of float in [0, 1]
        Rise of the demonstrated end of the total, one a party.
    """

    option: Option
    dimension: str
    gain: float
    possible_change: float
    total_gains: tuple[float, ...]


def more_points(
    method: Method, evidence: Evidence, *, criterion: str, points: float = 3.0, share_for: float = 0.9
) -> Option:
    """Option to show more of a criterion: fresh evidence at the planned level in a slot that is empty.

    Parameters
    ----------
    points : float, > 0
        Planned points of the evidence; no more than are unknown are taken.
    share_for : float in [0, 1]
        The good share that is assumed; the rest is bad.

    Raises
    ------
    NothingLeftToShow
        All points of the criterion are in.
    NotInMethod
        The criterion is not in the method.
    """
    column = method.position(criterion)
    now = evidence_points(method, [evidence])
    unknown = float(unknown_points(method, now.points_for, now.points_against)[0, column])
    if unknown <= 0:
        raise NothingLeftToShow(f"all points of criterion {criterion} are in; ask for another criterion")
    item = Item(
        slot=_free_slot(evidence, criterion),
        points=min(points, unknown),
        level=method.criteria[column].planned_level,
        age_days=0.0,
        share_for=share_for,
        share_against=1.0 - share_for,
        source="next step",
    )
    return Option(kind="more points", criterion=criterion, items=(item,))


def opened_by_a_checker(
    method: Method, evidence: Evidence, *, criterion: str, level: str | None = None
) -> Option:
    """Option to have the same evidence checked: the same shares and ages, at a higher level.

    Parameters
    ----------
    level : str or None
        The checker's level; None takes the criterion's planned level.

    Raises
    ------
    NothingLeftToShow
        No item of the criterion is below that level.
    NotInMethod
        The criterion or a level is not in the method.
    """
    checked_level = level or method.criteria[method.position(criterion)].planned_level
    reliability = method.reliability(checked_level)
    lower = [i for i in evidence.get(criterion, ()) if method.reliability(i.level) < reliability]
    if not lower:
        raise NothingLeftToShow(
            f"no evidence of criterion {criterion} is below level {checked_level}; "
            "a checker would change nothing"
        )
    return Option(
        kind="opened by a checker",
        criterion=criterion,
        items=tuple(replace(item, level=checked_level) for item in lower),
    )


def usual_options(
    method: Method, evidence: Evidence, *, points: float = 3.0, share_for: float = 0.9
) -> tuple[Option, ...]:
    """Every criterion's two options, where it has room for them, in the order of the method."""
    options = []
    for criterion in method.criteria:
        with suppress(NothingLeftToShow):
            options.append(opened_by_a_checker(method, evidence, criterion=criterion.id))
        with suppress(NothingLeftToShow):
            options.append(
                more_points(method, evidence, criterion=criterion.id, points=points, share_for=share_for)
            )
    return tuple(options)


def next_steps(
    method: Method, evidence: Evidence, options: Sequence[Option], *, limit: int | None = None
) -> tuple[NextStep, ...]:
    """Options that would raise a dimension's demonstrated end, the largest gain first.

    Parameters
    ----------
    evidence : mapping of criterion id to items
        What is in so far.
    options : sequence of Option
    limit : int or None
        How many to return at most.

    Returns
    -------
    tuple of NextStep
        Options that would raise nothing by 0.005 points of 100 are left out; ties keep the given order.

    Raises
    ------
    NotInMethod
        A criterion or a level is not in the method.
    """
    bodies = [evidence, *(with_items(evidence, {option.criterion: option.items}) for option in options)]
    scores = portfolio_scores(method, evidence_points(method, bodies))
    steps = []
    for row, option in enumerate(options, start=1):
        dimension = method.criteria[method.position(option.criterion)].dimension
        column = method.dimensions.index(dimension)
        low, high = scores.demonstrated_by_dimension[:, column], scores.possible_by_dimension[:, column]
        step = NextStep(
            option=option,
            dimension=dimension,
            gain=float(low[row] - low[0]),
            possible_change=float(high[row] - high[0]),
            total_gains=tuple((scores.demonstrated_total[row] - scores.demonstrated_total[0]).tolist()),
        )
        if step.gain >= SMALLEST_GAIN:
            steps.append(step)
    return tuple(sorted(steps, key=lambda step: -step.gain)[:limit])


def _free_slot(evidence: Evidence, criterion: str) -> str:
    taken = {item.slot for item in evidence.get(criterion, ())}
    name = "next"
    while name in taken:
        name += "'"
    return name
