"""The youngest of what was shown, one to a slot, so that showing more never takes a slot away from anything.

A criterion with a fixed number of slots for things without a period (limits told, claims upheld) lets the youngest
fill them. Who checked matters too, and an item knows neither reliabilities nor half-lives; so there is a ranking for
each level: of those that were checked as well or better, at that level. Whatever is added, the thing at a rank
of a ranking only becomes younger, so no slot loses; and where all have one level, the result is exact.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from detente.assessment.scorecards.criteria.shown import LEVELS
from detente.evidence.ledger.contracts import Fact


@dataclass(frozen=True, slots=True)
class Named:
    """Something that several documents may speak of, known by its name."""

    name: str
    day: date
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ranked:
    """It has this rank, from 1, among those of the level or better."""

    rank: int
    level: str
    day: date
    fact: Fact


def ranked(everything: Iterable[Named], *, most: int) -> Iterator[Ranked]:
    """Yield the `most` youngest of each level or better; what has one name counts once, by its latest day.

    Parameters
    ----------
    everything : iterable of Named
        From every document, in any order.
    most : int, >= 1
        How many slots there are.
    """
    all_named = list(everything)
    for level in sorted({one.fact.assurance for one in all_named}):
        latest: dict[str, Named] = {}
        for one in all_named:
            if one.fact.assurance >= level:
                before = latest.get(one.name)
                if before is None or _order(one) < _order(before):
                    latest[one.name] = one
        for rank, one in enumerate(sorted(latest.values(), key=_order)[:most], start=1):
            yield Ranked(rank, LEVELS[level - 1], one.day, one.fact)


def plain_name(written: str) -> str:
    """Return a name by which the same thing is known again: without case and surplus blanks.

    >>> plain_name("No SSO  for admins") == plain_name("no SSO for admins ")
    True
    """
    return " ".join(written.casefold().split())


def _order(one: Named) -> tuple[int, str, int, int]:
    """Youngest first; the rest only makes the order the same every time."""
    return (-one.day.toordinal(), one.name, one.fact.document, one.fact.position)
