"""Whether a method file fits its JSON Schema, in words that say what to write instead."""

import json
import math
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from detente.assessment.scorecards import methods
from detente.formats.nearest_word import advice
from detente.formats.yaml_reading import Path

TYPES = {
    "object": "names with values below it",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "null": "null",
}
LIMITS = {
    "minimum": "{0:g} or more",
    "exclusiveMinimum": "more than {0:g}",
    "maximum": "{0:g} at most",
    "exclusiveMaximum": "less than {0:g}",
    "minLength": "something",
    "minItems": "at least {0}",
    "minProperties": "at least {0}",
    "maxProperties": "at most {0}",
}


@cache
def schema() -> dict[str, Any]:
    """Return the JSON Schema of method files."""
    text = files(methods).joinpath("method.schema.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def shape_errors(value: Any) -> Iterator[tuple[Path, str]]:  # any YAML value
    """Yield what does not fit the schema: the part of the file, and what is wrong and what to write.

    What is written and means nothing comes first: it is most often a slip, and explains what is missing.
    """
    if not isinstance(value, dict):
        yield (), f"the file is {shown(value)}: copy a shipped method, and change that."
        return
    errors = Draft202012Validator(schema()).iter_errors(value)
    for error in sorted(errors, key=lambda one: one.validator == "required"):
        yield from _in_words(error)
    yield from _endless(value, ())


def _endless(value: Any, path: Path) -> Iterator[tuple[Path, str]]:  # any YAML value
    """Yield numbers without an end, which YAML can write and JSON Schema lets through."""
    if isinstance(value, dict | list):
        for name, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _endless(one, (*path, name))
    elif isinstance(value, float) and not math.isfinite(value):
        yield path, f"{named(path)} is {value}: write a finite number."


def _in_words(error: ValidationError) -> Iterator[tuple[Path, str]]:
    path = tuple(error.absolute_path)
    written: Any = error.instance
    if error.validator == "additionalProperties":
        of: Any = error.schema  # the part of the schema that it does not fit
        known = [one for one in of["properties"] if one not in written] or list(of["properties"])
        for name in (one for one in written if one not in of["properties"]):
            what = advice(str(name), known, f"write one of {', '.join(of['properties'])}.")
            yield (*path, str(name)), f"there is no {str(name)!r} in {named(path)}: {what}"
    elif error.validator == "required":
        needed: Any = error.validator_value
        missing = [name for name in needed if name not in written]
        if missing:
            it = "it" if len(missing) == 1 else "them"
            yield path, f"{named(path)} lacks {', '.join(missing)}: add {it}."
    elif isinstance(written, int) and str(written) in _choice(error):  # a tier as a key
        yield (*path, str(written)), f'{named(path)} has {written} without quotes: write "{written}".'
    else:
        yield path, f"{named(path)} {_complaint(error)}."


def _choice(error: ValidationError) -> list[str]:
    wanted: Any = error.validator_value
    return [wanted] if error.validator == "const" else wanted if error.validator == "enum" else []


def _complaint(error: ValidationError) -> str:
    """Return what is wrong with a value, and what to write."""
    of: Any = error.schema
    wanted: Any = error.validator_value
    hint = f" ({of['description']})" if "description" in of else ""
    is_written = f"is {shown(error.instance)}: write"
    match error.validator:
        case "type":
            types = [wanted] if isinstance(wanted, str) else wanted
            quotes = " in quotes" if "string" in types and error.instance is not None else ""
            return f"{is_written} {' or '.join(TYPES[one] for one in types)}{quotes}{hint}"
        case "const" | "enum":
            return f"has {shown(error.instance)}: write {' or '.join(map(str, _choice(error)))}"
        case "pattern" | "oneOf":
            return f"{is_written} {of.get('description', wanted)}"
        case "uniqueItems":
            return "names something twice: take one away"
        case str(word) if word in LIMITS:
            return f"{is_written} {LIMITS[word].format(wanted)}{hint}"
    return f"{is_written} something else, since {error.message}"


def named(path: Path) -> str:
    """Return a part of the file as a person would call it."""
    if not path:
        return "the file"
    *before, last = path
    if isinstance(last, int):
        return f"{named(tuple(before))}, place {last + 1},"
    return f"{before[-1]} {last}" if last.isdecimal() and before else last


def shown(value: object) -> str:
    """Return a value as it stands in the file; YAML reads yes, no, on and off as true and false."""
    if value is None:
        return "empty"
    return str(value).lower() if isinstance(value, bool) else repr(value)[:60]
