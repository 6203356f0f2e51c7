"""One dimension, and all of them together: each part with its weight, and the exact sums behind both ends."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards import from_engine, to_engine
from detente.assessment.scorecards.contracts import (
    SEE_SCORECARDS,
    DimensionShown,
    Ends,
    NoSuchDimension,
    Points,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.selectors.methods import where_weights_come_from
from detente.assessment.scorecards.selectors.scorecard import adds, score
from detente.assessment.scorecards.to_engine import Scored
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class PartOfDimension:
    """A criterion in its dimension."""

    criterion: str
    title: str
    weight_percent: float
    ends: Ends
    points: Points
    has_evidence: bool
    sources_disagree: bool
    drawn: Ends
    """Where it stands in the two draws in which the dimension's ends are read, 0 to 100."""
    adds: float


@dataclass(frozen=True, slots=True)
class WhyDimension:
    """How a dimension comes of its criteria."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    dimension: DimensionShown
    parts: tuple[PartOfDimension, ...]
    draws: tuple[int, int]
    """Which of the draws, from 1, give the demonstrated and the possible end."""
    formula: str
    """How the parts come to both ends, with the numbers in it; empty while it is too early."""


@dataclass(frozen=True, slots=True)
class PartyReads:
    """How all dimensions come together with one party's weights."""

    party: str
    weights: dict[str, float]  # by dimension
    weights_from: str
    """Who set these weights and when, or the method that they come with."""
    ends: Ends | None
    formula: str
    """How the dimensions come to both ends, with the numbers in it; empty while one is too early."""


@dataclass(frozen=True, slots=True)
class WhyTogether:
    """How all dimensions read together, once a party."""

    vendor: Vendor
    as_of: datetime
    known_on: datetime
    method: str
    dimensions: tuple[DimensionShown, ...]
    parties: tuple[PartyReads, ...]


@query(
    "scorecards.explain_dimension",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/dimensions/{dimension}",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NoSuchDimension),
)
def explain_dimension(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    dimension: str,
    as_of: date | None = None,
    known_on: date | None = None,
) -> WhyDimension:
    """Explain one dimension: each criterion with its weight, and the exact sums behind both ends.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    dimension : str
        The id of the dimension, as in trust.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    file, scored = score(about, valid, known)
    return why_dimension_of(file, scored, about, dimension, valid, known)


def why_dimension_of(
    file: MethodFile, scored: Scored, about: Vendor, dimension: str, valid: datetime, known: datetime
) -> WhyDimension:
    """Return how a dimension of a scorecard comes of its criteria, whether that was made now or frozen."""
    of = next((one for one in file.dimensions if one.id == dimension), None)
    if of is None:
        names = ", ".join(one.id for one in file.dimensions)
        raise NoSuchDimension(f"The method {file.id} has no dimension {dimension!r}; it has {names}.")
    card = scored.scorecard
    found = next(one for one in card.dimensions if one.dimension == dimension)
    shown = from_engine.dimension_shown(of, found, card.criteria, about.tier)
    deciding = to_engine.deciding_in_dimension(scored, dimension)
    without = adds(scored)
    inside = [one for one in card.criteria if one.dimension == dimension]
    parts = tuple(
        PartOfDimension(
            criterion=one.criterion,
            title=known_criteria()[one.criterion].definition.title,
            weight_percent=round(100 * file.method.criteria[file.method.position(one.criterion)].weight, 6),
            ends=from_engine.ends(one.demonstrated, one.possible),
            points=Points(one.points_for, one.points_against, one.unknown),
            has_evidence=bool(one.slots),
            sources_disagree=one.sources_disagree,
            drawn=from_engine.ends(low, high),
            adds=round(100 * without[one.criterion], 6),
        )
        for one, low, high in zip(inside, deciding.low.parts, deciding.high.parts, strict=True)
    )
    return WhyDimension(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        dimension=shown,
        parts=parts,
        draws=(deciding.low.scenario + 1, deciding.high.scenario + 1),
        formula=_sums(shown, parts) if shown.ends else "",
    )


def _sums(of: DimensionShown, parts: tuple[PartOfDimension, ...]) -> str:
    low = " + ".join(f"{one.weight_percent:g} % × {one.drawn.demonstrated:.1f}" for one in parts)
    high = " + ".join(f"{one.weight_percent:g} % × {one.drawn.possible:.1f}" for one in parts)
    ends = of.ends or Ends(0.0, 100.0)
    return f"demonstrated {ends.demonstrated:.1f} = {low}\npossible {ends.possible:.1f} = {high}"


@query(
    "scorecards.explain_together",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/together",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord),
)
def explain_together(
    *, actor: Actor, at: datetime, vendor: str, as_of: date | None = None, known_on: date | None = None
) -> WhyTogether:
    """Explain how the dimensions read together: both parties' weights, and the exact means behind both ends.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    file, scored = score(about, valid, known)
    card = scored.scorecard
    scores = {one.dimension: one for one in card.dimensions}
    sources = where_weights_come_from(about.relationship, file, known)
    return WhyTogether(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        dimensions=tuple(
            from_engine.dimension_shown(one, scores[one.id], card.criteria, about.tier)
            for one in file.dimensions
        ),
        parties=tuple(
            PartyReads(
                party=one.party,
                weights=one.weights,
                weights_from=sources[one.party],
                ends=one.ends,
                formula=_means(file, scored, one.weights, one.ends) if one.ends else "",
            )
            for one in from_engine.together(file, scored)
        ),
    )


def _means(file: MethodFile, scored: Scored, weights: dict[str, float], ends: Ends) -> str:
    deciding = to_engine.deciding_in_total(scored, tuple(weights.values()))
    floor = file.method.floor
    lines = []
    for name, end, found in (
        ("demonstrated", ends.demonstrated, deciding.low),
        ("possible", ends.possible, deciding.high),
    ):
        product = " × ".join(
            f"({floor:g} + {1 - floor:g} × {part:.3f})^{weight:.3g}"
            for part, weight in zip(found.parts, weights.values(), strict=True)
        )
        lines.append(f"{name} {end:.1f} = 100 × ({product} - {floor:g}) / {1 - floor:g}")
    return "\n".join(lines)
