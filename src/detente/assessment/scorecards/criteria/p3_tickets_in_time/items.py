"""Tickets in time: the share, weighed by priority, that kept the time agreed."""

from collections.abc import Iterator, Sequence

from detente.assessment.scorecards.criteria.calendar_months import month_of, slots_by_month
from detente.assessment.scorecards.criteria.p3_tickets_in_time.counts import CountedSlot, counted_slots
from detente.assessment.scorecards.criteria.periods import DAY, Slot, slots
from detente.assessment.scorecards.criteria.shown import LEVELS, About, Shown, places
from detente.evidence.ledger.contracts import Fact
from detente.formats.records import Ticket

POINTS = 2.0
Logged = tuple[Fact, Ticket, float]
"""A ticket and its weight."""


def items(document: Sequence[Fact], about: About) -> Iterator[Shown]:
    """Yield one item for each two months: of the tickets opened in them, which kept the time agreed.

    ``good = sum(w kept) / W`` and ``bad = sum(w missed) / W`` over the document's tickets that were opened in
    the period, with ``w`` 8, 4, 2 or 1 by priority at opening (a ticket without one weighs as a low one). A
    ticket of which it is not said whether it was in time is neither.

    ``W`` is the weight of the customer's own count of tickets, or of the log's own where that is more:
    ``sum(w)`` plus the weight of what the log lacks of the count (see `counts`). What the log does not show is
    unknown. Over a period that was counted in part ``W`` is that or what follows, whichever is more; of one that
    was not, it is ``sum(w) / t``, with ``t`` the share of the period from the first to the last day on which the
    document has a ticket opened: a log that begins or ends within the period says nothing of the rest.

    So once it is known how many tickets there were, a log from which missed ones were left out shows no more than
    the whole log, and two halves of a log show a part each. While it is not known, nothing tells a log from a part.

    References
    ----------
    The scorecard method 1.0, P3. ITIL 4, Incident management practice (2020): impact and urgency.
    """
    weights = about.numbers("weights")
    months = slots_by_month(about.as_of, unit="two months", count=6)
    tickets = [(fact, fact.record) for fact in document if isinstance(fact.record, Ticket)]
    begins = min(one.opened_at for _, one in tickets)
    ends = max(one.opened_at for _, one in tickets) + DAY
    opened: dict[str, list[Logged]] = {}
    for fact, one in tickets:
        if slot := months.get(month_of(one.opened_at)):
            opened.setdefault(slot.name, []).append((fact, one, _weight(one, weights)))
    counted = counted_slots(about, months)
    for slot in slots(about.as_of, unit="two months", count=6):
        if slot.name in opened:
            told = slot.covered(begins, ends)
            yield from _in_slot(opened[slot.name], slot, told, counted.get(slot.name), weights)


def _in_slot(
    opened: Sequence[Logged], slot: Slot, told: float, count: CountedSlot | None, weights: Sequence[float]
) -> Iterator[Shown]:
    """Yield an item for each level of checking among the tickets opened in a period."""
    own = sum([weight for _, _, weight in opened])
    counts = count.facts if count else []
    if count is None:
        shown, beyond = told, f"{_reach(told)}, and how many the customer counted is not known"
    else:
        shown, beyond = _share_shown([one for _, one, _ in opened], own, told, count, weights)
    words = f"{_words([one.kept_sla for _, one, _ in opened])}; {beyond}."
    levels = {fact.assurance for fact, _, _ in opened}
    for level in sorted(levels):
        checked = opened if len(levels) == 1 else [one for one in opened if one[0].assurance >= level]
        yield Shown(
            slot=slot.name,
            points=POINTS * slot.factor,
            level=LEVELS[level - 1],
            age_days=slot.age_days,
            share_for=shown * sum([weight for _, one, weight in checked if one.kept_sla]) / own,
            share_against=shown * sum([weight for _, one, weight in checked if one.kept_sla is False]) / own,
            places=places(counts + [fact for fact, _, _ in checked]),
            words=words,
        )


def _share_shown(
    log: Sequence[Ticket], own: float, told: float, count: CountedSlot, weights: Sequence[float]
) -> tuple[float, str]:
    """Return the share of all tickets of a period that a log shows, by weight, and how that is known."""
    lacking = count.lacking(log, weights)
    of_count = own / (own + lacking.weight)
    more = f"{lacking.tickets:,} more" if lacking.tickets else "no more"
    if count.is_whole(len(weights)):
        return of_count, f"the customer counted {more}"
    part = f"{_reach(told)}, of which the customer counted a part, and there {more}"
    return min(told, of_count), part


def _reach(told: float) -> str:
    return f"the log reaches over {told:.0%} of the two months"


def _weight(one: Ticket, weights: Sequence[float]) -> float:
    return weights[min(one.priority, len(weights)) - 1] if one.priority else weights[-1]


def _words(kept: Sequence[bool | None]) -> str:
    words = f"{kept.count(True):,} of {len(kept):,} tickets kept the time agreed"
    if unsaid := kept.count(None):
        words += f", of {unsaid:,} it is not said"
    return words
