"""The room that both sides enter, as its parties see it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from detente.evidence.relationships.contracts import (
    KEEP_NOTES,
    MANAGE_RELATIONSHIPS,
    SEE_RELATIONSHIPS,
    NameShown,
    NoSuchContract,
    NoSuchRelationship,
    NoSuchService,
    NoteShown,
    RelationshipBrief,
    RelationshipId,
    RelationshipShown,
    Stage,
    Term,
)
from detente.evidence.relationships.models import (
    Contract,
    PrivateNote,
    Relationship,
    Service,
    StageChange,
    TermChange,
    VendorAlias,
)
from detente.evidence.relationships.selectors.shown import name_shown, note_shown, relationship_shown
from detente.foundation.access import Actor
from detente.foundation.moments import NotOnRecord, day_of, moments
from detente.foundation.operation import Doors
from detente.foundation.page import Page, PageSize
from detente.foundation.roles import Side
from detente.foundation.use_case import query


def access_relationship(relationship: RelationshipId, *, hold: bool = False) -> Relationship:
    """Hand out a relationship's row to a party: the only way to get one; with `hold`, others wait to get it so."""
    rows = Relationship.objects.filter(pk=relationship)
    if hold:
        rows = rows.select_for_update(of=("self",))
    row: Relationship | None = rows.select_related("vendor", "customer").first()
    if row is None:
        raise NoSuchRelationship(f"There is no relationship {relationship}.")
    return row


def access_service(service: int) -> Service:
    """Hand out a service's row to a party of its relationship."""
    row: Service | None = Service.objects.filter(pk=service).select_related("recorded_by").first()
    if row is None:
        raise NoSuchService(f"There is no service {service}.")
    return row


def access_contract(contract: int) -> Contract:
    """Hand out a contract's row to a party of its relationship."""
    row: Contract | None = Contract.objects.filter(pk=contract).select_related("recorded_by").first()
    if row is None:
        raise NoSuchContract(f"There is no contract {contract}.")
    return row


@query(
    "relationships.show",
    permission=SEE_RELATIONSHIPS,
    path="relationships/{relationship}",
    raises=(NoSuchRelationship, NotOnRecord),
)
def show_relationship(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    as_of: date | None = None,
    known_on: date | None = None,
) -> RelationshipShown:
    """Show the room that both sides enter: the outcome, services, contracts, people and stage.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    as_of : date
        The day whose terms, services and contracts are shown; today if not given.
    known_on : date
        What was recorded later is left out; `as_of` if not given.
    """
    valid, known = moments(at, as_of, known_on)
    return relationship_shown(access_relationship(relationship), as_of=valid, known_on=known)


@query(
    "relationships.list",
    permission=SEE_RELATIONSHIPS,
    path="relationships",
    raises=(NoSuchRelationship,),
)
def list_relationships(
    *, actor: Actor, at: datetime, name: str = "", after: RelationshipId | None = None, limit: PageSize = 50
) -> Page[RelationshipBrief]:
    """List the relationships that your organisation is a party to, on either side, by tier and name.

    Parameters
    ----------
    name : str
        Words that the other party's name holds; every name if not given.
    after : RelationshipId
        Where the page before this one said that the next one starts.
    limit : int, 1 to 200
        How many to a page.
    """
    other = "customer__name" if actor.side is Side.VENDOR else "vendor__name"
    everyone = with_tier_and_stage(Relationship.objects.select_related("customer", "vendor"), at)
    rows = everyone.order_by("tier", other, "pk")
    if name.strip():
        rows = rows.filter(**{f"{other}__icontains": name.strip()})
    if after is not None:
        last = everyone.filter(pk=after).first()
        if last is None:
            raise NoSuchRelationship(f"There is no relationship {after}.")
        party = last.customer.name if actor.side is Side.VENDOR else last.vendor.name
        same_tier = Q(tier=last.tier)
        rows = rows.filter(
            Q(tier__gt=last.tier)
            | same_tier & Q(**{f"{other}__gt": party})
            | same_tier & Q(**{other: party, "pk__gt": last.pk})
        )
    found = list(rows[: limit + 1])
    return Page(
        tuple(
            RelationshipBrief(
                RelationshipId(row.pk),
                row.customer.name,
                row.vendor.name,
                row.tier,
                Stage(row.stage),
                row.since,
            )
            for row in found[:limit]
        ),
        next=found[limit - 1].pk if len(found) > limit else None,
    )


def with_tier_and_stage(rows: "QuerySet[Any]", at: datetime) -> "QuerySet[Any]":
    """Return rows of relationships with the `tier` and the `stage` that hold at a moment."""
    changes = TermChange.objects.filter(
        relationship=OuterRef("pk"), term=Term.TIER, recorded_at__lte=at, valid_from__lte=day_of(at)
    )
    tiers = changes.order_by("-valid_from", "-recorded_at", "-pk").values("number")[:1]
    steps = StageChange.objects.filter(relationship=OuterRef("pk"), at__lte=at).order_by("-at", "-pk")
    found: QuerySet[Any] = rows.annotate(
        tier=Coalesce(Subquery(tiers), "first_tier"),
        stage=Coalesce(Subquery(steps.values("stage")[:1]), Value(Stage.TRANSACTIONAL.value)),
    )
    return found


@query(
    "relationships.list_notes",
    permission=KEEP_NOTES,
    path="relationships/{relationship}/notes",
    raises=(NoSuchRelationship,),
)
def list_notes(*, actor: Actor, relationship: RelationshipId) -> list[NoteShown]:
    """List the private notes of your own side, the latest first.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    """
    row = access_relationship(relationship)
    notes = PrivateNote.objects.filter(relationship=row).select_related("by").order_by("-at", "-pk")
    return [note_shown(one) for one in notes]


@query("relationships.list_names", permission=MANAGE_RELATIONSHIPS, path="vendor-names")
def list_names(*, actor: Actor) -> list[NameShown]:
    """List the names that files write for your vendors and that somebody matched by hand."""
    rows = (
        VendorAlias.objects.filter(ended_at=None).select_related("vendor", "decided_by").order_by("written")
    )
    return [name_shown(row) for row in rows]


@dataclass(frozen=True, slots=True)
class RelationshipPage:
    """A relationship, and the private notes of your own side."""

    room: RelationshipShown
    known_on: datetime
    notes: tuple[NoteShown, ...]


@query(
    "relationships.relationship_page",
    permission=SEE_RELATIONSHIPS,
    path="pages/relationships/{relationship}",
    raises=(NoSuchRelationship, NotOnRecord),
    doors=Doors.BY_HAND,
)
def relationship_page(
    *,
    actor: Actor,
    at: datetime,
    relationship: RelationshipId,
    as_of: date | None = None,
    known_on: date | None = None,
) -> RelationshipPage:
    """Show a relationship together with your own side's notes, if you keep any."""
    room = show_relationship(actor=actor, at=at, relationship=relationship, as_of=as_of, known_on=known_on)
    _, known = moments(at, as_of, known_on)
    notes = list_notes(actor=actor, relationship=relationship) if actor.may(KEEP_NOTES) else []
    return RelationshipPage(room, known, tuple(one for one in notes if one.at <= known))
