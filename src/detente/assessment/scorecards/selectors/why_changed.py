"""What moved a dimension between two days, down to the lines that came and went."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest

from detente.assessment.scorecards import from_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionShown,
    Ends,
    LinesAtOnce,
    LinesFrom,
    NoSuchDimension,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.methods import methods_on
from detente.assessment.scorecards.selectors.scorecard import score_of
from detente.assessment.scorecards.to_engine import Scored
from detente.engine.scoring.criterion import CriterionScore
from detente.evidence.ledger.contracts import DocumentId, EvidenceLine
from detente.evidence.ledger.selectors import facts_over_time, lines_at
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import relationship_with, vendor_over_time
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query

MOST_LINES = 20

Place = tuple[DocumentId, int]


class NotBefore(Invalid):
    """The day to compare with is not before the other."""


@dataclass(frozen=True, slots=True)
class CriterionChanged:
    """A criterion on both days; None where the method of a day lacks it."""

    criterion: str
    title: str
    weight_percent: float
    before: Ends | None
    after: Ends | None
    came: int
    """Places of evidence that are read now and were not then."""
    went: int
    """Places that were read then and no longer are: retracted, off the list, or out of their window."""


@dataclass(frozen=True, slots=True)
class WhyChanged:
    """A dimension on two days, and what lies between."""

    vendor: Vendor
    since: datetime
    as_of: datetime
    method_before: str
    method: str
    before: DimensionShown | None
    after: DimensionShown
    criteria: tuple[CriterionChanged, ...]
    came: tuple[EvidenceLine, ...]
    came_in_all: int
    went: tuple[EvidenceLine, ...]
    went_in_all: int
    next: int | None = None
    """Where the rest of either starts: ask again with `after=next`."""


@dataclass(frozen=True, slots=True)
class OneDay:
    """A vendor's dimension on one day."""

    file: MethodFile
    shown: DimensionShown | None
    criteria: dict[str, CriterionScore]
    places: dict[str, list[Place]]


@query(
    "scorecards.explain_change",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/dimensions/{dimension}/change",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NoSuchDimension, NotBefore),
)
def explain_change(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    dimension: str,
    since: date,
    until: date | None = None,
    known_on: date | None = None,
    after: LinesFrom = 0,
    limit: LinesAtOnce = MOST_LINES,
) -> WhyChanged:
    """Explain what moved a dimension between two days, each as it was known then or on one day.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    dimension : str
        The id of the dimension, as in trust.
    since : date
        The earlier day.
    until : date
        The later day; today if not given.
    known_on : date
        Of both days, what was recorded after this day is left out; each day's own if not given.
    after : int
        How many of the lines that came, and of those that went, to pass over: `next` of the answer before.
    limit : int, 1 to 1,000
        How many of each to list.
    """
    last, known = moments(at, until, known_on)
    first, _ = moments(at, since, None)
    if first >= last:
        raise NotBefore(f"{since} is not before the day that it is compared with: give an earlier one.")
    first_known = first if known_on is None else known
    whens = [(first, first_known), (last, known)]
    of_days = vendor_over_time(relationship_with(vendor), whens)
    about = of_days[-1]
    facts = facts_over_time(about.vendor, customer=about.customer, until=last, known_on=known)
    then_method, now_method = methods_on(about.customer, [first_known, known])
    days = []
    for (day, by), method, then in zip(whens, (then_method, now_method), of_days, strict=True):
        _, scored = score_of(then, facts.on(as_of=day, known_on=by), day, by, method)
        days.append(_one_day(method, scored, dimension, then.tier))
    earlier, later = days
    if later.shown is None:
        names = ", ".join(one.id for one in now_method.dimensions)
        raise NoSuchDimension(f"The method {now_method.id} has no dimension {dimension!r}; it has {names}.")
    came, went = _without(later.places, earlier.places), _without(earlier.places, later.places)
    return WhyChanged(
        vendor=about,
        since=first,
        as_of=last,
        method_before=then_method.id,
        method=now_method.id,
        before=earlier.shown,
        after=later.shown,
        criteria=tuple(
            _changed(one, earlier, later, came, went) for one in {**later.criteria, **earlier.criteria}
        ),
        came=_lines(came, known, after, limit),
        came_in_all=len(_flat(came)),
        went=_lines(went, known, after, limit),
        went_in_all=len(_flat(went)),
        next=after + limit if max(len(_flat(came)), len(_flat(went))) > after + limit else None,
    )


def _one_day(file: MethodFile, scored: Scored, dimension: str, tier: int) -> OneDay:
    of = next((one for one in file.dimensions if one.id == dimension), None)
    card = scored.scorecard
    inside = {one.criterion: one for one in card.criteria if one.dimension == dimension}
    found = next((one for one in card.dimensions if one.dimension == dimension), None)
    return OneDay(
        file=file,
        shown=from_engine.dimension_shown(of, found, card.criteria, tier) if of and found else None,
        criteria=inside,
        places={
            one: list(dict.fromkeys(place for shown in scored.body.get(one, ()) for place in shown.places))
            for one in inside
        },
    )


def _without(places: dict[str, list[Place]], others: dict[str, list[Place]]) -> dict[str, list[Place]]:
    return {
        criterion: [one for one in those if one not in known]
        for criterion, those in places.items()
        for known in [set(others.get(criterion, ()))]
    }


def _changed(
    criterion: str,
    before: OneDay,
    after: OneDay,
    came: dict[str, list[Place]],
    went: dict[str, list[Place]],
) -> CriterionChanged:
    file = after.file if criterion in after.criteria else before.file
    return CriterionChanged(
        criterion=criterion,
        title=known_criteria()[criterion].definition.title,
        weight_percent=round(100 * file.method.criteria[file.method.position(criterion)].weight, 6),
        before=_ends(before.criteria.get(criterion)),
        after=_ends(after.criteria.get(criterion)),
        came=len(came.get(criterion, ())),
        went=len(went.get(criterion, ())),
    )


def _ends(score: CriterionScore | None) -> Ends | None:
    return from_engine.ends(score.demonstrated, score.possible) if score else None


def _flat(places: dict[str, list[Place]]) -> list[Place]:
    return list(dict.fromkeys(place for those in places.values() for place in those))


def _lines(
    places: dict[str, list[Place]], known: datetime, after: int, limit: int
) -> tuple[EvidenceLine, ...]:
    """Return the newest lines, some of every criterion."""
    some: Sequence[Place] = [
        place
        for turn in zip_longest(*(those[::-1] for those in places.values()))
        for place in turn
        if place is not None
    ]
    lines = lines_at(list(dict.fromkeys(some))[after : after + limit], known_on=known)
    return tuple(sorted(lines, key=lambda one: one.valid_from, reverse=True))
