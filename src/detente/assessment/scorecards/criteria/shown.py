"""What a criterion's code gets, and what it gives back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from detente.evidence.ledger.contracts import DocumentId, Edition, Fact
from detente.evidence.relationships.contracts import Vendor
from detente.formats.records import Record

SELF, TOOL, THIRD, REGULATOR, JOINT = LEVELS = ("self", "tool", "third", "regulator", "joint")
"""The levels' names in a method, in the order of `formats.found.Assurance` (from 1)."""


def level_of(fact: Fact) -> str:
    """Return the method's name of a fact's assurance level."""
    return LEVELS[fact.assurance - 1]


@dataclass(frozen=True, slots=True)
class ListEdition:
    """The latest edition of a public list that the customer holds, complete: what it lacks was not listed."""

    of: Edition
    nobodys: Mapping[str, Sequence[Record]]
    """Its entries under names that are nobody's, by the product in one spelling."""


Editions = Mapping[str, ListEdition]
"""By the name of the list: `cisa-kev`."""


@dataclass(frozen=True, slots=True)
class About:
    """Whom and when it is about, and what else is known."""

    vendor: Vendor
    as_of: datetime
    parameters: Mapping[str, object]  # the criterion's own, as the method's file has them
    everything: Mapping[str, Sequence[Fact]]  # all facts about the vendor, by kind, from every document
    editions: Editions = field(default_factory=dict)

    def number(self, name: str) -> float:
        """Return one of the criterion's parameters as a number."""
        value = self.parameters[name]
        if not isinstance(value, int | float):
            raise TypeError(f"parameter {name} is {value!r}, not a number")
        return float(value)

    def numbers(self, name: str) -> tuple[float, ...]:
        """Return one of the criterion's parameters as a list of numbers."""
        value = self.parameters[name]
        if not isinstance(value, list | tuple):
            raise TypeError(f"parameter {name} is {value!r}, not a list of numbers")
        return tuple(float(one) for one in value)


@dataclass(frozen=True, slots=True)
class Shown:
    """One item of evidence for one slot, before it is aged and weighed by the engine.

    Parameters
    ----------
    slot : str
        What is expected: `2026-10`, `2026 quarter 3`, `first certificate`. Items of one slot compete.
    points : float, > 0
        ``n``, the points planned for the slot.
    level : str
        One of `LEVELS`: who checked it.
    age_days : float, days, >= 0
        Its age at `as_of`.
    share_for, share_against : float in [0, 1], together at most 1
        Shares of the slot's *expected* population; what is not shown belongs to neither.
    places : tuple of (DocumentId, int)
        The evidence it rests on: documents and positions in them.
    words : str
        One plain sentence that a person reads: what was counted, with the numbers in it.
    documents : tuple of DocumentId
        Documents that it rests on as a whole: an edition of a list, for what it does not have.
    """

    slot: str
    points: float
    level: str
    age_days: float
    share_for: float
    share_against: float
    places: tuple[tuple[DocumentId, int], ...]
    words: str
    documents: tuple[DocumentId, ...] = ()


Items = Callable[[Sequence[Fact], About], Iterator[Shown]]
"""From the facts of ONE document (of the kinds that the criterion reads) to items.

Documents are read apart, and the largest good and the largest bad of a slot count, so that no further file
can lower what an earlier one has shown. What must be joined across documents (a fix to a vulnerability) is
looked up in `About.everything`, in a way that more facts of the good kind never lower the good share, and
any never the other way round.
"""

ItemsOfEditions = Callable[[About], Iterator[Shown]]
"""From what the latest editions of public lists do not have to items: also of a vendor that none ever listed."""


def by_level(facts: Sequence[Fact]) -> Iterator[tuple[str, list[Fact]]]:
    """Yield each level that some facts have, with the facts that were checked as well or better.

    Make one item of each, with the whole document as its population: then a few facts that somebody checked
    cannot stand for the many that nobody did.
    """
    levels = sorted({fact.assurance for fact in facts})
    for level in levels:
        checked = [fact for fact in facts if fact.assurance >= level] if len(levels) > 1 else list(facts)
        yield LEVELS[level - 1], checked


def weakest_level(facts: Sequence[Fact]) -> str:
    """Return the level of the least checked of some facts, where they say something only together."""
    return LEVELS[min(fact.assurance for fact in facts) - 1]


def places(facts: Sequence[Fact], most: int = 200) -> tuple[tuple[DocumentId, int], ...]:
    """Return where facts stand; a long list is cut, its sentence tells the whole count."""
    return tuple([(fact.document, fact.position) for fact in facts[:most]])
