"""KPI targets: the worse of each agreed pair, as a share of its target."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from detente.assessment.scorecards.criteria.periods import at_midnight
from detente.assessment.scorecards.criteria.results_over_periods import Result, quarterly
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import KpiResult

Key = tuple[str, date, date]
A_PAIR = 2


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item a quarter: the mean over the document's pairs of the worse one's share of its target.

    A measure reaches ``min(1, actual / target)`` of its target, or ``min(1, target / actual)`` where lower
    is better, and the pair reaches what its worse measure does. A measure whose counter-measure has no
    result for the same days is unknown; so is one that belongs to no pair.

    References
    ----------
    The scorecard method 1.0, P4. Kaplan & Norton (1996), The Balanced Scorecard: paired measures.
    """
    measured: dict[Key, dict[str, tuple[Fact, float]]] = defaultdict(dict)
    pairs: set[str] = set()
    for fact in document:
        one = fact.record
        if isinstance(one, KpiResult):
            pair = one.pair or f"{one.metric} alone"
            pairs.add(pair)
            share = attained(one)
            known = measured[pair, one.starts_on, one.ends_on]
            if one.metric not in known or share < known[one.metric][1]:
                known[one.metric] = (fact, share)
    results = [
        Result(
            subject=pair,
            span=(at_midnight(starts_on), at_midnight(ends_on)),
            share=min(share for _, share in both.values()),
            facts=tuple(fact for fact, _ in both.values()),
        )
        for (pair, starts_on, ends_on), both in measured.items()
        if len(both) >= A_PAIR
    ]

    def words(mean: float, count: int, covered: float) -> str:
        known = f"{count} of {len(pairs)} pairs of KPIs" if len(pairs) > 1 else "The pair of KPIs"
        return (
            f"{known} reached {mean:.0%} of the target by the worse one, over {covered:.0%} of the quarter."
        )

    yield from quarterly(results, len(pairs), about.as_of, words)


def attained(one: KpiResult) -> float:
    """Return the share of its target that a KPI reached, 0 to 1.

    A target that is met is 1 whatever its sign; a ratio to a target of 0, or across 0, says nothing and is
    0 where the target is missed.
    """
    met = one.actual >= one.target if one.higher_is_better else one.actual <= one.target
    if met:
        return 1.0
    if one.actual <= 0 or one.target <= 0:
        return 0.0
    return one.actual / one.target if one.higher_is_better else one.target / one.actual
