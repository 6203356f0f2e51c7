"""Results over periods of any length, laid over quarters: what KPIs and adoption both do."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.assessment.scorecards.criteria.periods import Slot, Span, covered_together, slots
from detente.assessment.scorecards.criteria.shown import LEVELS, Shown, places
from detente.evidence.ledger.contracts import Fact

POINTS = 3.0


@dataclass(frozen=True, slots=True)
class Result:
    """How much of what was agreed one subject reached over a period."""

    subject: str
    span: Span
    share: float
    """0 to 1; the rest of 1 was not reached."""
    facts: tuple[Fact, ...]

    @property
    def assurance(self) -> int:
        """The level of the least checked of its facts."""
        return min(fact.assurance for fact in self.facts)


def quarterly(
    results: Sequence[Result],
    subjects: int,
    as_of: datetime,
    words: Callable[[float, int, float], str],
) -> Iterator[Shown]:
    """Yield one item a quarter and level: the mean over subjects of what they reached.

    A subject is ``c m`` good and ``c (1 - m)`` bad, with ``c`` the share of the quarter that its results
    cover together and ``m`` their mean, each weighed by its days in the quarter. A subject without a result
    is neither, and counts among the `subjects`.

    Parameters
    ----------
    results : sequence of Result
        Of one document.
    subjects : int, >= 1
        How many the document names: the expected population.
    as_of : datetime
        The day of the scorecard.
    words : callable
        From the mean of what was reached, how many subjects have a result, and the share covered, the
        sentence that a person reads.
    """
    for slot in slots(as_of, unit="quarter", count=4):
        inside = [one for one in results if slot.covered(*one.span) > 0]
        for level in sorted({one.assurance for one in inside}):
            checked = [one for one in inside if one.assurance >= level]
            good, covered, count = _reached(checked, slot)
            yield Shown(
                slot=slot.name,
                points=POINTS * slot.factor,
                level=LEVELS[level - 1],
                age_days=slot.age_days,
                share_for=min(1.0, good / subjects),
                share_against=min(1.0, max(0.0, covered - good) / subjects),
                places=places([fact for one in checked for fact in one.facts]),
                words=words(good / covered, count, covered / count),
            )


def _reached(results: Sequence[Result], slot: Slot) -> tuple[float, float, int]:
    """Return what subjects reached, and the share of the slot covered, summed; and how many they are."""
    by_subject: dict[str, list[Result]] = defaultdict(list)
    for one in results:
        by_subject[one.subject].append(one)
    good = covered = 0.0
    for several in by_subject.values():
        weighed = [(slot.covered(*one.span), one.share) for one in several]
        mean = sum(weight * share for weight, share in weighed) / sum(weight for weight, _ in weighed)
        reach = covered_together((one.span for one in several), slot)
        good += reach * mean
        covered += reach
    return good, covered, len(by_subject)
