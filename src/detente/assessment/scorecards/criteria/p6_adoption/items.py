"""Adoption: active use as a share of the use agreed."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import at_midnight
from detente.assessment.scorecards.criteria.results_over_periods import Result, quarterly
from detente.assessment.scorecards.criteria.shown import About, Shown
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Usage


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item a quarter: the mean over the document's services of ``min(1, active / agreed)``.

    A service for which no use was agreed (0) says nothing.

    References
    ----------
    The scorecard method 1.0, P6.
    """
    usages = [(fact, fact.record) for fact in document if isinstance(fact.record, Usage)]
    services = {one.service for _, one in usages}
    results = [
        Result(
            subject=one.service,
            span=(at_midnight(one.starts_on), at_midnight(one.ends_on)),
            share=min(1.0, max(0.0, one.active / one.agreed)),
            facts=(fact,),
        )
        for fact, one in usages
        if one.agreed > 0
    ]

    def words(mean: float, count: int, covered: float) -> str:
        known = f"{count} of {len(services)} services" if len(services) > 1 else "The service"
        return f"{known} had {mean:.0%} of the use agreed, over {covered:.0%} of the quarter."

    yield from quarterly(results, len(services), about.as_of, words)
