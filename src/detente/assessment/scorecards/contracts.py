"""What other rooms, and the doors, may see of a scorecard."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated

from annotated_types import Interval

from detente.engine.scoring.gates import GateState
from detente.evidence.disputes.contracts import DisputeBrief
from detente.evidence.ledger.contracts import DocumentSummary, EvidenceLine
from detente.evidence.relationships.contracts import Vendor
from detente.foundation.errors import Conflict, Invalid, NotFound
from detente.foundation.roles import CUSTOMER_SIDE, VENDOR_SIDE, Permission, Role

SEE_SCORECARDS = Permission("see scorecards", CUSTOMER_SIDE)
SEE_METHODS = Permission("see the methods of scorecards", CUSTOMER_SIDE | VENDOR_SIDE)
LINES = 40
LinesFrom = Annotated[int, Interval(ge=0)]
LinesAtOnce = Annotated[int, Interval(ge=1, le=1_000)]
"""How many lines of evidence an explanation lists at once."""

SEE_BUYER = Permission("see the customer's scorecard as a buyer", CUSTOMER_SIDE | VENDOR_SIDE)
KEEP_SCORECARDS = Permission("keep scorecards", frozenset({Role.CISO, Role.ANALYST}))
SET_METHOD = Permission("set the method", frozenset({Role.CISO, Role.ANALYST}))


class InvalidMethodFile(Invalid):
    """A method file cannot be used; the message names its line and what to do."""


class NoSuchMethod(NotFound):
    """There is no method of that name and version."""


class MethodVersionExists(Conflict):
    """A version is locked once it is adopted: give the changed method a new version."""


class NoSuchCriterion(NotFound):
    """The method has no such criterion."""


class NoSuchDimension(NotFound):
    """The method has no such dimension."""


class NoSuchMustHave(NotFound):
    """The method has no such must-have."""


class NoSuchScorecard(NotFound):
    """There is no stored scorecard of that number, or none that the actor may know of."""


class NotComparable(Invalid):
    """The two scorecards follow different methods or look at different windows."""


class NoSuchParty(NotFound):
    """The method has no weights of such a party."""


class TooManyToRank(Invalid):
    """Ranks are studied for 200 vendors at most."""


@dataclass(frozen=True, slots=True)
class Ends:
    """Demonstrated and possible, from 0 to 100: the lower and the upper end of a score."""

    demonstrated: float
    possible: float


@dataclass(frozen=True, slots=True)
class Points:
    """Evidence points for, against and unknown; together as many as were planned."""

    gained: float
    against: float
    unknown: float


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of evidence in a slot, with every number of its formula.

    `filled = planned * source * freshness`; it gives `filled * share_for` points for and
    `filled * share_against` against, if it is the largest of its slot.
    """

    words: str
    level: str
    planned: float
    source: float
    """Share that the assurance level fills: min(1, reliability / planned reliability)."""
    freshness: float
    age_days: float
    share_for: float
    share_against: float
    points_for: float
    points_against: float
    counts_for: bool
    counts_against: bool
    places: tuple[tuple[int, int], ...]
    """Documents and positions in them: `ledger.show_evidence` opens each."""
    documents: tuple[int, ...]
    """Documents that it rests on as a whole, for what they do not list: `ledger.show_document` opens each."""


@dataclass(frozen=True, slots=True)
class SlotShown:
    """One thing that evidence was expected for, and what was shown of it."""

    slot: str
    points_for: float
    points_against: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class CriterionShown:
    """One criterion of a vendor's scorecard."""

    id: str
    title: str
    dimension: str
    weight_percent: float
    ends: Ends
    points: Points
    sources_disagree: bool
    planned_level: str
    strongest_level: str | None
    latest_age_days: float | None
    adds: float
    """How far the dimension's demonstrated end would fall without this criterion's evidence, 0 to 100."""
    slots: tuple[SlotShown, ...]


@dataclass(frozen=True, slots=True)
class DimensionShown:
    """One dimension; `ends` is None while it is too early, then the points are shown instead."""

    id: str
    title: str
    ends: Ends | None
    points: Points
    points_planned: float
    filled_share: float
    floor: float | None
    below_floor: bool


@dataclass(frozen=True, slots=True)
class GateShown:
    """A must-have, never averaged into a number."""

    id: str
    title: str
    state: GateState
    reason: str
    places: tuple[tuple[int, int], ...]
    documents: tuple[int, ...]
    """Documents that it rests on as a whole, for what they do not list."""


@dataclass(frozen=True, slots=True)
class Together:
    """All dimensions read together with one party's weights; None while a dimension is too early."""

    party: str
    weights: dict[str, float]  # by dimension
    ends: Ends | None


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """A criterion as it stands, and as it would without a line in dispute."""

    criterion: str
    with_line: Ends
    without_line: Ends


@dataclass(frozen=True, slots=True)
class DisputedLine:
    """An open dispute, and the criteria that its line counts in."""

    dispute: DisputeBrief
    criteria: tuple[OtherVersion, ...]


@dataclass(frozen=True, slots=True)
class NextStepShown:
    """What would raise a dimension most."""

    criterion: str
    title: str
    words: str
    dimension: str
    gain: float
    """Rise of the dimension's demonstrated end, 0 to 100, for the shares assumed: a forecast."""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A vendor's scorecard: three dimensions that stand apart, each from demonstrated to possible."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    too_early: bool
    points_in: float
    points_planned: float
    gates: tuple[GateShown, ...]
    dimensions: tuple[DimensionShown, ...]
    criteria: tuple[CriterionShown, ...]
    together: tuple[Together, ...]
    disagreements: tuple[str, ...]
    """Ids of criteria whose sources disagree."""
    next_steps: tuple[NextStepShown, ...]
    inputs_hash: str
    disputes: tuple[DisputedLine, ...] = ()
    """Lines that one side objects to; both versions are shown until somebody settles them."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something about a vendor that wants attention: a lapsing certificate, a gate not met."""

    kind: str  # gate, below floor, conflict, dispute, lapsing, renewal
    words: str
    short: str
    """The same in two or three words, for a row of a list."""
    on: date | None
    of: str = ""
    """Which must-have, dimension or criterion it opens to; empty where it is none, or several."""
    places: tuple[tuple[int, int], ...] = ()
    """The evidence that alone says so: documents and positions in them."""


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """A vendor in the portfolio."""

    vendor: Vendor
    dimensions: tuple[DimensionShown, ...]
    too_early: bool
    marks: tuple[Mark, ...]
    evidence: int


@dataclass(frozen=True, slots=True)
class Portfolio:
    """All vendors of a customer, under one method, as of one date."""

    as_of: datetime
    known_on: datetime
    method: str
    rows: tuple[PortfolioRow, ...]


@dataclass(frozen=True, slots=True)
class HistoryPoint:
    """A dimension on a past date, as it was known then; None where it was too early."""

    on: date
    ends: Ends | None
    points: Points
    floor: float | None
    """The floor of the tier that held then."""


@dataclass(frozen=True, slots=True)
class DimensionHistory:
    """One dimension over time."""

    dimension: str
    title: str
    floor: float | None
    points: tuple[HistoryPoint, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """One criterion down to the lines of the files: the numbers, the formula, the evidence."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    criterion: CriterionShown
    question: str
    good: str
    gaming: str
    counter: str
    refresh_days: float
    half_life_days: float
    formula: str
    evidence: tuple[EvidenceLine, ...]
    evidence_in_all: int
    documents: tuple[DocumentSummary, ...]
    """What it rests on as a whole: an edition of a list, for what it does not have."""
    sources: dict[int, str] = field(default_factory=dict)
    """The names of the documents that the items rest on, by their numbers; what may not be seen is left out."""
    next: int | None = None
    """Where the rest of the evidence starts: ask again with `after=next`; None where this is the last of it."""


@dataclass(frozen=True, slots=True)
class RankSpan:
    """A vendor's rank, 1 the highest, and from which to which it goes in 95 % of other weights."""

    rank: int
    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class OtherJudgement:
    """A vendor's ranks if something had been judged otherwise."""

    judgement: str
    rank_by_demonstrated: int
    rank_by_possible: int


@dataclass(frozen=True, slots=True)
class VendorRanks:
    """How far a vendor's place among the others hangs on judgement."""

    vendor: Vendor
    by_demonstrated: RankSpan
    by_possible: RankSpan
    other_judgements: tuple[OtherJudgement, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Robustness:
    """Whether the order of a customer's vendors survives other weights, another mean, other half-lives."""

    as_of: datetime
    known_on: datetime
    method: str
    party: str
    """Whose weights across the dimensions were varied; those inside each dimension were, too."""
    seed: int
    """Of the draws of other weights: they decide how robust an order is, and never enter a score."""
    other_weights: int
    vendors: tuple[VendorRanks, ...]
    too_early: tuple[str, ...]
    """Vendors that have no place yet: a dimension is filled less than a quarter."""
