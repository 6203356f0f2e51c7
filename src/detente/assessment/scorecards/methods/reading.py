"""A method file: read, checked, and refused with the line and what to do."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import jsonschema

from detente.assessment.scorecards import methods
from detente.assessment.scorecards.contracts import InvalidMethodFile
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.gate_names import GATES
from detente.engine.scoring.method import Method
from detente.engine.scoring.plan import AssuranceLevel, Criterion, InvalidMethod, PartyWeights
from detente.formats.errors import FormatError
from detente.formats.limits import Limits
from detente.formats.yaml_reading import Document, Path, read

SHIPPED = ("default-1.0", "buyer-1.0")


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension's name, and the floors that are agreed for each tier, from 0 to 100."""

    id: str
    title: str
    floors: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class MethodFile:
    """A version of the rules, as its file has them, ready for the engine."""

    name: str
    version: str
    title: str
    status: str
    method: Method
    dimensions: tuple[Dimension, ...]
    parameters: Mapping[str, Mapping[str, Any]]  # by criterion: what its code reads
    planned_levels: Mapping[int, Mapping[str, str]]  # by tier: criteria with another planned level
    gates: tuple[str, ...]
    text: str

    @property
    def id(self) -> str:
        """Name and version: `default-1.0`."""
        return f"{self.name}-{self.version}"

    @property
    def sha256(self) -> str:
        """The hash of the text: two methods with one name are told apart."""
        return sha256(self.text.encode()).hexdigest()

    def for_tier(self, tier: int) -> Method:
        """Return the engine's method as this tier reads it."""
        levels = self.planned_levels.get(tier, {})
        return self.method.with_planned_levels(dict(levels)) if levels else self.method


def read_method(text: str, name: str) -> MethodFile:
    """Return the method that a file says.

    Parameters
    ----------
    text : str
        YAML, as `methods/method.schema.json` describes it.
    name : str
        What people call the file: errors begin with it.

    Raises
    ------
    InvalidMethodFile
        What is wrong, on which line, and what to do.
    """
    try:
        document = read(text, name, Limits())
    except FormatError as error:
        raise InvalidMethodFile(str(error)) from error
    _check_shape(document, name)
    said: dict[str, Any] = document.value
    _check_names(said, document, name)
    try:
        method = _method(said)
    except InvalidMethod as error:
        line = document.line(_path_of(str(error), said))
        raise InvalidMethodFile(f"{name}, line {line}: {error}.") from error
    return MethodFile(
        name=said["name"],
        version=said["version"],
        title=said["title"],
        status=said["status"],
        method=method,
        dimensions=tuple(
            Dimension(one, words["title"], {int(tier): float(to) for tier, to in words["floors"].items()})
            for one, words in said["dimensions"].items()
        ),
        parameters={one: words.get("parameters", {}) for one, words in said["criteria"].items()},
        planned_levels={int(tier): levels for tier, levels in said.get("planned_levels_by_tier", {}).items()},
        gates=tuple(said.get("gates", ())),
        text=text,
    )


@cache
def shipped_method(name: str) -> MethodFile:
    """Return a method that the product ships: `default-1.0` or `buyer-1.0`."""
    return read_method(shipped_text(name), f"{name}.yaml")


def shipped_text(name: str) -> str:
    """Return the text of a shipped method's file."""
    return files(methods).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of method files."""
    text = files(methods).joinpath("method.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _check_shape(document: Document, name: str) -> None:
    errors = jsonschema.Draft202012Validator(schema()).iter_errors(document.value)
    worst = jsonschema.exceptions.best_match(errors)
    if worst is not None:
        path = tuple(worst.absolute_path)
        where = ".".join(map(str, path)) or "the file"
        raise InvalidMethodFile(f"{name}, line {document.line(path)}: {where}: {worst.message}.")


def _check_names(said: dict[str, Any], document: Document, name: str) -> None:
    known = known_criteria()
    for one in said["criteria"]:
        if one not in known:
            raise InvalidMethodFile(
                f"{name}, line {document.line(('criteria', one))}: there is no criterion {one!r}; "
                f"use one of {', '.join(known)}."
            )
    for place, one in enumerate(said.get("gates", ())):
        if one not in GATES:
            raise InvalidMethodFile(
                f"{name}, line {document.line(('gates', place))}: there is no must-have {one!r}; "
                f"use one of {', '.join(GATES)}."
            )


def _method(said: dict[str, Any]) -> Method:
    model = said["model"]
    return Method(
        version=f"{said['name']}-{said['version']}",
        levels=tuple(AssuranceLevel(one, float(rho)) for one, rho in said["levels"].items()),
        dimensions=tuple(said["dimensions"]),
        criteria=tuple(
            Criterion(
                id=one,
                dimension=words["dimension"],
                weight=float(words["weight_percent"]) / 100,
                planned_level=words["planned_level"],
                refresh_days=float(words["refresh_days"]),
                half_life_days=float(words["half_life_days"]),
            )
            for one, words in said["criteria"].items()
        ),
        weights_across=tuple(
            PartyWeights(party, tuple(_weight(value) for value in weights))
            for party, weights in said["weights_across"].items()
        ),
        **model,
    )


def _weight(value: float | str) -> float:
    """Return a weight; `1/3` is written as a fraction, since no decimal is a third."""
    if isinstance(value, str):
        above, _, below = value.partition("/")
        return float(above) / float(below)
    return float(value)


def _path_of(message: str, said: dict[str, Any]) -> Path:
    """Return the part of the file that an engine's error names, as near as its words tell."""
    for one in said["criteria"]:
        if message.startswith(f"criterion {one}:"):
            return ("criteria", one)
    for party in said["weights_across"]:
        if message.startswith(f"party {party}:"):
            return ("weights_across", party)
    for level in said["levels"]:
        if message.startswith(f"level {level}:"):
            return ("levels", level)
    if message.startswith("dimension "):
        return ("criteria",)
    return ("model", message.split(" ", 1)[0])
