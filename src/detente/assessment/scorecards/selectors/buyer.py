"""The customer is scored too: answers and access on time, promises kept."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards import from_engine, to_engine
from detente.assessment.scorecards.contracts import (
    LINES,
    SEE_BUYER,
    SEE_SCORECARDS,
    CriterionShown,
    DimensionShown,
    LinesAtOnce,
    LinesFrom,
    NoSuchCriterion,
    Why,
)
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import MethodFile, shipped_method
from detente.assessment.scorecards.selectors.scorecard import why_of
from detente.evidence.ledger.selectors import facts_about
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId, Stage, Vendor
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class BuyerScorecard:
    """What the customer has shown as a buyer, over all its vendors."""

    organisation: str
    as_of: datetime
    known_on: datetime
    method: str
    dimension: DimensionShown
    criteria: tuple[CriterionShown, ...]


@query("scorecards.show_buyer", permission=SEE_SCORECARDS, path="buyer-scorecard", raises=(NotOnRecord,))
def show_buyer(
    *, actor: Actor, at: datetime, as_of: date | None = None, known_on: date | None = None
) -> BuyerScorecard:
    """Show how your own organisation keeps its side: answers on time, access on time, promises kept.

    Parameters
    ----------
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    file, scored = _score(actor.organisation, actor.organisation_name, None, valid, known)
    return _shown(file, scored, actor.organisation_name, valid, known)


@query(
    "scorecards.show_buyer_here",
    permission=SEE_BUYER,
    path="relationships/{relationship}/buyer-scorecard",
    raises=(NoSuchRelationship, NotOnRecord),
)
def show_buyer_here(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    as_of: date | None = None,
    known_on: date | None = None,
) -> BuyerScorecard:
    """Show how the customer keeps its side toward one vendor; both sides see the same, since it rests on what both see.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    as_of : date
        Facts that began later are left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    row = access_relationship(relationship)
    file, scored = _score(_of(row.customer_id), row.customer.name, [_of(row.vendor_id)], valid, known)
    return _shown(file, scored, row.customer.name, valid, known)


@query(
    "scorecards.explain_buyer_here",
    permission=SEE_BUYER,
    path="relationships/{relationship}/buyer-scorecard/{criterion}",
    raises=(NoSuchRelationship, NoSuchCriterion, NotOnRecord),
)
def explain_buyer_here(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    criterion: str,
    as_of: date | None = None,
    known_on: date | None = None,
    after: LinesFrom = 0,
    limit: LinesAtOnce = LINES,
) -> Why:
    """Explain one criterion of it, down to the lines of the files.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    criterion : str
        The id of the criterion, as in B1.
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
    row = access_relationship(relationship)
    customer, name = _of(row.customer_id), row.customer.name
    file, scored = _score(customer, name, [_of(row.vendor_id)], valid, known)
    shown = {one.id: one for one in _shown(file, scored, name, valid, known).criteria}
    if criterion not in shown:
        raise NoSuchCriterion(f"A buyer has no criterion {criterion!r}; it has {', '.join(shown)}.")
    buyer = _buyer(customer, name)
    return why_of(file, buyer, shown[criterion], valid, known, after=after, limit=limit, lines_known_on=known)


def _score(
    customer: OrganisationId,
    name: str,
    vendors: list[OrganisationId] | None,
    valid: datetime,
    known: datetime,
) -> tuple[MethodFile, to_engine.Scored]:
    """Return how a customer keeps its side toward some vendors, or toward all of them."""
    file = shipped_method("buyer-1.0")
    kinds = {kind for one in file.method.criteria for kind in known_criteria()[one.id].definition.reads}
    facts = facts_about(vendors, customer=customer, as_of=valid, known_on=known, kinds=kinds)
    buyer = _buyer(customer, name)
    body = to_engine.body_of(file, buyer, list(facts), valid, editions={}, whole_files=vendors is None)
    return file, to_engine.scored(file, buyer, body, valid)


def _shown(
    file: MethodFile, scored: to_engine.Scored, name: str, valid: datetime, known: datetime
) -> BuyerScorecard:
    without = to_engine.falls_without(scored)
    return BuyerScorecard(
        organisation=name,
        as_of=valid,
        known_on=known,
        method=file.id,
        dimension=from_engine.dimension_shown(
            file.dimensions[0], scored.scorecard.dimensions[0], scored.scorecard.criteria, tier=0
        ),
        criteria=tuple(
            from_engine.criterion_shown(file, scored, one, without[one.criterion])
            for one in scored.scorecard.criteria
        ),
    )


def _of(organisation: int | None) -> OrganisationId:
    return OrganisationId(organisation or 0)


def _buyer(customer: OrganisationId, name: str) -> Vendor:
    """Return the customer in the place of the one who is scored."""
    return Vendor(
        vendor=customer,
        name=name,
        relationship=RelationshipId(0),
        customer=customer,
        tier=3,
        stage=Stage.TRANSACTIONAL,
        service="",
        products=(),
        notice_hours=None,
        renews_on=None,
    )
