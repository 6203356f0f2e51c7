"""What pages say of a scorecard: sentences and rounded figures, never more certain than the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from detente.assessment.scorecards.contracts import (
    CriterionShown,
    DimensionHistory,
    DimensionShown,
    GateShown,
    NoSuchCriterion,
    Piece,
    Scorecard,
    Why,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.from_engine import in_order, is_period, slot_name
from detente.assessment.scorecards.web.asking import why_address
from detente.engine.scoring.gates import GateState
from detente.evidence.ledger.contracts import EvidenceLine
from detente.evidence.relationships.contracts import RelationshipShown, Stage
from detente.rendering.history_chart import HistoryPoint, history_chart
from detente.rendering.vega_lite import Spec
from detente.ui.components.interval.interval import PointsIn
from detente.ui.components.outcome.outcome import Stage as StageStep

GATE_STATES = {GateState.MET: "passed", GateState.NOT_MET: "failed", GateState.NOT_SHOWN: "not shown"}
MARK_STATES = {"gate": "failed", "lapsing": "lapsing", "renewal": "note"}
DIMENSION_NOTE = (
    "Each criterion is drawn 1,024 times between what its evidence shows, in an order that is fixed and the same "
    "for every vendor; the draws are weighed and added. Demonstrated is the 52nd smallest of the sums when all "
    "that is missing is taken as failed; possible is the 52nd largest when it is taken as met. No chance is in it."
)
DAYS_A_MONTH = 30.4
PERIODS = {"month", "two months", "quarter"}
MOST_ITEMS = 60
MOST_SLOTS = 12
EVIDENCE_AT_ONCE = 12
LONGEST_FACT = 240


@dataclass(frozen=True, slots=True)
class DimensionPanel:
    """The head of a dimension with its history."""

    id: str
    name: str
    about: str
    demonstrated: float | None
    possible: float | None
    floor: float | None
    too_early: PointsIn | None
    why: str
    change: float | None
    since: str
    chart: Spec | None
    chart_title: str
    chart_columns: tuple[str, ...]
    chart_rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """A criterion in the table."""

    name: str
    fills: tuple[float, ...]
    demonstrated: float | None
    possible: float | None
    why: str
    source: str
    age: str
    adds: float | None


@dataclass(frozen=True, slots=True)
class SlotLine:
    """An item of evidence in the table of a criterion's slots."""

    slot: str
    words: str
    note: str
    planned: str
    source: str
    freshness: str
    gained: str
    against: str


@dataclass(frozen=True, slots=True)
class EvidenceWords:
    """One fact behind a figure."""

    text: str
    on: date
    assurance: str
    file: str
    locator: str
    sha256: str
    href: str
    retracted: str


def how_many(number: int, of: str = "vendor") -> str:
    """Return a number with its noun."""
    return f"{number:,} {of}" if number == 1 else f"{number:,} {of}s"


def dimension_panel(one: DimensionShown, past: DimensionHistory, vendor: str, why: str) -> DimensionPanel:
    """Return the head of a dimension, its history and what changed in a month."""
    rows = tuple(
        (
            f"{point.on:%-d %B %Y}",
            f"{point.ends.demonstrated:.0f}" if point.ends else "too early",
            f"{point.ends.possible:.0f}" if point.ends else "",
        )
        for point in past.points
    )
    earlier = [point for point in past.points[:-1] if point.ends is not None]
    change = (
        one.ends.demonstrated - earlier[-1].ends.demonstrated
        if one.ends and earlier and earlier[-1].ends
        else None
    )
    given = one.points.gained + one.points.against
    return DimensionPanel(
        id=one.id,
        name=one.title,
        about=f"{one.title} of {vendor}",
        demonstrated=one.ends.demonstrated if one.ends else None,
        possible=one.ends.possible if one.ends else None,
        floor=one.floor,
        too_early=PointsIn(round(given, 1), one.points_planned) if one.ends is None and given else None,
        why=why,
        change=change,
        since=f"{earlier[-1].on:%-d %b}" if earlier else "",
        chart=_chart(one, past, vendor),
        chart_title=f"{one.title} of {vendor}, month by month",
        chart_columns=("On", "Demonstrated", "Possible"),
        chart_rows=rows,
    )


def _chart(one: DimensionShown, past: DimensionHistory, vendor: str) -> Spec | None:
    points = [
        HistoryPoint(
            point.on,
            point.ends.demonstrated if point.ends else None,
            point.ends.possible if point.ends else None,
            past.floor,
        )
        for point in past.points
    ]
    if not any(point.demonstrated is not None for point in points):
        return None
    last = next(point for point in reversed(points) if point.demonstrated is not None)
    said = (
        f"{one.title} of {vendor}: demonstrated {last.demonstrated:.0f}, possible {last.possible:.0f} of 100."
    )
    return history_chart(points, description=said, until=points[-1].on)


def criterion_lines(card: Scorecard, dimension: str, known_on: date | None) -> tuple[CriterionLine, ...]:
    """Return the criteria of a dimension."""
    return tuple(
        CriterionLine(
            name=one.title,
            fills=_fills(one),
            demonstrated=one.ends.demonstrated if one.slots else None,
            possible=one.ends.possible if one.slots else None,
            why=why_address(card.vendor.vendor, one.id, known_on),
            source=one.strongest_level.capitalize() if one.strongest_level else "",
            age=age_words(one.latest_age_days) if one.latest_age_days is not None else "",
            adds=one.adds if one.slots else None,
        )
        for one in card.criteria
        if one.dimension == dimension
    )


def _fills(one: CriterionShown) -> tuple[float, ...]:
    """Return how far the evidence of each planned slot still counts, the latest first; 0 where there is none.

    Periods overlap the plan by one, since the oldest fades as the current one fills: as many as planned are shown.
    """
    definition = known_criteria()[one.id].definition.slots
    slots = in_order(one.slots)
    if definition.get("unit") in PERIODS:
        slots = [slot for slot in slots if is_period(slot.slot)][: definition["count"]]
    filled = [max((piece.source * piece.freshness for piece in slot.pieces), default=0.0) for slot in slots]
    planned = definition.get("count", definition.get("told", 1))
    return (*filled, *[0.0] * (planned - len(filled)))[:MOST_SLOTS]


def age_words(days: float) -> str:
    """Return an age in the unit that a person would use."""
    whole = round(days)
    if whole == 0:
        return "today"
    if whole < 2 * DAYS_A_MONTH:
        return f"{whole} day" if whole == 1 else f"{whole} days"
    return f"{round(days / DAYS_A_MONTH)} months"


def range_words(one: DimensionShown) -> str:
    """Return a dimension's range in words."""
    if one.ends is None:
        return f"too early: {one.points.gained + one.points.against:.1f} of {one.points_planned:g} points in"
    return f"{one.ends.demonstrated:.0f} to {one.ends.possible:.0f}"


def early(card: Scorecard) -> str:
    """Return what is said of a scorecard that is too early, empty otherwise."""
    if not card.too_early:
        return ""
    return f"Too early. {card.points_in:g} of {card.points_planned:g} points in."


def together(card: Scorecard, customer: str) -> str:
    """Return how the dimensions read together with each party's weights."""
    names = {"customer": f"{customer}’s weights", "vendor": f"{card.vendor.name}’s", "equal": "equal weights"}
    said = [
        f"{one.ends.demonstrated:.0f} to {one.ends.possible:.0f} with {names.get(one.party, one.party)}"
        for one in card.together
        if one.ends is not None and one.party != "equal"
    ]
    return f"Read together: {', '.join(said)}. A strong one cannot buy off a weak one." if said else ""


def gates_summary(gates: Sequence[GateShown]) -> str:
    """Return how many must-haves are passed."""
    passed = sum(one.state is GateState.MET for one in gates)
    return f"{passed} of {len(gates)} passed. They are never averaged."


def disagreements(card: Scorecard) -> str:
    """Return which criteria's sources contradict each other, empty if none."""
    titles = [one.title for one in card.criteria if one.id in card.disagreements]
    return f"Sources disagree about {', '.join(titles)}: look at both, and settle it." if titles else ""


def relationship_facts(room: RelationshipShown) -> tuple[tuple[str, object], ...]:
    """Return the line of facts under a vendor's name."""
    renewal = min((one.renews_on for one in room.contracts if one.renews_on), default=None)
    facts: list[tuple[str, object]] = [("Tier", room.tier), ("Since", f"{room.since:%B %Y}")]
    if renewal:
        facts.append(("Renews", f"{renewal:%-d %B %Y}"))
    if room.notice_hours:
        facts.append(("Notice", f"{room.notice_hours} hours"))
    return tuple(facts)


def stages(room: RelationshipShown, on: datetime) -> tuple[StageStep, ...]:
    """Return the steps of the partnership, with the one that it was at."""
    taken = sorted((one for one in room.stages if one.at <= on), key=lambda one: one.at)
    reached = {one.stage: one.at for one in taken}
    order = list(Stage)
    now = taken[-1].stage if taken else Stage.TRANSACTIONAL
    return tuple(
        StageStep(
            name=one.capitalize(),
            state="now" if one is now else "done" if order.index(one) < order.index(now) else "ahead",
            note=f"since {reached[one]:%B %Y}" if one is now and one in reached else "",
        )
        for one in order
    )


def outcome(room: RelationshipShown, on: datetime) -> tuple[str, tuple[str, ...]]:
    """Return the outcome statement and who had signed it; empty before it was proposed."""
    said = room.outcome
    if said is None or said.proposed_at > on:
        return "", ()
    signed = [one for one in said.signatures if one.at <= on]
    return said.text, tuple(f"{one.person}, {one.organisation}, {one.at:%-d %b %Y}" for one in signed)


def why_title(of: CriterionShown) -> str:
    """Return the question that a drawer answers."""
    return f"Why {of.ends.demonstrated:.0f}?" if of.slots else f"{of.title}: no evidence yet"


def why_sentence(of: CriterionShown) -> str:
    """Return both ends in a sentence."""
    if not of.slots:
        return "Nothing was shown of this criterion. All that is planned for it is unknown, neither good nor bad."
    if of.sources_disagree:
        return (
            f"The sources disagree. By what speaks for it, {of.ends.demonstrated:.0f} of 100 is demonstrated; by what "
            f"speaks against it, no more than {of.ends.possible:.0f} is possible. Below, items that count for and "
            "items that count against stand in the same slots: look at both sources, and settle which is right."
        )
    return (
        f"The evidence we hold shows {of.ends.demonstrated:.0f} of 100, even if everything still missing came back "
        f"failed. If everything missing came back perfect, it could be {of.ends.possible:.0f}."
    )


def slot_lines(of: CriterionShown) -> tuple[SlotLine, ...]:
    """Return every item of evidence with the numbers of its formula, the latest slot first."""
    return tuple(
        SlotLine(
            slot=slot_name(slot.slot),
            words=piece.words,
            note=_item_note(piece, len(slot.pieces)),
            planned=f"{piece.planned:.2f}",
            source=f"{piece.source:.2f}",
            freshness=f"{piece.freshness:.2f}",
            gained=f"{piece.points_for:.2f}",
            against=f"{piece.points_against:.2f}",
        )
        for slot in in_order(of.slots)
        for piece in slot.pieces
    )[:MOST_ITEMS]


def _item_note(piece: Piece, beside: int) -> str:
    level = f"{piece.level.capitalize()}."
    counts = piece.counts_for or piece.counts_against
    return level if counts or beside == 1 else f"{level} Another item of the slot shows more."


def formula_note(found: Why) -> str:
    """Return what stands under the formula."""
    return (
        f"“Unknown” is counted as failed for the one end and as met for the other. Evidence counts in full for "
        f"{found.refresh_days:g} days, then halves every {found.half_life_days:g}. Method {found.method}."
    )


def evidence_words(lines: Sequence[EvidenceLine]) -> tuple[EvidenceWords, ...]:
    """Return facts as a list shows them."""
    return tuple(
        EvidenceWords(
            text=one.sentence
            if len(one.sentence) <= LONGEST_FACT
            else f"{one.sentence[: LONGEST_FACT - 1]}…",
            on=one.valid_from.date(),
            assurance=one.assurance.capitalize(),
            file=one.document_name or "held by the customer",
            locator=one.locator,
            sha256=one.sha256 or "",
            href=reverse("evidence_line", args=[one.document, one.position]),
            retracted="",
        )
        for one in lines
    )


def evidence_summary(found: Why) -> str:
    """Return how many facts there are, and how many are listed."""
    listed = len(found.evidence)
    if found.evidence_in_all > listed:
        return f"{listed} of {found.evidence_in_all:,} facts, some of every slot"
    return how_many(listed, "fact")


def meaning(found: Why) -> tuple[tuple[str, object], ...]:
    """Return what the criterion means, and how it is kept honest."""
    return (
        ("The question", found.question),
        ("What counts as good", found.good),
        ("How it could be gamed", found.gaming),
        ("What stands against that", found.counter),
        ("Planned source", found.criterion.planned_level),
    )


def dimension_named(card: Scorecard, dimension: str) -> DimensionShown:
    """Return a dimension of a scorecard, or raise NoSuchCriterion."""
    for one in card.dimensions:
        if one.id == dimension:
            return one
    raise NoSuchCriterion(f"The method {card.method} has no dimension {dimension!r}.")


def why_dimension_title(of: DimensionShown) -> str:
    """Return the question that a drawer answers."""
    return f"Why {of.ends.demonstrated:.0f}?" if of.ends else f"{of.title}: too early"


def why_dimension_sentence(of: DimensionShown) -> str:
    """Return both ends in a sentence."""
    if of.ends is None:
        given = of.points.gained + of.points.against
        return (
            f"{given:.1f} of {of.points_planned:g} points are in. Under a quarter, a number would say more about what "
            "is missing than about the vendor, so the points are shown instead."
        )
    return (
        f"With its criteria weighed together, {of.title.lower()} is demonstrated at {of.ends.demonstrated:.0f} of 100; "
        f"with everything missing turned out well, it could be {of.ends.possible:.0f}."
    )
