"""A module is named for what is in it, never as a drawer for everything."""

from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import PACKAGE, modules, plant

DRAWERS = {"utils", "util", "utilities", "helpers", "helper", "common", "misc", "base", "manager", "managers"}


def drawers(root: Path) -> list[str]:
    """Each module or package whose name says nothing about its content."""
    return [
        f"{path.relative_to(root)}: name it for what is in it"
        for path in modules(root, with_tests=True)
        if DRAWERS & set(path.relative_to(root).with_suffix("").parts)
    ]


class TestModuleNames:
    def test_say_what_is_inside(self):
        assert drawers(PACKAGE) == []

    @pytest.mark.parametrize("name", ["foundation/utils.py", "common/money.py", "site/tests/helpers.py"])
    def test_that_say_nothing_are_found(self, tmp_path, name):
        plant(tmp_path, {name: "", "ui/database.py": ""})

        assert [one.split(":")[0] for one in drawers(tmp_path)] == [name]
