"""What an entry of the audit log says, in plain words: each deed as the documentation names it."""

import json
import re
from collections.abc import Mapping

from pydantic import JsonValue

from detente.foundation.jobs.registry import JOBS
from detente.foundation.registry import OPERATIONS

LARGEST_COUNT = 10**9  # the random numbers of rows are larger
OF_OTHERS = {"your": "their", "yours": "theirs", "you": "them"}


def deed_label(verb: str) -> str:
    """Return what was done, from the first clause of the use case's own summary.

    >>> deed_label("tokens.revoke_token"), deed_label("rooms.no_longer_there")
    ('Revoke a token of theirs', 'No longer there')
    """
    operation = OPERATIONS.get(verb)
    if operation is not None:
        clause = re.split(r"[;:.,](?:\s|$)", operation.summary, maxsplit=1)[0]
        return re.sub(r"\b(yours?|you)\b", lambda found: OF_OTHERS[found[1]], clause)
    title = JOBS[verb].title if verb in JOBS else verb.rpartition(".")[2].replace("_", " ")
    return title.capitalize()


def said_inputs(inputs: Mapping[str, JsonValue], names: Mapping[int, str]) -> tuple[tuple[str, str], ...]:
    """Return what was asked, as names and words; people by their names, what was left out not at all.

    >>> said_inputs({"person": 7, "known_on": None, "days": 30}, {7: "Ines"})
    (('Person', 'Ines'), ('Days', '30'))
    """
    return tuple(
        (name.replace("_", " ").capitalize(), _said(name, value, names))
        for name, value in inputs.items()
        if value not in (None, "", [], {})
    )


def in_a_row(inputs: Mapping[str, JsonValue], names: Mapping[int, str], *, most: int) -> str:
    """Return what was asked in at most so many characters, without what was not wanted and numbers of rows.

    >>> in_a_row({"relationship": 5573496070447315, "private": False, "text": "Asked twice"}, {}, most=15)
    'Text: Asked twi…'
    """
    telling = {
        name: value
        for name, value in inputs.items()
        if value is not False and not (isinstance(value, int) and value > LARGEST_COUNT)
    }
    said = "; ".join(f"{name}: {words}" for name, words in said_inputs(telling, names))
    return f"{said[:most]}…" if len(said) > most else said


def people_in(inputs: Mapping[str, JsonValue]) -> set[int]:
    """Return the numbers of the people that the inputs name."""
    number = inputs.get("person")
    return {number} if isinstance(number, int) else set()


def _said(name: str, value: JsonValue, names: Mapping[int, str]) -> str:
    if name == "person" and isinstance(value, int):
        return names.get(value, str(value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ", ".join(map(str, value))
    if isinstance(value, list) and all(isinstance(one, dict) and "name" in one for one in value):
        return ", ".join(str(one["name"]) for one in value if isinstance(one, dict))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
