"""Every criterion there is, found by its folder."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from pkgutil import iter_modules
from typing import Any, cast

import yaml

from detente.assessment.scorecards import criteria
from detente.assessment.scorecards.criteria.shown import Items, ItemsOfEditions


@dataclass(frozen=True, slots=True)
class Definition:
    """What a criterion means, and what its author proposes; a method decides the numbers."""

    id: str
    folder: str
    title: str
    dimension: str
    question: str
    good: str
    feeds: str
    gaming: str
    counter: str
    reads: tuple[str, ...]
    joins: tuple[str, ...]
    editions: tuple[str, ...]  # public lists, of which it also reads what their latest edition does not have
    weight_percent: float
    planned_level: str
    refresh_days: float
    half_life_days: float
    slots: Mapping[str, Any]  # unit, count, points: how the criterion words its slots is its own
    parameters: Mapping[str, Any]  # numbers and lists that the criterion's code reads
    read_together: bool  # files of one source that arrived together are read as one: a service a file
    unknown: str
    raised_by: str


@dataclass(frozen=True, slots=True)
class KnownCriterion:
    """A criterion's meaning and its code."""

    definition: Definition
    items: Items
    of_editions: ItemsOfEditions | None


@cache
def known_criteria() -> Mapping[str, KnownCriterion]:
    """Return the criteria by id, in the order of their ids."""
    found = {}
    for module in iter_modules(criteria.__path__):
        if module.ispkg and module.name != "tests":
            one = _read(module.name)
            found[one.definition.id] = one
    return dict(sorted(found.items(), key=lambda pair: _order(pair[0])))


def _read(folder: str) -> KnownCriterion:
    package = f"{criteria.__name__}.{folder}"
    written = yaml.safe_load(files(package).joinpath("definition.yaml").read_text(encoding="utf-8"))
    definition = Definition(
        **{
            "folder": folder,
            "parameters": {},
            "read_together": False,
            "unknown": "",
            "raised_by": "",
            **written,
        }
        | {name: tuple(written.get(name, ())) for name in ("reads", "joins", "editions")}
    )
    code = import_module(f"{package}.items")
    of_editions = code.items_of_editions if definition.editions else None
    return KnownCriterion(definition, cast("Items", code.items), cast("ItemsOfEditions | None", of_editions))


def _order(criterion: str) -> tuple[int, int]:
    """P1, P2 ... P10, C1 ..., T1 ..., then others."""
    return ("PCTB".find(criterion[0]) % 9, int(criterion[1:] or 0))
