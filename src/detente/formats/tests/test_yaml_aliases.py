"""A YAML file whose aliases stand for far more than it writes."""

from itertools import pairwise

import pytest

from detente.formats.errors import UnsafeFile
from detente.formats.limits import Limits
from detente.formats.yaml_reading import read

LEVELS = "abcdefgh"


def bomb() -> str:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for inner, outer in pairwise(LEVELS):
        lines.append(f"{outer}: &{outer} [{', '.join([f'*{inner}'] * 9)}]")
    return "\n".join(lines)


def test_is_refused_before_it_is_built():
    with pytest.raises(UnsafeFile, match="aliases stand for"):
        read(bomb(), "bomb.yml", Limits())


def test_is_read_where_its_aliases_are_few():
    document = read("a: &a [1, 2]\nb: *a\n", "small.yml", Limits())

    assert document.value == {"a": [1, 2], "b": [1, 2]}
