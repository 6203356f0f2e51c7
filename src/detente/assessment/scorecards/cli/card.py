"""A vendor's scorecard as a person reads it in a terminal."""

from collections.abc import Iterator

from detente.assessment.scorecards.cli.layout import COLUMNS, cut, on, spread, word, wrapped
from detente.assessment.scorecards.contracts import CriterionShown, DimensionShown, Scorecard
from detente.engine.scoring.gates import GateState
from detente.rendering.text_bars import BLOCKS, Ink, range_text

NAME, WIDE, NARROW = 22, 36, 8
GATE_WORDS = {GateState.MET: "passed", GateState.NOT_MET: "NOT MET", GateState.NOT_SHOWN: "not shown"}


def card_lines(card: Scorecard, *, customer: str, ink: Ink = BLOCKS) -> Iterator[str]:
    """Yield the lines of a scorecard: dimensions, must-haves, criteria, next steps, where to look next."""
    vendor = card.vendor
    yield spread(vendor.name, f"{on(card.as_of, card.known_on)}, {card.method}")
    yield ink.line * COLUMNS
    said = (vendor.service, f"tier {vendor.tier}", vendor.stage.value)
    yield " · ".join(one for one in said if one) if vendor.on_record else "Not on record yet."
    if card.too_early:
        yield f"Too early. {card.points_in:g} of {card.points_planned:g} points in."
    titles = {one.id: one.title for one in card.criteria}
    if card.disagreements:
        yield f"Sources disagree about {', '.join(titles[one] for one in card.disagreements)}: look at both."
    yield ""
    for dimension in card.dimensions:
        yield f"{dimension.title:{NAME}}{_dimension(dimension, ink)}"
    yield from _together(card, customer, ink)
    yield ""
    yield from _gates(card)
    yield ""
    yield f"{'Criteria':34}{'from, to':16}{'for':>6}{'against':>8}{'unknown':>8}  {'best checked':20}{'adds':>6}"
    for dimension in card.dimensions:
        yield dimension.title
        for one in card.criteria:
            if one.dimension == dimension.id:
                yield f"  {one.id:3} {cut(one.title, NAME + 4):{NAME + 4}} {_criterion(one, ink)}"
    yield ""
    yield from _steps(card)
    yield from _next(card)


def _dimension(one: DimensionShown, ink: Ink) -> str:
    if one.ends is None:
        given = one.points.gained + one.points.against
        return f" too early: {given:.1f} of {one.points_planned:g} points in"
    floor = "" if one.floor is None else f"   agreed floor {one.floor:g}"
    drawn = range_text(one.ends.demonstrated, one.ends.possible, ink, cells=WIDE, below_floor=one.below_floor)
    return f"{drawn}{floor}{', not reached' if one.below_floor else ''}"


def _together(card: Scorecard, customer: str, ink: Ink) -> Iterator[str]:
    names = {"customer": f"with {customer}’s weights", "vendor": f"with {card.vendor.name}’s weights"}
    title = "Read together"
    for one in card.together:
        if one.ends is not None and one.party in names:
            drawn = range_text(one.ends.demonstrated, one.ends.possible, ink, cells=WIDE)
            yield f"{title:{NAME}}{drawn}   {cut(names[one.party], 30)}"
            title = ""


def _gates(card: Scorecard) -> Iterator[str]:
    passed = sum(one.state is GateState.MET for one in card.gates)
    yield f"Must-haves: {passed} of {len(card.gates)} passed. They are never averaged."
    for one in card.gates:
        yield from wrapped(f"{GATE_WORDS[one.state]:9}  {one.title}. {one.reason}", indent=2, hanging=13)


def _criterion(one: CriterionShown, ink: Ink) -> str:
    if not one.slots:
        return "no evidence yet"
    drawn = range_text(one.ends.demonstrated, one.ends.possible, ink, cells=NARROW)
    points = f"{one.points.gained:6.2f}{one.points.against:8.2f}{one.points.unknown:8.2f}"
    note = "!" if one.sources_disagree else " "
    return f"{drawn}{note}{points}  {one.strongest_level or 'counts for nothing':20}{one.adds:6.1f}"


def _steps(card: Scorecard) -> Iterator[str]:
    titles = {one.id: one.title for one in card.dimensions}
    if card.next_steps:
        yield "What would raise it most, as a forecast"
        for one in card.next_steps:
            yield from wrapped(
                f"{f'+{one.gain:.1f}':6} {one.title} ({titles[one.dimension]}): {one.words}",
                indent=2,
                hanging=9,
            )
        yield ""


def _next(card: Scorecard) -> Iterator[str]:
    shown = [one for one in card.criteria if one.slots]
    first = max(shown, key=lambda one: (one.sources_disagree, one.adds), default=card.criteria[0])
    name = word(card.vendor.name)
    yield "Where to look next"
    yield f"  Why a number       detente scorecards explain {name} {first.id}"
    yield f"  How it moved       detente scorecards history {name}"
    yield "  Among the others   detente scorecards portfolio"
