"""Which rules hold, and the weights that the two sides agreed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from detente.assessment.scorecards.contracts import SEE_METHODS, InvalidMethodFile, NoSuchMethod
from detente.assessment.scorecards.methods.reading import (
    SHIPPED,
    MethodFile,
    adopted_method,
    shipped_method,
)
from detente.assessment.scorecards.models import AdoptedMethod, AgreedWeights
from detente.engine.scoring.plan import PartyWeights
from detente.evidence.relationships.contracts import (
    AmbiguousCustomer,
    Customer,
    NoSuchCustomer,
    RelationshipId,
)
from detente.evidence.relationships.selectors import access_customer, customers_of
from detente.foundation.access import Actor
from detente.foundation.identifiers import OrganisationId
from detente.foundation.operation import Doors
from detente.foundation.roles import Side
from detente.foundation.tenancy import acting_for
from detente.foundation.use_case import query

DEFAULT = "default-1.0"


@dataclass(frozen=True, slots=True)
class MethodText:
    """A version of the rules as its file has it."""

    id: str
    title: str
    shipped: bool
    in_force: bool
    adopted_at: datetime | None
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class MethodPage:
    """The rules that a page explains, and, for a vendor, whose they are."""

    methods: tuple[MethodText, ...]
    """The one in force first."""
    customer: Customer | None
    """Whose method a vendor reads; None for the customer itself, and for a vendor that has no customer yet."""
    customers: tuple[Customer, ...]
    """Whom a vendor may choose from."""


@query(
    "scorecards.list_methods",
    permission=SEE_METHODS,
    path="scorecard-methods",
    raises=(NoSuchCustomer, AmbiguousCustomer),
)
def list_methods(*, actor: Actor, customer: str = "") -> list[MethodText]:
    """List the versions of the scorecard's rules, the one in force first; to a vendor, the one it is scored by.

    Parameters
    ----------
    customer : str
        For a vendor: the name or the number of the customer, or of the relationship; its only one if not given.
    """
    if actor.side is not Side.VENDOR and not customer:
        return _own_methods(actor)
    return [_scored_by(_chosen(actor, customer))]


@query(
    "scorecards.method_page",
    permission=SEE_METHODS,
    path="pages/method",
    raises=(NoSuchCustomer, AmbiguousCustomer),
    doors=Doors.BY_HAND,
)
def method_page(*, actor: Actor, customer: str = "") -> MethodPage:
    """Show the rules; to a vendor, those that one of its customers scores it by."""
    if actor.side is not Side.VENDOR:
        return MethodPage(tuple(list_methods(actor=actor, customer=customer)), None, ())
    known = tuple(customers_of(actor.organisation))
    if not known:
        return MethodPage((_shipped(DEFAULT, DEFAULT),), None, ())
    chosen = _chosen(actor, customer) if customer else known[0]
    return MethodPage((_scored_by(chosen),), chosen, known)


def _chosen(actor: Actor, customer: str) -> Customer:
    if customer:
        return access_customer(customer, vendor=actor.organisation)
    known = customers_of(actor.organisation)
    if len(known) == 1:
        return known[0]
    if not known:
        raise NoSuchCustomer("No customer has a relationship with you yet.")
    which = " or ".join(f"{one.relationship} ({one.name})" for one in known[:10])
    raise AmbiguousCustomer(f"Several customers score you: say whose method as `customer`, {which}.")


def _scored_by(customer: Customer) -> MethodText:
    """Return the method in force of a vendor's customer: of the customer's own rows, this one alone is read."""
    with acting_for(customer.customer, writes=False):
        file = method_of(customer.customer, None)
    return method_text(file, shipped=file.id in SHIPPED, in_force=True, adopted_at=None)


def _own_methods(actor: Actor) -> list[MethodText]:
    current = method_of(actor.organisation, None).id
    shipped = [_shipped(name, current) for name in SHIPPED]
    adopted = [
        method_text(
            _read(row),
            shipped=False,
            in_force=str(row) == current,
            adopted_at=row.adopted_at,
        )
        for row in AdoptedMethod.objects.filter(customer_id=actor.organisation).order_by("-adopted_at")
    ]
    return sorted([*adopted, *shipped], key=lambda one: not one.in_force)


@query(
    "scorecards.show_method",
    permission=SEE_METHODS,
    path="scorecard-methods/{method}",
    raises=(NoSuchMethod, NoSuchCustomer, AmbiguousCustomer),
)
def show_method(*, actor: Actor, method: str, customer: str = "") -> MethodText:
    """Show one version of the scorecard's rules.

    Parameters
    ----------
    method : str
        Its name and version, as in `default-1.0`.
    customer : str
        For a vendor: the name or the number of the customer, or of the relationship; its only one if not given.
    """
    found = next((one for one in list_methods(actor=actor, customer=customer) if one.id == method), None)
    if found is None:
        raise NoSuchMethod(
            f"There is no method {method!r}.", hint="`detente scorecards list-methods` names them."
        )
    return found


def method_of(customer: OrganisationId, known_on: datetime | None) -> MethodFile:
    """Return the method that a customer's scorecards follow, now or as on a past date."""
    rows = AdoptedMethod.objects.filter(customer_id=customer)
    if known_on is not None:
        rows = rows.filter(adopted_at__lte=known_on)
    latest = rows.order_by("-adopted_at", "-pk").first()
    return shipped_method(DEFAULT) if latest is None else _read(latest)


def methods_on(customer: OrganisationId, moments: Sequence[datetime]) -> list[MethodFile]:
    """Return the methods that a customer's scorecards followed at several moments: one read for all of them."""
    rows = list(AdoptedMethod.objects.filter(customer_id=customer).order_by("adopted_at", "pk"))
    latest = [next((row for row in reversed(rows) if row.adopted_at <= moment), None) for moment in moments]
    return [shipped_method(DEFAULT) if row is None else _read(row) for row in latest]


def _read(row: AdoptedMethod) -> MethodFile:
    try:
        return adopted_method(row.text, str(row))
    except InvalidMethodFile as error:  # it was valid when it was adopted: the product has changed since
        raise InvalidMethodFile(f"The method in force can no longer be read. {error}") from error


def with_agreed_weights(
    file: MethodFile, relationship: RelationshipId, known_on: datetime | None
) -> MethodFile:
    """Return the method with the weights that the parties of a relationship set for themselves."""
    rows = AgreedWeights.objects.filter(relationship_id=relationship)
    if known_on is not None:
        rows = rows.filter(set_at__lte=known_on)
    latest = {row.side: row.weights for row in rows.order_by("set_at", "pk")}
    if not latest:
        return file
    parties = tuple(
        PartyWeights(one.party, tuple(latest[one.party][name] for name in file.method.dimensions))
        if set(latest.get(one.party, ())) == set(file.method.dimensions)
        else one
        for one in file.method.weights_across
    )
    return replace(file, method=replace(file.method, weights_across=parties))


def where_weights_come_from(
    relationship: RelationshipId, file: MethodFile, known_on: datetime
) -> dict[str, str]:
    """Return, by party, who set the weights that `with_agreed_weights` takes and when, or their method."""
    rows = AgreedWeights.objects.filter(relationship_id=relationship, set_at__lte=known_on)
    wanted = set(file.method.dimensions)
    found = {one.party: f"the method {file.id}" for one in file.method.weights_across}
    for row in rows.select_related("set_by").order_by("set_at", "pk"):
        if row.side in found:
            fits = set(row.weights) == wanted
            found[row.side] = (
                f"{row.set_by.name}, {row.set_at:%-d %B %Y}" if fits else f"the method {file.id}"
            )
    return found


def _shipped(name: str, current: str) -> MethodText:
    file = shipped_method(name)
    return method_text(file, shipped=True, in_force=file.id == current, adopted_at=None)


def method_text(
    file: MethodFile, *, shipped: bool, in_force: bool, adopted_at: datetime | None
) -> MethodText:
    """Return a method as its file has it."""
    return MethodText(file.id, file.title, shipped, in_force, adopted_at, file.sha256, file.text)
