"""Patterns mean the same on every Python that we promise, Debian's 3.11.2 among them.

Before 3.11.5, Python's `re` can match wrongly where a pattern has a possessive quantifier (`*+`) or an atomic
group (`(?>...)`). Say it by a character class that excludes what follows, or take the text apart in steps.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from detente.site.tests.architecture.sources import PACKAGE, modules, plant, tree

UNRELIABLE = {"POSSESSIVE_REPEAT", "ATOMIC_GROUP"}


def unreliable_patterns(root: Path) -> list[str]:
    """Each pattern that an older Python may read otherwise."""
    return [
        f"{path.relative_to(root)}:{line}: possessive or atomic, which errs before Python 3.11.5"
        for path in modules(root)
        for line, pattern in patterns(tree(path))
        if UNRELIABLE & set(operations(parsed(pattern)))
    ]


def patterns(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            pattern = node.args[0]
            if isinstance(pattern, ast.Constant) and isinstance(pattern.value, str):
                yield node.lineno, pattern.value


def parsed(pattern: str) -> Any:
    try:
        return re._parser.parse(pattern, re.VERBOSE if "\n" in pattern else 0)
    except re.error:
        return ()


def operations(part: Any) -> Iterator[str]:
    """The names of all operations in a parsed pattern, however deep."""
    if isinstance(part, int) and hasattr(part, "name"):
        yield part.name
    elif hasattr(part, "__getitem__") and not isinstance(part, str):
        for one in part:
            yield from operations(one)


class TestPatterns:
    def test_are_read_alike_by_every_python(self):
        assert unreliable_patterns(PACKAGE) == []

    @pytest.mark.parametrize("pattern", [r"(?:[^*]|\*(?!/))*+x", r"a++b", r"a?+b", r"(?P<x>(?>a|ab)c)"])
    def test_that_are_not_are_found(self, tmp_path, pattern):
        plant(tmp_path, {"a.py": f"import re\nX = re.compile(r'{pattern}')\n"})

        assert len(unreliable_patterns(tmp_path)) == 1

    @pytest.mark.parametrize("pattern", [r"[*+]+", r"\*+", r"(?:a|b)+?", r"(?=x)[?+]"])
    def test_that_only_look_so_pass(self, tmp_path, pattern):
        plant(tmp_path, {"a.py": f"import re\nX = re.compile(r'{pattern}')\n"})

        assert unreliable_patterns(tmp_path) == []
