"""Statements about breaches: the days they speak of, whether they stand, and what those that tell are worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards.criteria.periods import DAY, at_midnight
from detente.assessment.scorecards.criteria.shown import LEVELS, About
from detente.assessment.scorecards.criteria.t1_breaches.breaches import Known, Worth, told_first
from detente.evidence.ledger.contracts import Fact
from detente.formats.found import Assurance
from detente.formats.records import BreachStatement


@dataclass(frozen=True, slots=True)
class Statement:
    """What a party states of a span: half open, and never beyond the arrival of the statement."""

    fact: Fact
    record: BreachStatement
    starts_at: datetime
    ends_at: datetime

    def is_void(self, untold_on: date) -> bool:
        """Whether nobody checked it and a breach that was found untold on a day contradicts it."""
        return self.fact.assurance == Assurance.SELF_ATTESTED and self.record.starts_on <= untold_on


@dataclass(frozen=True, slots=True)
class Part:
    """What telling was worth to a statement, of breaches that were checked well enough: shares of all it tells."""

    level: str
    good: float
    bad: float
    described: int
    facts: list[Fact]


def statements(document: Sequence[Fact], about: About) -> list[Statement]:
    """Return a document's statements; none speaks of days after it arrived.

    Periods are half open; an end on the last day of a month means that day too.
    """
    found = []
    for fact in document:
        one = fact.record
        if isinstance(one, BreachStatement):
            end = at_midnight(one.ends_on)
            if (end + DAY).day == 1:
                end += DAY
            starts_at, ends_at = at_midnight(one.starts_on), min(end, fact.known_at, about.as_of)
            if starts_at < ends_at:
                found.append(Statement(fact, one, starts_at, ends_at))
    return found


def of_breaches(one: Statement, told: Sequence[Known], about: About) -> Iterator[Part]:
    """Yield what a statement that tells of k breaches is worth: the sum of the k best told / k.

    The breaches may be described in any document. The k best and the k worst are taken apart, so that a
    further description lowers neither; k is the statement's own.
    """
    stated = one.record.breaches
    inside = [each for each in told if one.starts_at <= at_midnight(each.day) < one.ends_at]
    levels = {min(each.fact.assurance, one.fact.assurance) for each in inside} or {one.fact.assurance}
    for level in sorted(levels):
        worths: dict[str, Worth] = {}
        facts = [one.fact]
        for each in inside:
            if each.fact.assurance >= level:
                worth, before = told_first(each.record, about), worths.get(each.fact.key, Worth(0.0, 0.0))
                worths[each.fact.key] = Worth(max(worth.good, before.good), max(worth.bad, before.bad))
                facts.append(each.fact)
        good = sum(sorted((each.good for each in worths.values()), reverse=True)[:stated]) / stated
        bad = sum(sorted((each.bad for each in worths.values()), reverse=True)[:stated]) / stated
        described = min(len(worths), stated)
        if good + bad <= 1:
            yield Part(LEVELS[level - 1], good, bad, described, facts)
        else:
            yield Part(LEVELS[level - 1], good, 0.0, described, facts)
            yield Part(LEVELS[level - 1], 0.0, bad, described, facts)
