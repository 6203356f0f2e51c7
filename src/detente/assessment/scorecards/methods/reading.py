"""A method file: read, checked, and refused with the line and what to do."""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from detente.assessment.scorecards import methods
from detente.assessment.scorecards.contracts import InvalidMethodFile
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.gate_names import GATES
from detente.assessment.scorecards.methods.parameters import parameter_errors
from detente.assessment.scorecards.methods.shape import shape_errors
from detente.engine.scoring.method import Method
from detente.engine.scoring.plan import AssuranceLevel, Criterion, InvalidMethod, PartyWeights
from detente.formats.errors import FormatError
from detente.formats.limits import Limits
from detente.formats.nearest_word import advice
from detente.formats.yaml_reading import Document, Path, read

WHOLE = 100.0  # %
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
        raise InvalidMethodFile(f"{error} Mend the line, or start again from the shipped method.") from error
    _refuse(document, name, shape_errors(document.value))
    said: dict[str, Any] = document.value
    _refuse(document, name, _name_errors(said))
    try:
        method = _method(said)
    except InvalidMethod as error:
        _refuse(document, name, [(_path_of(str(error), said), f"{error}.")])
        raise  # pragma: no cover  # one error is always refused
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


@lru_cache(maxsize=64)
def adopted_method(text: str, name: str) -> MethodFile:
    """Return a method that was adopted, read once: its text is locked.

    Raises
    ------
    InvalidMethodFile
        The text can no longer be read.
    """
    return read_method(text, name)


@cache
def shipped_method(name: str) -> MethodFile:
    """Return a method that the product ships: `default-1.0` or `buyer-1.0`."""
    return read_method(shipped_text(name), f"{name}.yaml")


def shipped_text(name: str) -> str:
    """Return the text of a shipped method's file."""
    return files(methods).joinpath(f"{name}.yaml").read_text(encoding="utf-8")


def _refuse(document: Document, name: str, errors: Iterable[tuple[Path, str]]) -> None:
    """Raise InvalidMethodFile with the first of some errors, and the lines of the others."""
    found = [(document.line(path), words) for path, words in errors]
    if found:
        line, words = found[0]
        others = sorted({one for one, _ in found} - {line})
        also = f" Look at line {', '.join(map(str, others[:5]))}, too." if others else ""
        raise InvalidMethodFile(f"{name}, line {line}: {words}{also}")


def _name_errors(said: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield names that mean nothing, and parameters that the criteria's code cannot read."""
    known, dimensions = known_criteria(), said["dimensions"]
    for one, words in said["criteria"].items():
        path: Path = ("criteria", one)
        if one not in known:
            yield path, f"there is no criterion {one!r}: use one of {', '.join(known)}."
            continue
        if words["dimension"] not in dimensions:
            what = advice(words["dimension"], dimensions, f"the file has {', '.join(dimensions)}.")
            yield (*path, "dimension"), f"there is no dimension {words['dimension']!r}: {what}"
        for inner, complaint in parameter_errors(known[one].definition, words.get("parameters", {})):
            yield (*path, "parameters", *inner), complaint
    yield from _weight_errors(said)
    for tier, levels in said.get("planned_levels_by_tier", {}).items():
        for one in levels:
            if one not in said["criteria"]:
                yield (
                    ("planned_levels_by_tier", tier, one),
                    f"the file has no criterion {one!r}: add it, or leave it out.",
                )
    for place, one in enumerate(said.get("gates", ())):
        if one not in GATES:
            what = advice(one, GATES, f"use one of {', '.join(GATES)}.")
            yield ("gates", place), f"there is no must-have {one!r}: {what}"


def _weight_errors(said: dict[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield weights that do not make one whole."""
    for one in said["dimensions"]:
        inside = {name: words for name, words in said["criteria"].items() if words["dimension"] == one}
        total = math.fsum(words["weight_percent"] for words in inside.values())
        if not math.isclose(total, WHOLE, abs_tol=1e-7):
            those = (
                f"the weights of its criteria ({', '.join(inside)})"
                if inside
                else "it has no criterion; their weights"
            )
            yield ("dimensions", one), f"{one}: {those} make {total:g} %: let them make 100 %."
    for party, weights in said["weights_across"].items():
        path: Path = ("weights_across", party)
        count, total = len(said["dimensions"]), math.fsum(map(_weight, weights))
        if len(weights) != count:
            yield (
                path,
                f"{party} has {len(weights)} weights for {count} dimensions: give one each, in their order.",
            )
        elif not math.isclose(total, 1.0, abs_tol=1e-9):
            yield path, f"the weights of {party} make {total:g}: let them make 1."


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
    parts = {"criterion": "criteria", "party": "weights_across", "level": "levels", "dimension": "dimensions"}
    subject, _, rest = message.partition(" ")
    if subject in parts:
        return (parts[subject], rest.partition(":")[0])
    return ("model", subject if subject in said["model"] else "points_per_criterion")
