"""When VSAQ asks a question: conditions such as `has_login && !(uses_sso || is_internal)`.

References
----------
Google, Vendor Security Assessment Questionnaire (VSAQ), documentation of `cond`.
"""

import re
from collections.abc import Mapping

_TOKEN = re.compile(r"\s*(?:(&&|\|\||[!()^])|([\w./-]+))")


def is_met(condition: str, values: Mapping[str, str]) -> bool:
    """Return whether the values make the condition true; one that cannot be read is met.

    Parameters
    ----------
    condition : str
        Ids joined by `&&` and `||`, with `!` and brackets; `id/yes` compares the value.
    values : mapping of str to str
        What was answered, by id; "" and an id that is missing are false.

    Examples
    --------
    >>> is_met("has_login && !sso", {"has_login": "checked"}), is_met("open/yes", {"open": "no"})
    (True, False)
    """
    if not condition.strip():
        return True
    tokens = _tokens(condition)
    try:
        met = _any_of(tokens, values)
    except (IndexError, RecursionError):
        return True
    return met or bool(tokens)


def _tokens(condition: str) -> list[str]:
    """Return the tokens, the first one last."""
    found, at = [], 0
    while match := _TOKEN.match(condition, at):
        found.append(match[1] or match[2])
        at = match.end()
    if condition[at:].strip():
        found.append("?")  # something else follows: never consumed, so the condition counts as unread
    return found[::-1]


def _any_of(tokens: list[str], values: Mapping[str, str]) -> bool:
    met = _all_of(tokens, values)
    while tokens and tokens[-1] == "||":
        tokens.pop()
        met = _all_of(tokens, values) or met
    return met


def _all_of(tokens: list[str], values: Mapping[str, str]) -> bool:
    met = _one(tokens, values)
    while tokens and tokens[-1] == "&&":
        tokens.pop()
        met = _one(tokens, values) and met
    return met


def _one(tokens: list[str], values: Mapping[str, str]) -> bool:
    first = tokens.pop()
    if first == "!":
        return not _one(tokens, values)
    if first == "^":  # whether an explanation was given
        return _one(tokens, values)
    if first == "(":
        met = _any_of(tokens, values)
        if tokens.pop() != ")":
            raise IndexError(first)
        return met
    if first in {"&&", "||", ")", "?"}:
        raise IndexError(first)
    name, _, expected = first.partition("/")
    value = values.get(first, "") or values.get(name, "")
    return value == expected if expected and name in values else bool(value)
