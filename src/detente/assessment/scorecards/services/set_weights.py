"""Use case: set one side's weights."""

import math
from datetime import datetime

from detente.assessment.scorecards.models import AgreedWeights
from detente.assessment.scorecards.selectors.methods import method_of
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.selectors import access_relationship
from detente.foundation.access import Actor
from detente.foundation.errors import Invalid
from detente.foundation.identifiers import OrganisationId
from detente.foundation.roles import Permission, Role
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import use_case

SET_WEIGHTS = Permission("set weights", frozenset({Role.CISO, Role.VENDOR_LEAD}))


class WeightsDoNotFit(Invalid):
    """The weights are not one each for the method's dimensions, from 0 to 1, with the sum 1."""


@use_case(
    "scorecards.set_weights",
    permission=SET_WEIGHTS,
    path="relationships/{relationship}/weights",
    raises=(NoSuchRelationship, WeightsDoNotFit),
)
def set_weights(
    *, actor: Actor, at: datetime, relationship: RelationshipId, weights: dict[str, float]
) -> dict[str, float]:
    """Set how your side weighs the dimensions against each other; the other side sets its own.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    weights : dict
        A weight from 0 to 1 for each dimension; together 1.
    """
    row = access_relationship(relationship)
    known = method_of(OrganisationId(row.customer_id), None).method.dimensions
    fits = set(weights) == set(known) and all(one >= 0 for one in weights.values())
    if not fits or not math.isclose(math.fsum(weights.values()), 1.0, abs_tol=1e-9):
        raise WeightsDoNotFit(f"Give a weight from 0 to 1 for each of {', '.join(known)}; together 1.")
    AgreedWeights.objects.create(
        customer_id=row.customer_id,
        vendor_id=row.vendor_id,
        visibility=Visibility.SHARED,
        relationship=row,
        side=actor.side.value,
        weights=weights,
        set_at=at,
        set_by_id=actor.person,
    )
    return weights
