"""Tickets in time: the share, weighed by priority, that kept the time agreed."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.calendar_months import month_of, slots_by_month
from detente.assessment.scorecards.criteria.periods import DAY, Slot, slots
from detente.assessment.scorecards.criteria.shown import LEVELS, About, Shown, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Ticket

POINTS = 2.0
Weighed = tuple[Fact, float, bool | None]
"""A ticket, its weight, and whether it kept the time agreed."""


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
    months = slots_by_month(about.as_of, unit="two months", count=6)
    tickets = [(fact, fact.record) for fact in document if isinstance(fact.record, Ticket)]
    begins = min(one.opened_at for _, one in tickets)
    ends = max(one.opened_at for _, one in tickets) + DAY
    opened: dict[str, list[Weighed]] = {}
    for fact, one in tickets:
        if slot := months.get(month_of(one.opened_at)):
            opened.setdefault(slot.name, []).append((fact, _weight(one, weights), one.kept_sla))
    for slot in slots(about.as_of, unit="two months", count=6):
        if slot.name in opened:
            yield from _in_slot(opened[slot.name], slot, slot.covered(begins, ends))


def _in_slot(opened: Sequence[Weighed], slot: Slot, told: float) -> Iterator[Shown]:
    """Yield an item for each level of checking among the tickets opened in a period."""
    whole = sum(weight for _, weight, _ in opened)
    for level in sorted({fact.assurance for fact, _, _ in opened}):
        checked = [one for one in opened if one[0].assurance >= level]
        yield Shown(
            slot=slot.name,
            points=POINTS * slot.factor,
            level=LEVELS[level - 1],
            age_days=slot.age_days,
            share_for=told * sum(weight for _, weight, kept in checked if kept) / whole,
            share_against=told * sum(weight for _, weight, kept in checked if kept is False) / whole,
            places=places([fact for fact, _, _ in checked]),
            words=_words([kept for _, _, kept in opened], told),
        )


def _weight(one: Ticket, weights: Sequence[float]) -> float:
    return weights[min(one.priority, len(weights)) - 1] if one.priority else weights[-1]


def _words(kept: Sequence[bool | None], told: float) -> str:
    words = f"{kept.count(True):,} of {len(kept):,} tickets kept the time agreed"
    if unsaid := kept.count(None):
        words += f", of {unsaid:,} it is not said"
    return f"{words}; the log reaches over {told:.0%} of the two months."
