"""The engine's results in the words of the contracts: 0 to 100, titles, levels and sentences."""

import re
from collections.abc import Sequence
from datetime import date

from detente.assessment.scorecards import to_engine
from detente.assessment.scorecards.contracts import (
    CriterionShown,
    DimensionShown,
    Ends,
    NextStepShown,
    Piece,
    Points,
    SlotShown,
    Together,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import LEVELS, Shown
from detente.assessment.scorecards.methods.reading import Dimension, MethodFile
from detente.assessment.scorecards.to_engine import Scored
from detente.engine.scoring.criterion import Contribution, CriterionScore
from detente.engine.scoring.dimension import DimensionScore
from detente.engine.scoring.next_steps import NextStep

PERIOD = re.compile(r"(?:(?P<unit>two months|quarter) from )?(?P<year>\d{4})-(?P<month>\d\d)")
MONTHS_OF = {"": 1, "two months": 2, "quarter": 3}
LEVEL_WORDS = {
    "self": "self-attested",
    "tool": "tool-measured",
    "third": "third-party assessed",
    "regulator": "regulator-listed",
    "joint": "jointly measured",
}


def ends(demonstrated: float, possible: float) -> Ends:
    """Return both ends from 0 to 100, to six places: the engine's shares are 0 to 1."""
    return Ends(round(100 * demonstrated, 6), round(100 * possible, 6))


def dimension_shown(
    of: Dimension, score: DimensionScore, criteria: Sequence[CriterionScore], tier: int
) -> DimensionShown:
    """Return a dimension; while it is too early it has points and no ends."""
    inside = [one for one in criteria if one.dimension == of.id]
    return to_engine.dimension(
        of,
        tier,
        score.points_planned,
        score.demonstrated,
        score.possible,
        score.too_early,
        sum(one.points_for for one in inside),
        sum(one.points_against for one in inside),
        sum(one.unknown for one in inside),
        score.filled_share,
    )


def criterion_shown(file: MethodFile, of: Scored, score: CriterionScore, adds: float) -> CriterionShown:
    """Return a criterion with its slots and every number of their formula."""
    criterion = file.method.criteria[file.method.position(score.criterion)]
    shown = of.body.get(score.criterion, [])
    pieces = [one for slot in score.slots for one in slot.contributions]
    counted = [one for one in pieces if one.counts_for or one.counts_against]
    strongest = max((LEVELS.index(one.level) for one in counted), default=None)
    return CriterionShown(
        id=score.criterion,
        title=known_criteria()[score.criterion].definition.title,
        dimension=score.dimension,
        weight_percent=round(100 * criterion.weight, 6),
        ends=ends(score.demonstrated, score.possible),
        points=Points(score.points_for, score.points_against, score.unknown),
        sources_disagree=score.sources_disagree,
        planned_level=LEVEL_WORDS[of.method.criteria[of.method.position(score.criterion)].planned_level],
        strongest_level=None if strongest is None else LEVEL_WORDS[LEVELS[strongest]],
        latest_age_days=min((one.age_days for one in counted), default=None),
        adds=round(100 * adds, 6),
        slots=tuple(
            SlotShown(
                slot=slot.slot,
                points_for=slot.points_for,
                points_against=slot.points_against,
                pieces=tuple(_piece(one, shown) for one in slot.contributions),
            )
            for slot in score.slots
        ),
    )


def together(file: MethodFile, of: Scored) -> tuple[Together, ...]:
    """Return all dimensions read together, once a party; without ends while one of them is too early."""
    weights = {one.party: one.weights for one in of.method.weights_across}
    return tuple(
        Together(
            party=one.party,
            weights=dict(zip(of.method.dimensions, weights[one.party], strict=True)),
            ends=None if of.scorecard.too_early else ends(one.demonstrated, one.possible),
        )
        for one in of.scorecard.totals
    )


def next_step_shown(step: NextStep) -> NextStepShown:
    """Return a next step in words."""
    known = known_criteria()[step.option.criterion].definition
    if step.option.kind == "opened by a checker":
        words = "The same evidence, opened by a checker."
    else:
        words = known.raised_by or f"Show more of: {known.question}"
    return NextStepShown(
        criterion=known.id,
        title=known.title,
        words=words,
        dimension=step.dimension,
        gain=round(100 * step.gain, 6),
    )


def slot_name(slot: str) -> str:
    """Return a slot as a person would call it.

    >>> slot_name("2026-07"), slot_name("quarter from 2026-07"), slot_name("two months from 2025-11")
    ('Jul 2026', 'Jul–Sep 2026', 'Nov–Dec 2025')
    >>> slot_name("one pilot")
    'One pilot'
    """
    period = PERIOD.fullmatch(slot)
    if period is None:
        return slot[:1].upper() + slot[1:]
    months = MONTHS_OF[period["unit"] or ""]
    begins = date(int(period["year"]), int(period["month"]), 1)
    ends = begins.replace(month=begins.month + months - 1)
    return f"{begins:%b %Y}" if months == 1 else f"{begins:%b}–{ends:%b %Y}"


def in_order(slots: Sequence[SlotShown]) -> list[SlotShown]:
    """Return slots as a person looks for them: what has no period, then the latest period before the others."""
    once = [one for one in slots if not is_period(one.slot)]
    periods = [one for one in slots if is_period(one.slot)]
    return [*sorted(once, key=lambda one: one.slot), *sorted(periods, key=_begins, reverse=True)]


def is_period(slot: str) -> bool:
    """Return whether a slot is a calendar period: evidence is expected for it anew each time.

    >>> is_period("2026-07"), is_period("found untold")
    (True, False)
    """
    return PERIOD.fullmatch(slot) is not None


def _begins(one: SlotShown) -> str:
    return one.slot[-len("2026-07") :]


def _piece(one: Contribution, shown: Sequence[Shown]) -> Piece:
    said = shown[int(one.source)]
    return Piece(
        words=said.words,
        level=LEVEL_WORDS[one.level],
        planned=one.points,
        source=one.reliability_share,
        freshness=one.freshness,
        age_days=one.age_days,
        share_for=one.share_for,
        share_against=one.share_against,
        points_for=one.points_for,
        points_against=one.points_against,
        counts_for=one.counts_for,
        counts_against=one.counts_against,
        places=said.places,
        documents=said.documents,
    )
