"""A row of any table of tenants, made by looking at its fields: what a room needs not do itself."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from graphlib import TopologicalSorter
from itertools import count
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.db.models import NOT_PROVIDED

from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.tenancy import TenantRow
from detente.foundation.tests.ground import MARK, Ground
from detente.foundation.tests.people import NOON

NUMBERS = count(1)
PARTIES = {"customer", "vendor", "visibility"}
LONG_ENOUGH = len(MARK) + 14


class CannotPlant(AssertionError):
    """A field is of a kind that has no value here: its room must plant its own rows."""


def tables_of_tenants() -> list[type[TenantRow]]:
    """Return every model of tenants, those that others point to first."""
    found = [one for one in apps.get_models() if issubclass(one, TenantRow)]
    points = {one: {to for to in _pointed_to(one) if to in found and to is not one} for one in found}
    return list(TopologicalSorter(points).static_order())


def plant_a_row(model: type[TenantRow], ground: Ground) -> str:
    """Write a row on a piece of ground, each text of it a canary; return why not, if the table takes none.

    A table may take rows on some ground alone: private notes are never shared, say.
    """
    given: dict[str, Any] = dict(ground.parties)
    for one in model._meta.concrete_fields:
        if one.name in PARTIES or one.primary_key:
            continue
        if one.is_relation:
            target = _neighbour(one.related_model, ground)
            if target is None and not one.null:
                return f"there is no {one.related_model.__name__} on this ground"
            given[one.attname] = target
        else:
            given.update(_value(one, model, ground))
    try:
        with transaction.atomic():
            ground.keep(model.objects.create(**given))
    except (IntegrityError, ValueError, TypeError) as error:
        return str(error)
    return ""


def _pointed_to(model: type[models.Model]) -> Iterator[type[models.Model]]:
    return (one.related_model for one in model._meta.concrete_fields if one.is_relation)


def _neighbour(model: type[models.Model], ground: Ground) -> Any:
    if model is Organisation:
        return ground.owner
    if model is Person:
        return ground.person
    if model is Membership:
        return Membership.objects.filter(organisation=ground.owner).values_list("pk", flat=True).first()
    row = ground.last(model)
    return None if row is None else row.pk


def _value(one: Any, model: type[models.Model], ground: Ground) -> dict[str, Any]:
    """Return what to write into a field, or nothing to leave it to its default."""
    where = f"{model._meta.label_lower} {one.name}"
    if one.choices:
        return {one.name: one.flatchoices[0][0]}
    if isinstance(one, models.EmailField):
        return {one.name: f"{ground.word(where)}@example.org"}
    if isinstance(one, models.URLField):
        return {one.name: f"https://{ground.word(where)}.example.org/"}
    if isinstance(one, models.CharField | models.TextField):
        short = one.max_length is not None and one.max_length < LONG_ENOUGH
        return {one.name: str(next(NUMBERS))[-one.max_length :] if short else ground.word(where)}
    if one.default is not NOT_PROVIDED or one.null:
        return {}
    return {one.name: _plain_value(one, where, ground)}


def _is_unique(one: Any) -> bool:
    together = [names for names in one.model._meta.unique_together if one.name in names]
    return one.unique or bool(together) or any(one.name in it.fields for it in _unique_constraints(one.model))


def _unique_constraints(model: type[models.Model]) -> list[models.UniqueConstraint]:
    return [one for one in model._meta.constraints if isinstance(one, models.UniqueConstraint)]


def _plain_value(one: Any, where: str, ground: Ground) -> Any:
    values: dict[type[models.Field[Any, Any]], Any] = {
        models.BooleanField: False,
        models.DateTimeField: NOON + timedelta(seconds=next(NUMBERS)),
        models.DateField: NOON.date(),
        models.TimeField: NOON.time(),
        models.DurationField: timedelta(days=1),
        models.DecimalField: Decimal(1),
        models.FloatField: 0.5,
        models.IntegerField: next(NUMBERS) if _is_unique(one) else 1,
        models.JSONField: {"note": ground.word(where)},
        models.BinaryField: ground.word(where).encode(),
        models.UUIDField: uuid4(),
    }
    for kind, value in values.items():
        if isinstance(one, kind):
            return value
    raise CannotPlant(f"{where}: no value for a {type(one).__name__}. Write `plant` in tests/canaries.py.")
