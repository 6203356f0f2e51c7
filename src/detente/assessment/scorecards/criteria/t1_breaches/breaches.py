"""What is known of a breach: whether it is one, its day, and what telling it was worth."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from detente.assessment.scorecards.criteria.shown import About
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Breach

NO_BREACH = {"near miss", "false positive"}


@dataclass(frozen=True, slots=True)
class Known:
    """A breach, and the day that puts it into a quarter: when it was reported, or else discovered, or happened."""

    fact: Fact
    record: Breach
    day: date


@dataclass(frozen=True, slots=True)
class Worth:
    """What having told of a breach is worth: 0 to 1 each, together at most 1; the rest is not known."""

    good: float
    bad: float


def breaches(facts: Sequence[Fact], about: About) -> Iterator[Known]:
    """Yield those that are breaches, up to the day of the scorecard.

    VERIS keeps incidents without disclosed data, near misses and false positives too: they are none.
    """
    on = about.as_of.date()
    for fact in facts:
        one = fact.record
        if not isinstance(one, Breach) or one.data_disclosed == "no" or one.certainty in NO_BREACH:
            continue
        day = one.reported_on or one.discovered_on or one.occurred_on or fact.valid_from.date()
        if day <= on:
            yield Known(fact, one, day)


def told_first(one: Breach, about: About) -> Worth:
    """Return ``.5 min(1, agreed h / actual h) + .3 + .2 (1 - log10 records / 8)``; unknown parts are neither.

    Parameters
    ----------
    one : Breach
        That the vendor told first.

    References
    ----------
    Default scorecard method 1.0, row T1.
    """
    good, bad = about.number("told"), 0.0
    if one.notice_hours is not None and one.agreed_notice_hours is not None:
        in_time = min(1.0, one.agreed_notice_hours / one.notice_hours) if one.notice_hours else 1.0
        good += about.number("notice") * in_time
        bad += about.number("notice") * (1.0 - in_time)
    if one.records is not None:
        large = min(1.0, math.log10(max(1, one.records)) / about.number("size_decades"))
        good += about.number("size") * (1.0 - large)
        bad += about.number("size") * large
    return Worth(min(1.0, good), min(1.0 - min(1.0, good), bad))
