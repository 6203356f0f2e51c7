"""The page of all criteria, must-haves and parts of a method file, from the definitions and the schema themselves."""

from collections.abc import Iterator, Mapping
from typing import Any

from detente.assessment.scorecards.criteria.registry import Definition, known_criteria
from detente.assessment.scorecards.from_engine import LEVEL_WORDS
from detente.assessment.scorecards.methods.gate_names import GATES
from detente.assessment.scorecards.methods.reading import shipped_method
from detente.assessment.scorecards.methods.shape import schema

FILE = "criteria.md"
INTRODUCTION = """What a scorecard judges, by the methods that are shipped: `default-1.0` for vendors, `buyer-1.0` for
the customer. Each criterion has 12 evidence points, planned before any evidence is seen and split over slots. Every
number here is judgement, fitted to nothing; [another method](../do/change_the_method.md) may have others. How points
become both ends is told in [Scorecards](../understand/scorecards.md)."""
METHOD_FILE = """A method is a YAML file, locked once it is adopted. Its JSON Schema is shipped with the code, in
`src/detente/assessment/scorecards/methods/method.schema.json`. An error names the file, the line and what to write."""


def page() -> str:
    """Return the page."""
    dimensions = {one.id: one.title for one in shipped_method("default-1.0").dimensions}
    dimensions |= {one.id: one.title for one in shipped_method("buyer-1.0").dimensions}
    known = [one.definition for one in known_criteria().values()]
    parts = ["# Criteria", INTRODUCTION, _overview(known, dimensions)]
    for one, title in dimensions.items():
        parts.append(f"## {title}")
        parts += [_criterion(each) for each in known if each.dimension == one]
    parts += ["## Must-haves", "They are met, not met or not shown, and never averaged into a number."]
    parts.append("\n".join(f"- `{name}`: {words}." for name, words in GATES.items()))
    parts += ["## A method file", METHOD_FILE, "\n".join(_parts(schema(), ""))]
    return "\n\n".join(parts) + "\n"


def _overview(known: list[Definition], dimensions: Mapping[str, str]) -> str:
    lines = [
        "| id | criterion | of | weight | planned source | in full, then halved every |",
        "| --- " * 6 + "|",
    ]
    lines += [
        f"| [{one.id}](#{_anchor(one)}) | {one.title} | {dimensions[one.dimension]} | {one.weight_percent:g} % "
        f"| {LEVEL_WORDS[one.planned_level]} | {one.refresh_days:g} days, {one.half_life_days:g} days |"
        for one in known
    ]
    return "\n".join(lines)


def _anchor(one: Definition) -> str:
    return f"{one.id} {one.title}".lower().replace(" ", "-").replace(",", "")


def _criterion(one: Definition) -> str:
    said = {
        "Good": one.good,
        "Unknown": one.unknown,
        "Fed by": one.feeds,
        "Kinds of evidence": ", ".join(f"`{kind}`" for kind in dict.fromkeys((*one.reads, *one.joins))),
        "Slots": ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in one.slots.items()),
        "Parameters": ", ".join(f"`{name}` {value}" for name, value in one.parameters.items()),
        "How it could be gamed": one.gaming,
        "What stands against that": one.counter,
        "Raised by": one.raised_by,
    }
    lines = [f"- **{name}.** {' '.join(str(words).split())}" for name, words in said.items() if words]
    return f"### {one.id} {one.title}\n\n{one.question}\n\n" + "\n".join(lines)


def _parts(of: Mapping[str, Any], indent: str) -> Iterator[str]:
    """Yield a line for each part that the schema knows, with what may stand there."""
    for name, part in of.get("properties", {}).items():
        needed = "" if name in of.get("required", ()) else " (may be left out)"
        yield f"{indent}- `{name}`{needed}: {_allowed(part)}"
        yield from _parts(part, f"{indent}  ")
    named = of.get("additionalProperties")
    if isinstance(named, dict):
        yield f"{indent}- each name: {_allowed(named)}"
        yield from _parts(named, f"{indent}  ")


def _allowed(part: Mapping[str, Any]) -> str:
    """Return what may stand in a part, in words."""
    if "$ref" in part:
        return _allowed(schema()["$defs"][part["$ref"].rpartition("/")[2]])
    if "const" in part:
        return f"`{part['const']}`"
    if "enum" in part:
        return " or ".join(f"`{one}`" for one in part["enum"])
    if "description" in part:
        return str(part["description"])
    types = part.get("type", "value")
    kind = types if isinstance(types, str) else " or ".join(types)
    words = {"object": "names with values", "array": "a list", "string": "text", "integer": "whole number"}
    limits = [
        f"{said} {part[name]:g}"
        for name, said in (
            ("exclusiveMinimum", "above"), ("minimum", "from"), ("maximum", "to"), ("exclusiveMaximum", "below"),
        )
        if name in part
    ]  # fmt: skip
    of = f" of {_allowed(part['items'])}" if "items" in part else ""
    return " ".join([words.get(kind, kind) + of, *limits])
