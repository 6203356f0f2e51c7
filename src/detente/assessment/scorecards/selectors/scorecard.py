"""One vendor's scorecard, and each number of it down to the line of the file."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from itertools import chain, zip_longest

from detente.assessment.scorecards import from_engine, to_engine
from detente.assessment.scorecards.contracts import (
    LINES,
    SEE_SCORECARDS,
    CriterionShown,
    LinesAtOnce,
    LinesFrom,
    NoSuchCriterion,
    Scorecard,
    Why,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import Editions
from detente.assessment.scorecards.methods.reading import MethodFile
from detente.assessment.scorecards.must_haves import judged_gates
from detente.assessment.scorecards.selectors.disputed import disputed_lines
from detente.assessment.scorecards.selectors.editions import editions_on
from detente.assessment.scorecards.selectors.methods import method_of, with_agreed_weights
from detente.assessment.scorecards.to_engine import Scored
from detente.evidence.disputes.selectors import open_disputes
from detente.evidence.ledger.contracts import DocumentId, Fact
from detente.evidence.ledger.selectors import documents_numbered, facts_about, lines_at
from detente.evidence.relationships.contracts import AmbiguousVendor, NoSuchVendor, Vendor
from detente.evidence.relationships.selectors import access_vendor
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query

STEPS_SHOWN = 4


@query(
    "scorecards.show",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord),
)
def show(
    *, actor: Actor, at: datetime, vendor: str, as_of: date | None = None, known_on: date | None = None
) -> Scorecard:
    """Show a vendor's scorecard: what is demonstrated and what is possible, in three dimensions.

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
    facts = facts_about([about.vendor], customer=about.customer, as_of=valid, known_on=known)
    return presented(about, list(facts), valid, known, method_of(about.customer, known))


@query(
    "scorecards.explain",
    permission=SEE_SCORECARDS,
    path="vendors/{vendor}/scorecard/criteria/{criterion}",
    raises=(NoSuchVendor, AmbiguousVendor, NotOnRecord, NoSuchCriterion),
)
def explain(
    *,
    actor: Actor,
    at: datetime,
    vendor: str,
    criterion: str,
    as_of: date | None = None,
    known_on: date | None = None,
    after: LinesFrom = 0,
    limit: LinesAtOnce = LINES,
) -> Why:
    """Explain one criterion: every slot, every number of the formula, and the lines of the files.

    Parameters
    ----------
    vendor : str
        The name or the number of the vendor.
    criterion : str
        The id of the criterion, as in P1.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    after : int
        How many of the lines of evidence to pass over: `next` of the answer before.
    limit : int, 1 to 1,000
        How many lines of evidence to list.
    """
    valid, known = moments(at, as_of, known_on)
    about = access_vendor(vendor, as_of=valid, known_on=known)
    file, scored = score(about, valid, known)
    place = next((n for n, one in enumerate(file.method.criteria) if one.id == criterion), None)
    if place is None:
        names = ", ".join(one.id for one in file.method.criteria)
        raise NoSuchCriterion(f"The method {file.id} has no criterion {criterion!r}; it has {names}.")
    shown = from_engine.criterion_shown(
        file, scored, scored.scorecard.criteria[place], adds(scored)[criterion]
    )
    return why_of(file, about, shown, valid, known, after=after, limit=limit, lines_known_on=known)


def why_of(
    file: MethodFile,
    about: Vendor,
    shown: CriterionShown,
    valid: datetime,
    known: datetime,
    *,
    after: int,
    limit: int,
    lines_known_on: datetime | None = None,
) -> Why:
    """Return a criterion down to the lines of the files that whoever looks may see.

    What became of the lines after `lines_known_on` is left out; if it is not given, a later retraction is shown.
    """
    planned = file.method.criteria[file.method.position(shown.id)]
    definition = known_criteria()[shown.id].definition
    spots = spots_of(shown)
    wholes = wholes_of(shown)
    sources = documents_numbered(list(dict.fromkeys([*wholes, *(document for document, _ in spots)])))
    listed = lines_at(spots[after : after + limit], known_on=lines_known_on)
    return Why(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        criterion=shown,
        question=definition.question,
        good=definition.good,
        gaming=definition.gaming,
        counter=definition.counter,
        refresh_days=planned.refresh_days,
        half_life_days=planned.half_life_days,
        formula=formula(file, shown),
        evidence=tuple(sorted(listed, key=lambda one: one.valid_from, reverse=True)),
        evidence_in_all=len(spots),
        documents=tuple(one for one in sources if one.id in wholes) if after == 0 else (),
        sources={int(one.id): one.name for one in sources},
        next=after + limit if len(spots) > after + limit else None,
    )


def spots_of(shown: CriterionShown) -> list[tuple[DocumentId, int]]:
    """Return where the evidence of a criterion stands, so that the first ones stand for all of it.

    What counts comes first, from every slot something, the latest slot before the others.
    """
    pieces = [piece for slot in from_engine.in_order(shown.slots) for piece in slot.pieces]
    pieces.sort(key=lambda one: not (one.counts_for or one.counts_against))
    in_turn = chain.from_iterable(zip_longest(*(piece.places for piece in pieces)))
    return list(dict.fromkeys((DocumentId(spot[0]), spot[1]) for spot in in_turn if spot is not None))


def wholes_of(shown: CriterionShown) -> list[DocumentId]:
    """Return the documents that a criterion rests on as a whole, each once."""
    pieces = [piece for slot in shown.slots for piece in slot.pieces]
    return list(dict.fromkeys(DocumentId(number) for piece in pieces for number in piece.documents))


def score(about: Vendor, valid: datetime, known: datetime) -> tuple[MethodFile, Scored]:
    """Return a vendor's scorecard as the engine gives it, with the rules that it follows."""
    facts = facts_about([about.vendor], customer=about.customer, as_of=valid, known_on=known)
    return score_of(about, list(facts), valid, known, method_of(about.customer, known))


def score_of(
    about: Vendor, facts: Sequence[Fact], valid: datetime, known: datetime, method: MethodFile
) -> tuple[MethodFile, Scored]:
    """Return the same from facts and a method that were read already."""
    return _score_of(about, facts, valid, known, method, editions_on(about.customer, valid, known))


def _score_of(
    about: Vendor,
    facts: Sequence[Fact],
    valid: datetime,
    known: datetime,
    method: MethodFile,
    editions: Editions,
) -> tuple[MethodFile, Scored]:
    file = with_agreed_weights(method, about.relationship, known)
    body = to_engine.body_of(file, about, facts, valid, editions=editions)
    return file, to_engine.scored(file, about, body, valid)


def presented(
    about: Vendor, facts: Sequence[Fact], valid: datetime, known: datetime, method: MethodFile
) -> Scorecard:
    """Return a vendor's scorecard as a person sees it, from facts and a method that were read already."""
    editions = editions_on(about.customer, valid, known)
    file, scored = _score_of(about, facts, valid, known, method, editions)
    everything: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        everything[fact.kind].append(fact)
    card, without = scored.scorecard, adds(scored)
    scores = {one.dimension: one for one in card.dimensions}
    return Scorecard(
        vendor=about,
        as_of=valid,
        known_on=known,
        method=file.id,
        too_early=card.too_early,
        points_in=card.points_in,
        points_planned=card.points_planned,
        gates=judged_gates(file, about, everything, valid, editions=editions),
        dimensions=tuple(
            from_engine.dimension_shown(one, scores[one.id], card.criteria, about.tier)
            for one in file.dimensions
        ),
        criteria=tuple(
            from_engine.criterion_shown(file, scored, one, without[one.criterion]) for one in card.criteria
        ),
        together=from_engine.together(file, scored),
        disagreements=tuple(one.criterion for one in card.disagreements),
        next_steps=tuple(
            from_engine.next_step_shown(one) for one in to_engine.best_steps(scored, limit=STEPS_SHOWN)
        ),
        inputs_hash=to_engine.inputs_hash(scored.body),
        disputes=disputed_lines(
            open_disputes(customer=about.customer, vendors=[about.vendor], known_on=known).get(
                about.vendor, ()
            ),
            about=about,
            facts=facts,
            file=file,
            as_it_is=scored,
            as_of=valid,
            editions=editions,
        ),
    )


def adds(scored: Scored) -> dict[str, float]:
    """Return how far its dimension would fall without each criterion's evidence, 0 to 1."""
    return to_engine.falls_without(scored)


def formula(file: MethodFile, shown: CriterionShown) -> str:
    """Return how points become both ends, with the numbers in it."""
    method, points = file.method, shown.points
    planned = method.points_per_criterion
    low = (method.prior_for + points.gained, method.prior_against + planned - points.gained)
    high = (method.prior_for + planned - points.against, method.prior_against + points.against)
    tail = 100 * method.quantile_level
    together = points.gained + points.against
    sum_of_points = (
        f"for {points.gained:g} and against {points.against:g}: together more than the {planned:g} points planned, "
        "since sources disagree\n"
        if together > planned
        else f"for {points.gained:g} + against {points.against:g} + unknown {points.unknown:g} "
        f"= {planned:g} points planned\n"
    )
    return (
        f"{sum_of_points}"
        f"demonstrated {shown.ends.demonstrated:.1f} = {tail:g} % point of Beta({low[0]:g}, {low[1]:g})\n"
        f"possible {shown.ends.possible:.1f} = {100 - tail:g} % point of Beta({high[0]:g}, {high[1]:g})"
    )
