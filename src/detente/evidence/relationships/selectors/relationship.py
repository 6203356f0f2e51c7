"""The room that both sides enter, as its parties see it."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q

from detente.evidence.relationships.contracts import (
    KEEP_NOTES,
    MANAGE_RELATIONSHIPS,
    SEE_RELATIONSHIPS,
    ContactShown,
    ContractShown,
    Match,
    NameShown,
    NoOutcomeYet,
    NoSuchRelationship,
    NoteShown,
    Outcome,
    RelationshipBrief,
    RelationshipId,
    RelationshipShown,
    ServiceShown,
    Signature,
    Stage,
    StageShown,
)
from detente.evidence.relationships.models import (
    Contact,
    Contract,
    PrivateNote,
    Relationship,
    Service,
    VendorAlias,
)
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.page import Page, PageSize
from detente.foundation.roles import Side
from detente.foundation.tenancy import Visibility
from detente.foundation.use_case import query


def access_relationship(relationship: RelationshipId) -> Relationship:
    """Hand out a relationship's row to a party: the only way to get one."""
    rows = Relationship.objects.filter(pk=relationship)
    row: Relationship | None = rows.select_related("vendor", "customer").first()
    if row is None:
        raise NoSuchRelationship(f"There is no relationship {relationship}.")
    return row


@query(
    "relationships.show",
    permission=SEE_RELATIONSHIPS,
    path="relationships/{relationship}",
    raises=(NoSuchRelationship,),
)
def show_relationship(*, actor: Actor, relationship: RelationshipId) -> RelationshipShown:
    """Show the room that both sides enter: the outcome, services, contracts, people and stage.

    Parameters
    ----------
    relationship : RelationshipId
        The number of the relationship.
    """
    return relationship_shown(access_relationship(relationship))


@query(
    "relationships.list",
    permission=SEE_RELATIONSHIPS,
    path="relationships",
    raises=(NoSuchRelationship,),
)
def list_relationships(
    *, actor: Actor, name: str = "", after: RelationshipId | None = None, limit: PageSize = 50
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
    rows = Relationship.objects.select_related("customer", "vendor").order_by("tier", other, "pk")
    if name.strip():
        rows = rows.filter(**{f"{other}__icontains": name.strip()})
    if after is not None:
        last = access_relationship(after)
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


def name_shown(row: VendorAlias, *, moved: int = 0) -> NameShown:
    """Return what the customer sees of a name that somebody matched."""
    return NameShown(
        row.written,
        row.vendor.name if row.vendor else "",
        Match(row.match),
        row.decided_by.name if row.decided_by else "",
        row.decided_at,
        moved,
    )


@dataclass(frozen=True, slots=True)
class RelationshipPage:
    """A relationship, and the private notes of your own side."""

    room: RelationshipShown
    notes: tuple[NoteShown, ...]


@query(
    "relationships.relationship_page",
    permission=SEE_RELATIONSHIPS,
    path="pages/relationships/{relationship}",
    raises=(NoSuchRelationship,),
    doors=Doors.BY_HAND,
)
def relationship_page(*, actor: Actor, relationship: RelationshipId) -> RelationshipPage:
    """Show a relationship together with your own side's notes, if you keep any."""
    room = show_relationship(actor=actor, relationship=relationship)
    notes = list_notes(actor=actor, relationship=relationship) if actor.may(KEEP_NOTES) else []
    return RelationshipPage(room, tuple(notes))


def parties_of(row: Relationship) -> dict[str, object]:
    """Return what every shared row of a relationship carries: its parties, and that both see it."""
    return {"customer_id": row.customer_id, "vendor_id": row.vendor_id, "visibility": Visibility.SHARED}


def relationship_shown(row: Relationship) -> RelationshipShown:
    """Return what its parties see of a relationship."""
    accepted = row.code_acceptances.order_by("-at").first()
    return RelationshipShown(
        id=RelationshipId(row.pk),
        customer=row.customer.name,
        vendor=row.vendor.name,
        vendor_id=OrganisationId(row.vendor_id),
        tier=row.tier,
        stage=Stage(row.stage),
        since=row.since,
        summary=row.summary,
        notice_hours=row.notice_hours,
        code_accepted=accepted.version if accepted else None,
        outcome=outcome_or_none(row),
        services=tuple(service_shown(one) for one in row.services.order_by("since", "pk")),
        contracts=tuple(contract_shown(one) for one in row.contracts.order_by("starts_on", "pk")),
        contacts=tuple(
            contact_shown(one) for one in row.contacts.filter(ended_at=None).order_by("side", "name")
        ),
        stages=tuple(
            StageShown(Stage(one.stage), one.at, one.by.name, one.reason)
            for one in row.stage_changes.select_related("by").order_by("at", "pk")
        ),
    )


def outcome_of(row: Relationship) -> Outcome:
    """Return the latest outcome statement and who signed it, or raise NoOutcomeYet."""
    found = outcome_or_none(row)
    if found is None:
        raise NoOutcomeYet("Nobody has proposed an outcome statement yet: propose one.")
    return found


def outcome_or_none(row: Relationship) -> Outcome | None:
    """Return the latest outcome statement and who signed it, or None."""
    latest = row.outcome_statements.select_related("proposed_by").order_by("-version").first()
    if latest is None:
        return None
    names = {Side.CUSTOMER.value: row.customer.name, Side.VENDOR.value: row.vendor.name}
    return Outcome(
        version=latest.version,
        text=latest.text,
        proposed_by=latest.proposed_by.name,
        proposed_at=latest.proposed_at,
        signatures=tuple(
            Signature(Side(one.side), one.person.name, names[one.side], one.at)
            for one in latest.signatures.select_related("person").order_by("at")
        ),
    )


def service_shown(row: Service) -> ServiceShown:
    """Return what both sides see of a service."""
    return ServiceShown(
        row.pk, row.name, row.description, row.critical_function, tuple(row.products), row.since, row.ended_on
    )


def contract_shown(row: Contract) -> ContractShown:
    """Return what both sides see of a contract."""
    days = None if row.notice_days is None else timedelta(days=row.notice_days)
    notice_by = None if row.renews_on is None or days is None else row.renews_on - days
    return ContractShown(
        row.pk, row.title, row.starts_on, row.ends_on, row.renews_on, row.notice_days, notice_by
    )


def contact_shown(row: Contact) -> ContactShown:
    """Return what both sides see of a contact."""
    return ContactShown(row.pk, Side(row.side), row.name, row.email, row.position)


def note_shown(row: PrivateNote) -> NoteShown:
    """Return what your own side sees of its note."""
    return NoteShown(row.pk, row.text, row.by.name, row.at)
