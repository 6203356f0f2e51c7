"""Whether a criterion's parameters are such as its code can read; its definition is the pattern."""

import math
from collections.abc import Iterator, Mapping
from typing import Any

from detente.assessment.scorecards.criteria.registry import Definition
from detente.assessment.scorecards.methods.shape import named, shown
from detente.formats.nearest_word import advice
from detente.formats.yaml_reading import Path


def parameter_errors(of: Definition, written: Mapping[str, Any]) -> Iterator[tuple[Path, str]]:
    """Yield what is wrong with the parameters of a criterion: which part, and what to write.

    All that the definition has must be there: otherwise a locked method would change with the product.
    """
    for name in written:
        if name not in of.parameters:
            known = ", ".join(of.parameters) or "none"
            what = advice(str(name), of.parameters, f"it has {known}.")
            yield (str(name),), f"{of.id} has no parameter {str(name)!r}: {what}"
    for name, proposed in of.parameters.items():
        if name not in written:
            yield (), f"{of.id} lacks the parameter {name}: add it; {proposed!r} is proposed."
        else:
            yield from _value_errors((name,), proposed, written[name])


def _value_errors(path: Path, proposed: Any, written: Any) -> Iterator[tuple[Path, str]]:  # any YAML values
    where = named(path)
    if isinstance(proposed, list):
        if not isinstance(written, list) or not written:
            yield path, f"{where} is {shown(written)}: write a list, such as {proposed!r}."
            return
        for place, one in enumerate(written):
            yield from _value_errors((*path, place), proposed[0], one)
    elif isinstance(proposed, str):
        if not isinstance(written, str) or not written.strip():
            yield path, f"{where} is {shown(written)}: write text, such as {proposed!r}."
    elif isinstance(written, bool) or not isinstance(written, int | float) or not math.isfinite(written):
        yield path, f"{where} is {shown(written)}: write a number, such as {proposed!r}."
    elif proposed < 1 and not 0 <= written <= 1:
        yield path, f"{where} is {written!r}: write a share from 0 to 1, such as {proposed!r}."
    elif written <= 0 < proposed:
        yield path, f"{where} is {written!r}: write more than 0, such as {proposed!r}."
