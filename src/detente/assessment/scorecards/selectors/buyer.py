"""The customer is scored too: answers and access on time, promises kept."""

from dataclasses import dataclass
from datetime import date, datetime

from detente.assessment.scorecards import from_engine, to_engine
from detente.assessment.scorecards.contracts import SEE_SCORECARDS, CriterionShown, DimensionShown
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.reading import shipped_method
from detente.evidence.ledger.selectors import facts_about
from detente.evidence.relationships.contracts import RelationshipId, Stage, Vendor
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
    file = shipped_method("buyer-1.0")
    kinds = {kind for one in file.method.criteria for kind in known_criteria()[one.id].definition.reads}
    facts = facts_about(None, customer=actor.organisation, as_of=valid, known_on=known, kinds=kinds)
    body = to_engine.body_of(file, _ourselves(actor), list(facts), valid, editions={}, whole_files=True)
    scored = to_engine.scored(file, _ourselves(actor), body, valid)
    without = to_engine.falls_without(scored)
    return BuyerScorecard(
        organisation=actor.organisation_name,
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


def _ourselves(actor: Actor) -> Vendor:
    """Return the customer in the place of the one who is scored."""
    return Vendor(
        vendor=OrganisationId(actor.organisation),
        name=actor.organisation_name,
        relationship=RelationshipId(0),
        customer=OrganisationId(actor.organisation),
        tier=3,
        stage=Stage.TRANSACTIONAL,
        service="",
        products=(),
        notice_hours=None,
        renews_on=None,
    )
