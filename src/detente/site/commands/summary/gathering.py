"""Gather what the summary says, as the person who asks may see it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from detente.assessment.scorecards.contracts import SEE_SCORECARDS, Portfolio, PortfolioRow, Scorecard
from detente.assessment.scorecards.selectors.buyer import BuyerScorecard, show_buyer
from detente.assessment.scorecards.selectors.portfolio import portfolio
from detente.assessment.scorecards.selectors.scorecard import show
from detente.evidence.imports.contracts import ImportReport, Outcome, UnknownName
from detente.evidence.imports.selectors import list_imports
from detente.evidence.ledger.contracts import IMPORT_EVIDENCE
from detente.evidence.relationships.selectors import list_names
from detente.foundation.access import Actor

LOOKED_INTO = 40
"""Scorecards that are opened to see whether sources disagree: those of the most critical vendors."""
A_PAGE = 200
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Imported:
    """What was brought."""

    files: int
    facts: int
    rejected: int
    unusable: int
    waiting: int
    """Facts that name nobody's vendor."""
    first_at: datetime | None
    last_at: datetime | None
    names: tuple[UnknownName, ...]
    """Names that may mean a vendor, and that nobody has matched."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A criterion of a vendor whose sources disagree."""

    vendor: str
    criterion: str
    title: str
    demonstrated: float
    possible: float


@dataclass(frozen=True, slots=True)
class Example:
    """A number to open, and a line that it rests on."""

    vendor: str
    criterion: str
    document: int
    position: int


@dataclass(frozen=True, slots=True)
class Move:
    """How far a vendor's demonstrated end moved in a year."""

    vendor: str
    dimension: str
    before: float
    now: float


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of it."""

    actor: Actor
    at: datetime
    imported: Imported | None
    """None: the person may not import, so not see imports either."""
    portfolio: Portfolio
    disagreements: tuple[Disagreement, ...]
    example: Example | None
    """None while no number rests on anything."""
    moves: tuple[Move, ...]
    """Those of the most critical tier: the largest rise first, the largest fall last."""
    buyer: BuyerScorecard


def gathered(*, actor: Actor, at: datetime) -> Gathered:
    """Return what the summary says."""
    actor.require(SEE_SCORECARDS)
    now = portfolio(actor=actor, at=at)
    opened = [one for one in now.rows if one.evidence][:LOOKED_INTO]
    cards = [show(actor=actor, at=at, vendor=str(one.vendor.vendor)) for one in opened]
    return Gathered(
        actor=actor,
        at=at,
        imported=_imported(actor) if actor.may(IMPORT_EVIDENCE) else None,
        portfolio=now,
        disagreements=tuple(_disagreements(cards)),
        example=_example(cards),
        moves=_moves(now, portfolio(actor=actor, at=at, as_of=(at - A_YEAR).date())),
        buyer=show_buyer(actor=actor, at=at),
    )


def _imported(actor: Actor) -> Imported:
    reports = list(_reports(actor))
    files = [file for report in reports for file in report.files]
    kept = [one for one in files if one.outcome is Outcome.ADDED]
    matched = {one.written for one in list_names(actor=actor)}
    names: dict[str, UnknownName] = {}
    for one in (name for file in kept for name in file.unknown_names):
        if one.suggestion and one.written not in matched:
            before = names.get(one.written)
            facts = one.facts + (before.facts if before else 0)
            names[one.written] = UnknownName(one.written, facts, one.suggestion)
    moments = [one.asked_at for one in reports]
    return Imported(
        files=len(files),
        facts=sum(one.facts for one in kept),
        rejected=sum(one.rejected for one in files),
        unusable=sum(one.outcome is Outcome.UNUSABLE for one in files),
        waiting=sum(one.unattributed for one in kept),
        first_at=min(moments, default=None),
        last_at=max(moments, default=None),
        names=tuple(sorted(names.values(), key=lambda one: -one.facts)),
    )


def _reports(actor: Actor) -> Iterator[ImportReport]:
    after: str | None = None
    while True:
        page = list_imports(actor=actor, after=after, limit=A_PAGE)
        yield from page.items
        if not isinstance(page.next, str):
            return
        after = page.next


def _disagreements(cards: Sequence[Scorecard]) -> Iterator[Disagreement]:
    for card in cards:
        for one in card.criteria:
            if one.sources_disagree:
                yield Disagreement(
                    card.vendor.name, one.id, one.title, one.ends.demonstrated, one.ends.possible
                )


def _example(cards: Sequence[Scorecard]) -> Example | None:
    """Return a number that is worth opening: one whose sources disagree, else the first that has points against."""
    found = [
        Example(card.vendor.name, one.id, *piece.places[0])
        for card in sorted(cards, key=lambda one: not one.disagreements)
        for one in sorted(card.criteria, key=lambda one: not one.sources_disagree)
        for slot in one.slots
        for piece in slot.pieces
        if piece.counts_against and piece.places
    ]
    return found[0] if found else None


def _moves(now: Portfolio, before: Portfolio) -> tuple[Move, ...]:
    then = {row.vendor.vendor: row for row in before.rows}
    most_critical = [row for row in now.rows if row.vendor.tier == now.rows[0].vendor.tier]
    known = [(row, then[row.vendor.vendor]) for row in most_critical if row.vendor.vendor in then]
    moves = [move for row, earlier in known for move in _moved(row, earlier)]
    return tuple(sorted(moves, key=lambda one: one.before - one.now))


def _moved(now: PortfolioRow, before: PortfolioRow) -> Iterator[Move]:
    then = {one.id: one for one in before.dimensions}
    for one in now.dimensions:
        earlier = then.get(one.id)
        if one.ends and earlier and earlier.ends:
            yield Move(now.vendor.name, one.title, earlier.ends.demonstrated, one.ends.demonstrated)
