"""What a relationship's parties see of it and of what is in it."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from detente.evidence.relationships.contracts import (
    ChangeShown,
    ContactShown,
    ContractShown,
    Match,
    NameShown,
    NoOutcomeYet,
    NoteShown,
    Outcome,
    RelationshipId,
    RelationshipShown,
    ServiceShown,
    Signature,
    Stage,
    StageShown,
    Term,
)
from detente.evidence.relationships.models import (
    Contact,
    Contract,
    PrivateNote,
    Relationship,
    Service,
    TermChange,
    VendorAlias,
)
from detente.evidence.relationships.selectors.terms import (
    AS_IT_BEGAN,
    Change,
    change_in,
    changes_of,
    end_in,
    in_force,
    notice_in,
    of_contract,
    of_relationship,
    of_service,
    products_in,
    summary_in,
    tier_in,
)
from detente.foundation.identifiers import OrganisationId
from detente.foundation.moments import day_of
from detente.foundation.roles import Side
from detente.foundation.tenancy import Visibility


def parties_of(row: Relationship | Service | Contract) -> dict[str, object]:
    """Return what every shared row of a relationship carries: its parties, and that both see it."""
    return {"customer_id": row.customer_id, "vendor_id": row.vendor_id, "visibility": Visibility.SHARED}


def relationship_shown(row: Relationship, *, as_of: datetime, known_on: datetime) -> RelationshipShown:
    """Return what its parties see of a relationship on a day, as known on a day.

    Services and contracts that are still to begin are there, with the day; those that are over are not.
    """
    day, known = day_of(as_of), row.started_at <= known_on
    by_then = {"recorded_at__lte": known_on}
    recorded = list(
        row.changes.filter(**by_then)
        .select_related("by", "service", "contract")
        .order_by("recorded_at", "pk")
    )
    changes = in_force(map(change_in, recorded), day)
    own = of_relationship(changes, row.pk)
    accepted = row.code_acceptances.filter(at__lte=known_on).order_by("-at").first()
    steps = list(row.stage_changes.filter(at__lte=known_on).select_related("by").order_by("at", "pk"))
    services = [
        service_shown(one, of_service(changes, row.pk, one.pk))
        for one in row.services.filter(**by_then)
        .select_related("recorded_by")
        .order_by("since", "recorded_at", "pk")
    ]
    contracts = [
        contract_shown(one, of_contract(changes, row.pk, one.pk))
        for one in row.contracts.filter(**by_then).select_related("recorded_by").order_by("starts_on", "pk")
    ]
    contacts = row.contacts.filter(**by_then).exclude(ended_at__lte=known_on).order_by("side", "name")
    return RelationshipShown(
        id=RelationshipId(row.pk),
        customer=row.customer.name,
        vendor=row.vendor.name,
        vendor_id=OrganisationId(row.vendor_id),
        tier=tier_in(own, row.first_tier) if known else None,
        stage=Stage(steps[-1].stage) if steps else Stage.TRANSACTIONAL,
        since=row.since,
        summary=summary_in(own, row.first_summary if known else ""),
        notice_hours=notice_in(own, row.first_notice_hours if known else None),
        code_accepted=accepted.version if accepted else None,
        outcome=outcome_or_none(row, known_on=known_on),
        services=tuple(one for one in services if one.ended_on is None or one.ended_on > day),
        contracts=tuple(one for one in contracts if one.ends_on is None or one.ends_on > day),
        contacts=tuple(contact_shown(one) for one in contacts),
        stages=tuple(StageShown(Stage(one.stage), one.at, one.by.name, one.reason) for one in steps),
        changes=tuple(change_shown(one) for one in sorted(recorded, key=lambda one: one.valid_from)),
    )


def outcome_of(row: Relationship, *, known_on: datetime) -> Outcome:
    """Return the latest outcome statement and who signed it, or raise NoOutcomeYet."""
    found = outcome_or_none(row, known_on=known_on)
    if found is None:
        raise NoOutcomeYet("Nobody has proposed an outcome statement yet: propose one.")
    return found


def outcome_or_none(row: Relationship, *, known_on: datetime) -> Outcome | None:
    """Return the latest outcome statement by a moment and who had signed it, or None."""
    proposed = row.outcome_statements.filter(proposed_at__lte=known_on)
    latest = proposed.select_related("proposed_by").order_by("-version").first()
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
            for one in latest.signatures.filter(at__lte=known_on).select_related("person").order_by("at")
        ),
    )


def service_shown(row: Service, changed: Mapping[str, Change] = AS_IT_BEGAN) -> ServiceShown:
    """Return what both sides see of a service, with what has changed of it."""
    return ServiceShown(
        row.pk,
        row.name,
        row.description,
        row.critical_function,
        tuple(products_in(changed, row.first_products)),
        row.since,
        end_in(changed),
        row.recorded_at,
        row.recorded_by.name if row.recorded_by else "",
    )


def contract_shown(row: Contract, changed: Mapping[str, Change] = AS_IT_BEGAN) -> ContractShown:
    """Return what both sides see of a contract; one that was ended before it renews renews no more."""
    ended = end_in(changed)
    renews_on = None if ended and row.renews_on and ended <= row.renews_on else row.renews_on
    days = None if row.notice_days is None else timedelta(days=row.notice_days)
    notice_by = None if renews_on is None or days is None else renews_on - days
    return ContractShown(
        row.pk,
        row.title,
        row.starts_on,
        ended or row.ends_on,
        renews_on,
        row.notice_days,
        notice_by,
        row.recorded_at,
        row.recorded_by.name if row.recorded_by else "",
    )


def service_on(row: Service, *, day: date, known_on: datetime) -> ServiceShown:
    """Return what both sides see of a service on a day, by what was known."""
    changes = in_force(changes_of(row.changes.all(), known_on), day)
    return service_shown(row, of_service(changes, row.relationship_id, row.pk))


def contract_on(row: Contract, *, day: date, known_on: datetime) -> ContractShown:
    """Return what both sides see of a contract on a day, by what was known."""
    changes = in_force(changes_of(row.changes.all(), known_on), day)
    return contract_shown(row, of_contract(changes, row.relationship_id, row.pk))


def change_shown(row: TermChange) -> ChangeShown:
    """Return what both sides see of a change."""
    to = {
        Term.TIER: str(row.number),
        Term.NOTICE_HOURS: "none agreed" if row.number is None else f"{row.number} hours",
        Term.SUMMARY: row.text,
        Term.PRODUCTS: ", ".join(row.names) or "none named",
        Term.END: f"{row.valid_from:%-d %B %Y}",
    }
    about = row.service.name if row.service else row.contract.title if row.contract else ""
    term = Term(row.term)
    return ChangeShown(term, about, to[term], row.valid_from, row.recorded_at, row.by.name, row.reason)


def contact_shown(row: Contact) -> ContactShown:
    """Return what both sides see of a contact."""
    return ContactShown(row.pk, Side(row.side), row.name, row.email, row.position)


def note_shown(row: PrivateNote) -> NoteShown:
    """Return what your own side sees of its note."""
    return NoteShown(row.pk, row.text, row.by.name, row.at)


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
