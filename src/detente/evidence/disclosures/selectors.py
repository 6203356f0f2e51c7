"""The limits of a vendor's service, as both sides see them."""

from datetime import date, datetime

from detente.evidence.disclosures.contracts import SEE_LIMITS, LimitShown
from detente.evidence.ledger.selectors import facts_about
from detente.evidence.relationships.contracts import NoSuchRelationship, RelationshipId
from detente.evidence.relationships.selectors import access_relationship
from detente.formats.records import Disclosure
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import NotOnRecord, moments
from detente.foundation.use_case import query


@query(
    "disclosures.list",
    permission=SEE_LIMITS,
    path="relationships/{relationship}/limits",
    raises=(NoSuchRelationship, NotOnRecord),
)
def list_limits(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    as_of: date | None = None,
    known_on: date | None = None,
) -> list[LimitShown]:
    """List what the vendor said that its service does not do, and what the customer found first, the latest first.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    as_of : date
        What was told later is left out; today if not given.
    known_on : date
        What came later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    row = access_relationship(relationship)
    vendor, customer = OrganisationId(row.vendor_id or 0), OrganisationId(row.customer_id or 0)
    facts = facts_about([vendor], customer=customer, as_of=valid, known_on=known, kinds={Disclosure.kind})
    found = [
        LimitShown(
            limit=one.record.limit,
            told=one.record.told,
            on=one.record.on,
            since=one.record.holds_since,
            expected_end_on=one.record.expected_end_on,
            fixed_on=one.record.fixed_on,
            workaround=one.record.compensating_control,
            assurance=one.assurance.words,
            document=one.document,
            position=one.position,
        )
        for one in facts
        if isinstance(one.record, Disclosure)
    ]
    return sorted(found, key=lambda one: (one.on, one.document, one.position), reverse=True)
