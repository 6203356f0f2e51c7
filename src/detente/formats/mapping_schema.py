"""Whether a mapping fits its JSON Schema, in words that say what to write instead."""

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from detente.formats.nearest_word import advice

_TYPES = {
    "object": "a table of names and values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


@cache
def mapping_schema() -> Any:  # a JSON Schema
    """Return the JSON Schema of mapping files."""
    return json.loads(files("detente.formats").joinpath("mapping.schema.json").read_text(encoding="utf-8"))


def schema_errors(value: Any) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield where a mapping does not fit the schema (its path) and what to do."""
    found = Draft202012Validator(mapping_schema()).iter_errors(value)
    for error in sorted(found, key=lambda one: one.validator != "additionalProperties"):  # most often a slip
        yield from _in_words(error)


def _in_words(error: ValidationError) -> Iterator[tuple[tuple[str | int, ...], str]]:
    path = tuple(error.absolute_path)
    schema: Any = error.schema  # any JSON Schema
    written: Any = error.instance  # any YAML value
    wanted: Any = error.validator_value  # whatever the keyword of the schema has
    named = [part for part in path if isinstance(part, str)]
    where = f"{named[-1]} " if named else "a mapping "
    match error.validator:
        case "additionalProperties":
            known = list(schema["properties"])
            for name in written:
                if name not in known:
                    what = advice(str(name), known, f"write one of {', '.join(known)}.")
                    yield (*path, name), f"{name!r} is not known here: {what}"
        case "required":
            missing = [name for name in wanted if name not in written]
            yield path, f"{where}needs {' and '.join(missing)}."
        case "enum":
            yield path, f"{where}is {error.instance!r}: write one of {', '.join(map(repr, wanted))}."
        case "type":
            yield path, f"{where}is {_shown(error.instance)}: {_wanted(wanted)} was expected."
        case "pattern":
            yield path, f"{where}is {error.instance!r}, which does not fit {wanted}."
        case _:
            yield path, f"{where}cannot be used: {error.message}."


def _wanted(types: str | list[str]) -> str:
    return " or ".join(_TYPES[one] for one in ([types] if isinstance(types, str) else types))


def _shown(value: object) -> str:
    """Return a value as it stands in the file; YAML reads yes, no, on and off as true and false."""
    if isinstance(value, bool):
        return f"{str(value).lower()} (words such as yes and no need quotes)"
    return "empty" if value is None else repr(value)[:60]
