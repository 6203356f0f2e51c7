"""Relationships, found by what somebody types."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from detente.evidence.relationships.contracts import SEE_RELATIONSHIPS, RelationshipId, Stage
from detente.evidence.relationships.models import FOUND, Contact, Contract, Relationship, Service, TermChange
from detente.evidence.relationships.selectors.relationship import with_tier_and_stage
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.page import PageSize
from detente.foundation.roles import Side
from detente.foundation.search_words import are_found_in
from detente.foundation.selectors.found_targets import found_targets
from detente.foundation.use_case import query


@dataclass(frozen=True, slots=True)
class RelationshipFound:
    """A relationship that was found."""

    id: RelationshipId
    vendor: OrganisationId
    party: str
    """The other side's name."""
    tier: int
    stage: Stage
    because: str
    """The service, contract or contact by which it was found; empty where the name says it."""


@query(
    "relationships.search",
    permission=SEE_RELATIONSHIPS,
    path="pages/search/relationships",
    doors=Doors.BY_HAND,
)
def search_relationships(
    *, actor: Actor, at: datetime, words: str, limit: PageSize = 5
) -> list[RelationshipFound]:
    """Find relationships by the other party's name, a service, a product, a contract or a contact.

    Parameters
    ----------
    words : str
        What was typed: each word of it begins a word of theirs.
    limit : int, 1 to 200
        How many at most.
    """
    named = relationships_found(actor=actor, at=at, words=words, limit=limit)
    if not named:
        return []
    found = [one.id for one in named]
    services = Service.objects.filter(relationship__in=found).order_by("since", "pk")
    changes = TermChange.objects.filter(relationship__in=found).order_by("-valid_from", "-pk")
    titles = Contract.objects.filter(relationship__in=found).order_by("starts_on", "pk")
    contacts = Contact.objects.filter(relationship__in=found, ended_at=None).order_by("side", "name")
    said = [
        *((one.relationship_id, " · ".join((one.name, *one.first_products))) for one in services),
        *((one.relationship_id, " · ".join((one.text, *one.names)).strip(" ·")) for one in changes),
        *((one.relationship_id, one.title) for one in titles),
        *(
            (one.relationship_id, ", ".join(part for part in (one.name, one.position) if part))
            for one in contacts
        ),
    ]
    return [
        replace(one, because=_because(words, one.party, (text for of, text in said if of == one.id)))
        for one in named
    ]


def relationships_found(*, actor: Actor, at: datetime, words: str, limit: int) -> list[RelationshipFound]:
    """Return the relationships that are found, without that by which they are; the caller has the scope."""
    found = found_targets(actor=actor, kind=FOUND, words=words, limit=limit)
    rows = (
        with_tier_and_stage(Relationship.objects.select_related("customer", "vendor"), at).in_bulk(found)
        if found
        else {}
    )
    return [
        RelationshipFound(
            id=RelationshipId(number),
            vendor=OrganisationId(rows[number].vendor_id),
            party=rows[number].customer.name if actor.side is Side.VENDOR else rows[number].vendor.name,
            tier=rows[number].tier,
            stage=Stage(rows[number].stage),
            because="",
        )
        for number in found
        if number in rows
    ]


def _because(words: str, name: str, texts: Iterable[str]) -> str:
    """Return the text by which it was found, where the name does not say it already."""
    if are_found_in(words, name):
        return ""
    return next((text for text in texts if are_found_in(words, f"{name} {text}")), "")
