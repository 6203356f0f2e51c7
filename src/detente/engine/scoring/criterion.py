"""One criterion of one vendor, opened down to the numbers of the formula."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from detente.engine.scoring.item import Item
from detente.engine.scoring.method import Method
from detente.engine.scoring.plan import Criterion
from detente.engine.scoring.points import exact, filled_points, freshness, reliability_share


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one item fills of its slot: ``filled = points * reliability_share * freshness``.

    Parameters
    ----------
    source : int or str
        As the caller named the item.
    level : str
        The item's assurance level.
    points : float, >= 0
        ``n``.
    age_days : float, days, >= 0
    reliability_share : float in (0, 1]
        ``min(1, rho / rho_planned)``.
    freshness : float in [0, 1]
        ``2^(-max(0, age - refresh) / half)``.
    share_for, share_against : float in [0, 1]
        As the item states them.
    points_for, points_against : float, >= 0
        ``filled * share``, before rounding down.
    counts_for, counts_against : bool
        Whether it is the largest of its slot, and so the one that counts. The two are decided apart.
    """

    source: int | str
    level: str
    points: float
    age_days: float
    reliability_share: float
    freshness: float
    share_for: float
    share_against: float
    points_for: float
    points_against: float
    counts_for: bool
    counts_against: bool


@dataclass(frozen=True, slots=True)
class SlotScore:
    """What a slot gives: its largest points for and its largest points against, before rounding down."""

    slot: str
    points_for: float
    points_against: float
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class CriterionScore:
    """Both ends of a criterion, and what they rest on.

    Parameters
    ----------
    criterion, dimension : str
    points_for, points_against, unknown : float in [0, N]
        ``s``, ``f`` and ``max(0, N - s - f)``.
    demonstrated, possible : float in [0, 1]
        ``L`` and ``U``. L above U means that sources disagree.
    uncertainty : float in [0, 1]
        ``unknown / (N + a0 + b0)``.
    slots : tuple of SlotScore
        By name of slot. Before rounding: their sums are `points_for` and `points_against` within a step.
    """

    criterion: str
    dimension: str
    points_for: float
    points_against: float
    unknown: float
    demonstrated: float
    possible: float
    uncertainty: float
    slots: tuple[SlotScore, ...]

    @property
    def sources_disagree(self) -> bool:
        """Whether more is demonstrated than is possible: show it and open a dispute."""
        return self.demonstrated > self.possible


def slot_scores(method: Method, criterion: Criterion, items: Iterable[Item]) -> tuple[SlotScore, ...]:
    """Slots of a criterion with every item in them, whether it counts or not.

    Parameters
    ----------
    items : iterable of Item, in any order
        Of this criterion only.

    Returns
    -------
    tuple of SlotScore, by name of slot
        Of items that show equally much, the youngest counts, then the one whose source sorts first.

    Raises
    ------
    NotInMethod
        An item's level is not in the method.
    """
    ordered = sorted(items, key=_preference)
    return tuple(
        _slot_score(slot, [_contribution(method, criterion, item) for item in group])
        for slot, group in groupby(ordered, key=lambda item: item.slot)
    )


def _preference(item: Item) -> tuple[str, float, str, str, float, float, float]:
    return (
        item.slot,
        item.age_days,
        str(item.source),
        item.level,
        item.points,
        item.share_for,
        item.share_against,
    )


def _slot_score(slot: str, contributions: list[Contribution]) -> SlotScore:
    largest_for = max(range(len(contributions)), key=lambda i: contributions[i].points_for)
    largest_against = max(range(len(contributions)), key=lambda i: contributions[i].points_against)
    marked = tuple(
        _marked(
            contribution,
            counts_for=i == largest_for and contribution.points_for > 0,
            counts_against=i == largest_against and contribution.points_against > 0,
        )
        for i, contribution in enumerate(contributions)
    )
    return SlotScore(
        slot=slot,
        points_for=marked[largest_for].points_for,
        points_against=marked[largest_against].points_against,
        contributions=marked,
    )


def _marked(contribution: Contribution, *, counts_for: bool, counts_against: bool) -> Contribution:
    fields = {name: getattr(contribution, name) for name in Contribution.__slots__}
    return Contribution(**{**fields, "counts_for": counts_for, "counts_against": counts_against})


def _contribution(method: Method, criterion: Criterion, item: Item) -> Contribution:
    reliability = np.array([method.reliability(item.level)])
    planned = np.array([method.reliability(criterion.planned_level)])
    age, refresh, half = (
        np.array([float(days)]) for days in (item.age_days, criterion.refresh_days, criterion.half_life_days)
    )
    filled = filled_points(
        points=np.array([float(item.points)]),
        reliability=reliability,
        planned_reliability=planned,
        age_days=age,
        refresh_days=refresh,
        half_life_days=half,
    )
    return Contribution(
        source=item.source,
        level=item.level,
        points=float(item.points),
        age_days=float(item.age_days),
        reliability_share=float(reliability_share(reliability, planned)[0]),
        freshness=float(freshness(age, refresh, half)[0]),
        share_for=float(item.share_for),
        share_against=float(item.share_against),
        points_for=float(exact(filled * item.share_for)[0]),
        points_against=float(exact(filled * item.share_against)[0]),
        counts_for=False,
        counts_against=False,
    )


def expected_share(method: Method, *, points_for: float, unknown: float) -> float:
    """Mean of the opinion, the unknown filled with the prior: between both ends, never shown instead of them.

    Parameters
    ----------
    points_for, unknown : float in [0, N]

    Returns
    -------
    float in [0, 1]
        ``(a0 + s + base * unknown) / (a0 + b0 + N)``, with base rate ``a0 / (a0 + b0)``.

    References
    ----------
    Josang, A. & Ismail, R. (2002). The Beta Reputation System, 15th Bled eCommerce Conference.
    """
    prior = method.prior_for + method.prior_against
    base_rate = method.prior_for / prior
    return (method.prior_for + points_for + base_rate * unknown) / (prior + method.points_per_criterion)
