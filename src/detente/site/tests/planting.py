"""A world in which every tenant's rows carry words that only they may read."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import product

from django.apps import apps

from detente.foundation.access import Actor, actor_of
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests import people
from detente.foundation.tests.ground import Canaries, Ground
from detente.foundation.tests.people import BANK, FORUM, INSURER, PEOPLE, RIVAL, SUPPLIER
from detente.site.tests.discovery import found, in_order
from detente.site.tests.row_making import plant_a_row, tables_of_tenants

PAIRS = ((BANK, SUPPLIER), (INSURER, SUPPLIER), (INSURER, RIVAL))
"""Who has to do with whom: two customers share a vendor; the bank and the rival know nothing of each other."""
ALONE = (
    (BANK, None, Visibility.CUSTOMER),
    (INSURER, None, Visibility.CUSTOMER),
    (None, SUPPLIER, Visibility.VENDOR),
    (None, RIVAL, Visibility.VENDOR),
    (FORUM, None, Visibility.CUSTOMER),
)
EVERYWHERE = (*((*pair, one) for pair, one in product(PAIRS, Visibility)), *ALONE)


@dataclass(frozen=True)
class PlantedWorld:
    """The canaries, the pieces of ground, and the people."""

    canaries: Canaries
    grounds: list[Ground]
    actors: dict[str, Actor]
    forms: dict[str, dict[str, object]]
    queries: dict[str, list[str]]
    refusals: dict[str, set[str]]
    """Why a table took no row made by looking at its fields, by its name."""


def plant_everywhere(*, only: frozenset[str] | None = None) -> PlantedWorld:
    """Write down the people, then every room's rows (or only some rooms') on every piece of ground."""
    people.everybody()
    canaries = Canaries()
    _name_everybody_anew(canaries)
    members = {one.organisation: one.number for one in reversed(PEOPLE.values())}
    grounds: list[Ground] = []
    for customer, vendor, visibility in EVERYWHERE:
        both = [one for one in grounds if (one.customer, one.vendor) == (customer, vendor)]
        shared = next((one for one in both if one.visibility == Visibility.SHARED), None)
        grounds.append(Ground(customer, vendor, visibility, canaries, members, shared))
    refusals: dict[str, set[str]] = defaultdict(set)
    wanted = {name: one for name, one in found("canaries").items() if only is None or name in only}
    rooms = list(in_order(wanted))
    tables = [
        one
        for one in tables_of_tenants()
        if only is None or one._meta.app_config.name.removeprefix("detente.") in only
    ]
    with acting_for_the_installation(because="tests plant rows of everybody"):
        for ground in grounds:
            for room in rooms:
                if hasattr(room, "plant"):
                    room.plant(ground)
            for model in tables:
                if not model.objects.filter(**ground.parties).exists():
                    refusals[model.__name__].add(plant_a_row(model, ground))
    rows = {one.person_id: one for one in Membership.objects.select_related("person", "organisation")}
    actors = {name: actor_of(rows[one.number]) for name, one in PEOPLE.items()}
    forms = {name: form for room in rooms for name, form in getattr(room, "FORMS", {}).items()}
    queries = {name: some for room in rooms for name, some in getattr(room, "QUERIES", {}).items()}
    return PlantedWorld(canaries, grounds, actors, forms, queries, refusals)


def what_fills(parameter: str, world: PlantedWorld) -> list[tuple[int | None, object]]:
    """Return what an address may have for a parameter, each with the number of its ground (or None)."""
    filled: list[tuple[int | None, object]] = []
    for number, ground in enumerate(world.grounds):
        for model, rows in ground.rows.items():
            if model._meta.model_name == parameter:
                filled += [(number, one.pk) for one in rows]
    with acting_for_the_installation(because="tests look for every number"):
        for room in found("canaries").values():
            filled += [(None, one) for one in getattr(room, "values", dict)().get(parameter, [])]
        if not filled:
            for model in apps.get_models():
                if model._meta.model_name == parameter and model.__module__.startswith("detente."):
                    filled += [(None, pk) for pk in model._default_manager.values_list("pk", flat=True)[:20]]
    return filled


def _name_everybody_anew(canaries: Canaries) -> None:
    known = {number: {number} for number in (BANK, INSURER, SUPPLIER, RIVAL, FORUM)}
    for customer, vendor in PAIRS:
        known[customer].add(vendor)
        known[vendor].add(customer)
    for one in Organisation.objects.all():
        one.name = canaries.new(f"name of organisation {one.pk}", frozenset(known[one.pk]))
        one.save()
    for somebody in Person.objects.all():
        home = somebody.memberships.get().organisation_id
        somebody.name = canaries.new(f"name of person {somebody.pk}", frozenset(known[home]))
        somebody.email = f"{canaries.new(f'address of person {somebody.pk}', frozenset({home}))}@example.org"
        somebody.save()
