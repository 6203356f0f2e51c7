"""All vendors of a customer at once."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionShown,
    Mark,
    Portfolio,
    PortfolioRow,
)
from detente.assessment.scorecards.criteria.certificates import in_force, lapses_on
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import Editions
from detente.assessment.scorecards.methods.gate_names import NOT_MET
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.must_haves import CERTIFICATES, judged_gates
from detente.assessment.scorecards.selectors.editions import editions_on
from detente.assessment.scorecards.selectors.methods import method_of
from detente.engine.scoring.gates import GateState
from detente.evidence.disputes.contracts import DisputeBrief
from detente.evidence.disputes.selectors import open_disputes
from detente.evidence.ledger.contracts import Fact
from detente.evidence.ledger.selectors import facts_by_vendor
from detente.evidence.relationships.contracts import Vendor
from detente.evidence.relationships.selectors import vendors_of
from detente.formats.records import Certificate
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query

LAPSES_WITHIN = timedelta(days=60)
RENEWS_WITHIN = timedelta(days=90)
URGENCY = ("gate", "below floor", "conflict", "dispute", "lapsing", "renewal")
NOTHING_KNOWN: tuple[tuple[Mark, ...] | None, int] = (None, 0)


@query("scorecards.portfolio", permission=SEE_SCORECARDS, path="portfolio", raises=(NotOnRecord,))
def portfolio(
    *, actor: Actor, at: datetime, as_of: date | None = None, known_on: date | None = None
) -> Portfolio:
    """Show all vendors, each with what is demonstrated and what is possible, in three dimensions.

    Parameters
    ----------
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    return portfolio_of(actor.organisation, valid, known)


def portfolio_of(
    customer: OrganisationId, valid: datetime, known: datetime, *, only: Sequence[Vendor] | None = None
) -> Portfolio:
    """Return a customer's portfolio at two moments: all of it, or `only` some vendors in their order."""
    with _collector_waits():
        return _portfolio(customer, valid, known, only)


@contextmanager
def _collector_waits() -> Iterator[None]:
    """Let Python's collector of cycles wait: none are made here, and it goes through all that lives, again and again.

    That would be a fifth of the time of a large portfolio. What was read is let go vendor by vendor, as ever.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _portfolio(
    customer: OrganisationId, valid: datetime, known: datetime, only: Sequence[Vendor] | None
) -> Portfolio:
    file = method_of(customer, known)
    vendors = vendors_of(customer, as_of=valid, known_on=known) if only is None else only
    numbers = None if only is None else [one.vendor for one in only]
    place: dict[int, int] = {one.vendor: row for row, one in enumerate(vendors)}
    editions = editions_on(customer, valid, known)
    gathered = to_engine.Gathered(file)
    marked = [NOTHING_KNOWN] * len(vendors)
    facts = facts_by_vendor(numbers, customer=customer, as_of=valid, known_on=known)
    for number, known_facts in facts:  # one vendor's at a time, however many there are
        row = place.get(number)
        if row is not None:
            one = vendors[row]
            body = to_engine.body_of(file, one, known_facts, valid, editions=editions)
            gathered.add(row, one.tier, body)
            marked[row] = (marks(one, known_facts, file, valid, editions), len(known_facts))
    for row, one in enumerate(vendors if editions else ()):
        if marked[row] is NOTHING_KNOWN:
            gathered.add(row, one.tier, to_engine.body_of(file, one, (), valid, editions=editions))
    disputes = open_disputes(customer=customer, vendors=numbers, known_on=known)
    found = to_engine.dimensions_and_disagreements(gathered, [one.tier for one in vendors])
    rows = []
    for one, (shown, disagree), (noted, evidence) in zip(vendors, found, marked, strict=True):
        early = any(each.ends is None for each in shown)
        those = marks(one, (), file, valid, editions) if noted is None else noted
        of = PortfolioRow(one, shown, early, (*those, *_of_scores(shown, disagree)), evidence)
        rows.append(with_disputes(of, disputes.get(one.vendor, ())))
    return Portfolio(as_of=valid, known_on=known, method=file.id, rows=tuple(rows))


def with_disputes(row: PortfolioRow, disputes: Sequence[DisputeBrief]) -> PortfolioRow:
    """Return a row with what is in dispute among its marks, the most urgent first."""
    marks = sorted((*row.marks, *_of_disputes(disputes)), key=_urgency)
    return replace(row, marks=tuple(marks))


def _urgency(mark: Mark) -> int:
    return URGENCY.index(mark.kind)


def _of_scores(dimensions: Sequence[DimensionShown], disagree: Sequence[str]) -> Iterator[Mark]:
    """Yield what the figures themselves say: below an agreed floor, or sources that contradict each other."""
    for one in dimensions:
        if one.below_floor and one.ends is not None and one.floor is not None:
            words = f"{one.title} is below the agreed floor of {one.floor:g}"
            yield Mark("below floor", words, f"{one.title} below floor", None, of=one.id)
    if disagree:
        titles = [known_criteria()[one].definition.title for one in disagree]
        words = f"Sources disagree about {', '.join(titles)}"
        about = disagree[0] if len(disagree) == 1 else ""
        yield Mark("conflict", words, "Sources disagree", None, of=about)


def _of_disputes(disputes: Sequence[DisputeBrief]) -> Iterator[Mark]:
    """Yield that lines are in dispute; where it is one alone, the mark opens to its line."""
    if disputes:
        many = len(disputes)
        words = f"{many} lines are in dispute" if many > 1 else f"A line is in dispute: {disputes[0].says}"
        places = tuple((one.document, one.position) for one in disputes)
        yield Mark("dispute", words, f"{many} in dispute" if many > 1 else "In dispute", None, places=places)


def marks(
    about: Vendor, facts: Sequence[Fact], file: MethodFile, valid: datetime, editions: Editions
) -> tuple[Mark, ...]:
    """Return what wants attention: must-haves not met, certificates about to lapse, renewals near."""
    everything: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        everything[fact.kind].append(fact)
    found = [
        Mark("gate", gate.reason, NOT_MET[gate.id], None, of=gate.id, places=gate.places)
        for gate in judged_gates(file, about, everything, valid, editions=editions)
        if gate.state is GateState.NOT_MET
    ]
    today = valid.date()
    latest: dict[str, tuple[date, datetime, tuple[int, int]]] = {}
    for fact in everything.get("certificate", ()):
        one = fact.record
        if isinstance(one, Certificate) and in_force(one, today):
            found_here = (lapses_on(one) or date.max, fact.known_at, (fact.document, fact.position))
            latest[one.scheme] = max(found_here, latest.get(one.scheme, found_here))
    for scheme, (last, _, place) in sorted(latest.items()):
        if last <= today + LAPSES_WITHIN:
            days = (last - today).days
            when = f"in {days} days" if days > 1 else "tomorrow" if days else "after today"
            found.append(
                Mark(
                    "lapsing",
                    f"{scheme} lapses {when}",
                    f"{scheme} {when}",
                    last,
                    of=CERTIFICATES,
                    places=(place,),
                )
            )
    if about.renews_on and today <= about.renews_on <= today + RENEWS_WITHIN:
        days = (about.renews_on - today).days
        when = f"in {days} days" if days > 1 else "tomorrow" if days else "today"
        found.append(Mark("renewal", f"The contract renews {when}", f"Renews {when}", about.renews_on))
    return tuple(found)
