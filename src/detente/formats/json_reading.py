"""JSON within bounds: size, depth, number of values; no contradicting keys, no NaN."""

import json
import sys
from math import isfinite
from typing import Any, NoReturn

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits


class _Refused(ValueError):
    """What the JSON decoder's hooks raise."""


def read(text: str, limits: Limits, name: str) -> Any:  # any JSON value
    """Return the JSON value that the text is.

    Raises
    ------
    UnsafeFile
        It is nested too deeply, or has too many values.
    DamagedFile
        It is no JSON, says a key twice with different values, or has a number that is none.
    """
    containers, values = text.count("{") + text.count("["), text.count(",")
    if containers > limits.json_containers or values > limits.json_values:
        raise UnsafeFile(
            f"{name} may hold {containers} objects and {values} values; {limits.json_containers} and "
            f"{limits.json_values} are the most that is read: split it."
        )
    try:
        value = json.loads(text, object_pairs_hook=_without_contradictions, parse_constant=_no_constant)
    except RecursionError as error:
        raise _too_deep(limits, name) from error
    except json.JSONDecodeError as error:
        raise DamagedFile(
            f"{name}, line {error.lineno}, column {error.colno}: no JSON ({error.msg}). "
            "It breaks off, or was edited."
        ) from error
    except _Refused as error:
        raise DamagedFile(f"{name} cannot be used: {error}") from error
    except ValueError as error:
        raise DamagedFile(
            f"{name} has a whole number of more than {sys.get_int_max_str_digits():,} digits: write null for what is "
            "not known."
        ) from error
    _check(value, limits, name)
    return value


def _without_contradictions(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a key that stands twice is united, or refused where the two contradict."""
    found = dict(pairs)
    if len(found) != len(pairs):
        found = {}
        for key, value in pairs:
            found[key] = _united(key, found[key], value) if key in found else value
    return found


def _united(key: str, first: Any, second: Any) -> Any:
    if isinstance(first, dict) and isinstance(second, dict):
        shared = {name: _united(name, first[name], second[name]) for name in first if name in second}
        return {**first, **second, **shared}
    if first != second or type(first) is not type(second):
        raise _Refused(f"the key {key[:80]!r} stands twice in one object, with different values.")
    return first


def _no_constant(word: str) -> NoReturn:
    raise _Refused(f"{word} is no JSON number: write null for what is not known.")


def _check(value: Any, limits: Limits, name: str) -> None:
    """Refuse what is nested too deeply and numbers too large to be one, level by level."""
    level = [value]
    depth = 0
    while level:
        depth += 1
        if depth > limits.json_depth and any(isinstance(one, dict | list) for one in level):
            raise _too_deep(limits, name)
        below: list[Any] = []
        for one in level:
            if isinstance(one, dict):
                below.extend(one.values())
            elif isinstance(one, list):
                below.extend(one)
            elif isinstance(one, float) and not isfinite(one):
                raise DamagedFile(f"{name} has a number that is too large: write null for what is not known.")
        level = below


def _too_deep(limits: Limits, name: str) -> UnsafeFile:
    return UnsafeFile(
        f"{name} is nested more than {limits.json_depth} levels deep, as no known format is. "
        "Is it the right file?"
    )
