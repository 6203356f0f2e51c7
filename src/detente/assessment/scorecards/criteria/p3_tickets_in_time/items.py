"""Tickets in time: the share, weighed by priority, that kept the time agreed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.periods import DAY, Slot, slot_holding, slots
from detente.assessment.scorecards.criteria.shown import About, Shown, by_level, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Ticket

POINTS = 2.0


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item for each two months: of the tickets opened in them, which kept the time agreed.

    ``good = t sum(w kept) / sum(w)`` and ``bad = t sum(w missed) / sum(w)`` over the document's tickets that
    were opened in the period, with ``w`` 8, 4, 2 or 1 by priority at opening (a ticket without one weighs
    as a low one) and ``t`` the share of the period from the first to the last day on which the document
    has a ticket opened: a log that begins or ends within the period says nothing of the rest. A ticket of
    which it is not said whether it was in time is neither.

    References
    ----------
    The scorecard method 1.0, P3. ITIL 4, Incident management practice (2020): impact and urgency.
    """
    weights = about.numbers("weights")
    periods = slots(about.as_of, unit="two months", count=6)
    opened: dict[Slot, list[Fact]] = defaultdict(list)
    for fact in document:
        if isinstance(fact.record, Ticket) and (slot := slot_holding(fact.record.opened_at, periods)):
            opened[slot].append(fact)
    moments = [fact.record.opened_at for fact in document if isinstance(fact.record, Ticket)]
    begins, ends = min(moments), max(moments) + DAY
    for slot, facts in opened.items():
        told = slot.covered(begins, ends)
        weighed = [(fact, _weight(fact, weights), _kept(fact)) for fact in facts]
        whole = sum(weight for _, weight, _ in weighed)
        for level, checked in by_level(facts):
            among = set(map(id, checked))
            here = [(weight, kept) for fact, weight, kept in weighed if id(fact) in among]
            yield Shown(
                slot=slot.name,
                points=POINTS * slot.factor,
                level=level,
                age_days=slot.age_days,
                share_for=told * sum(weight for weight, kept in here if kept) / whole,
                share_against=told * sum(weight for weight, kept in here if kept is False) / whole,
                places=places(checked),
                words=_words(facts, told),
            )


def _weight(fact: Fact, weights: Sequence[float]) -> float:
    priority = fact.record.priority if isinstance(fact.record, Ticket) else None
    return weights[min(priority, len(weights)) - 1] if priority else weights[-1]


def _kept(fact: Fact) -> bool | None:
    return fact.record.kept_sla if isinstance(fact.record, Ticket) else None


def _words(facts: Sequence[Fact], told: float) -> str:
    kept = sum(_kept(fact) is True for fact in facts)
    unsaid = sum(_kept(fact) is None for fact in facts)
    words = f"{kept:,} of {len(facts):,} tickets kept the time agreed"
    if unsaid:
        words += f", of {unsaid:,} it is not said"
    return f"{words}; the log reaches over {told:.0%} of the two months."
