"""What pages say of a scorecard: sentences and rounded figures, never more certain than the numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from detente.assessment.scorecards.contracts import (
    CriterionShown,
    DimensionHistory,
    DimensionShown,
    GateShown,
    Scorecard,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.from_engine import in_order, is_period
from detente.assessment.scorecards.web.asking import address
from detente.assessment.scorecards.web.dispute_words import DisputeWords, disputed_lines
from detente.engine.scoring.gates import GateState
from detente.evidence.relationships.contracts import RelationshipShown, Vendor
from detente.foundation.moments import DaysAsked
from detente.rendering.history_chart import HistoryPoint, history_chart
from detente.rendering.vega_lite import Spec
from detente.ui.components.interval.interval import PointsIn

GATE_STATES = {GateState.MET: "passed", GateState.NOT_MET: "failed", GateState.NOT_SHOWN: "not shown"}
MARK_STATES = {
    "gate": "failed",
    "below floor": "below",
    "conflict": "conflict",
    "dispute": "disputed",
    "lapsing": "lapsing",
    "renewal": "note",
}
DAYS_A_MONTH = 30.4
PERIODS = {"month", "two months", "quarter"}
MOST_SLOTS = 12


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
    since_why: str
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
    disputes: tuple[DisputeWords, ...] = ()


def how_many(number: int, of: str = "vendor") -> str:
    """Return a number with its noun."""
    return f"{number:,} {of}" if number == 1 else f"{number:,} {of}s"


def dimension_panel(
    one: DimensionShown, past: DimensionHistory, of: Vendor, days: DaysAsked
) -> DimensionPanel:
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
    since = earlier[-1].on if earlier else None
    return DimensionPanel(
        id=one.id,
        name=one.title,
        about=f"{one.title} of {of.name}",
        demonstrated=one.ends.demonstrated if one.ends else None,
        possible=one.ends.possible if one.ends else None,
        floor=one.floor,
        too_early=PointsIn(round(given, 1), one.points_planned) if one.ends is None and given else None,
        why=address("why_dimension", of.vendor, one.id, days=days),
        change=change,
        since=f"{since:%-d %b}" if since else "",
        since_why=address("why_changed", of.vendor, one.id, since, days=days) if since else "",
        chart=_chart(one, past, of.name),
        chart_title=f"{one.title} of {of.name}, month by month",
        chart_columns=("On", "Demonstrated", "Possible"),
        chart_rows=rows,
    )


def _chart(one: DimensionShown, past: DimensionHistory, vendor: str) -> Spec | None:
    points = [
        HistoryPoint(
            point.on,
            point.ends.demonstrated if point.ends else None,
            point.ends.possible if point.ends else None,
            point.floor,
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


def criterion_lines(card: Scorecard, dimension: str, days: DaysAsked) -> tuple[CriterionLine, ...]:
    """Return the criteria of a dimension."""
    disputes = disputed_lines(card)
    return tuple(
        criterion_line(
            one,
            why=address("why", card.vendor.vendor, one.id, days=days),
            disputes=disputes.get(one.id, ()),
        )
        for one in card.criteria
        if one.dimension == dimension
    )


def criterion_line(
    one: CriterionShown, *, why: str, disputes: tuple[DisputeWords, ...] = ()
) -> CriterionLine:
    """Return a criterion as the table shows it."""
    return CriterionLine(
        name=one.title,
        fills=_fills(one),
        demonstrated=one.ends.demonstrated if one.slots else None,
        possible=one.ends.possible if one.slots else None,
        why=why,
        source=one.strongest_level.capitalize() if one.strongest_level else "",
        age=age_words(one.latest_age_days) if one.latest_age_days is not None else "",
        adds=one.adds if one.slots else None,
        disputes=disputes,
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


def party_words(party: str, customer: str, vendor: str) -> str:
    """Return whose weights they are.

    >>> party_words("vendor", "Halden Bank", "Kestrel"), party_words("equal", "Halden Bank", "Kestrel")
    ('Kestrel’s weights', 'equal weights')
    """
    names = {"customer": f"{customer}’s weights", "vendor": f"{vendor}’s weights", "equal": "equal weights"}
    return names.get(party, f"{party}’s weights")


def together(card: Scorecard, customer: str) -> str:
    """Return how the dimensions read together with each party's weights."""
    said = [
        f"{one.ends.demonstrated:.0f} to {one.ends.possible:.0f} with "
        f"{party_words(one.party, customer, card.vendor.name)}"
        for one in card.together
        if one.ends is not None and one.party != "equal"
    ]
    return f"Read together: {', '.join(said)}. A strong one cannot buy off a weak one." if said else ""


def gates_summary(gates: Sequence[GateShown]) -> str:
    """Return how many must-haves are passed."""
    passed = sum(one.state is GateState.MET for one in gates)
    return f"{passed} of {len(gates)} passed. They are never averaged."


def disagreements(card: Scorecard, days: DaysAsked) -> tuple[tuple[str, str], ...]:
    """Return the criteria whose sources contradict each other, and where each is explained."""
    return tuple(
        (one.title, address("why", card.vendor.vendor, one.id, days=days))
        for one in card.criteria
        if one.id in card.disagreements
    )


def relationship_facts(room: RelationshipShown) -> tuple[tuple[str, object], ...]:
    """Return the line of facts under a vendor's name."""
    if room.tier is None:
        return (("On record", "not yet"),)
    renewal = min((one.renews_on for one in room.contracts if one.renews_on), default=None)
    facts: list[tuple[str, object]] = [("Tier", room.tier), ("Since", f"{room.since:%B %Y}")]
    if renewal:
        facts.append(("Renews", f"{renewal:%-d %B %Y}"))
    if room.notice_hours:
        facts.append(("Notice", f"{room.notice_hours} hours"))
    return tuple(facts)


def outcome(room: RelationshipShown, on: datetime) -> tuple[str, tuple[str, ...]]:
    """Return the outcome statement and who had signed it; empty before it was proposed."""
    said = room.outcome
    if said is None or said.proposed_at > on:
        return "", ()
    signed = [one for one in said.signatures if one.at <= on]
    return said.text, tuple(f"{one.person}, {one.organisation}, {one.at:%-d %b %Y}" for one in signed)
