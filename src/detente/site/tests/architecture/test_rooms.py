"""Every room has the same shape, so that a stranger finds their way; a service module is one service."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.site.rooms import room_names
from detente.site.tests.architecture.sources import PACKAGE, modules, plant, rooms, tree

FURNITURE = ("README.md", "__init__.py", "apps.py", "contracts.py", "tests/__init__.py")


def incomplete(package: Path) -> list[str]:
    """What each room lacks of the things that every room has."""
    return [
        f"{room.relative_to(package)} has no {one}"
        for room in rooms(package)
        for one in FURNITURE
        if not (room / one).is_file() or (one == "README.md" and not (room / one).read_text().strip())
    ]


def misshapen_services(package: Path) -> list[str]:
    """Each module in `services` that is not one use case, named like its file and called by keywords."""
    return [
        f"{path.relative_to(package)}: {complaint}"
        for path in modules(package)
        if path.parent.name == "services" and path.name != "__init__.py"
        for complaint in complaints(tree(path), path.stem)
    ]


def complaints(module: ast.Module, name: str) -> Iterator[str]:
    functions = {one.name: one for one in module.body if isinstance(one, ast.FunctionDef)}
    if name not in functions:
        yield f"has no function {name}; a service is named like its file"
    elif positional(functions[name]):
        yield f"{name} takes inputs by place; put * before them"
    others = [one.name for one in functions.values() if one.name != name and is_use_case(one)]
    if others:
        yield f"holds {', '.join(others)} too; one use case a file"


def positional(function: ast.FunctionDef) -> bool:
    inputs = function.args
    return bool(inputs.args or inputs.posonlyargs or inputs.vararg)


def is_use_case(function: ast.FunctionDef) -> bool:
    worn = [one.func if isinstance(one, ast.Call) else one for one in function.decorator_list]
    return any(ast.unparse(one).rpartition(".")[2] in {"use_case", "query"} for one in worn)


COMPLETE = {f"evidence/ledger/{one}": "text" if one.endswith(".md") else "" for one in FURNITURE}


class TestRooms:
    def test_have_what_every_room_has(self):
        assert incomplete(PACKAGE) == []

    def test_are_all_found_by_the_site(self):
        assert [one.rpartition(".")[2] for one in room_names()] == [one.name for one in rooms(PACKAGE)]

    @pytest.mark.parametrize("lacking", FURNITURE)
    def test_that_lack_something_are_found(self, tmp_path, lacking):
        plant(tmp_path, {**COMPLETE, "evidence/ledger/models.py": ""})
        (tmp_path / "evidence/ledger" / lacking).unlink()

        assert incomplete(tmp_path) == [f"evidence/ledger has no {lacking}"]

    def test_with_an_empty_description_are_found(self, tmp_path):
        plant(tmp_path, {**COMPLETE, "evidence/ledger/README.md": "\n"})

        assert incomplete(tmp_path) == ["evidence/ledger has no README.md"]


class TestServices:
    def test_are_one_use_case_a_file_named_like_it(self):
        assert misshapen_services(PACKAGE) == []

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("", "has no function"),
            ("def retract(): ...", "has no function"),
            ("class retract_document: ...", "has no function"),
            ("def retract_document(actor, *, at): ...", "by place"),
            ("def retract_document(*inputs): ...", "by place"),
            (
                "def retract_document(): ...\n@use_case('x')\ndef restore_document(): ...",
                "one use case a file",
            ),
            ("def retract_document(): ...\n@foundation.query\ndef document(): ...", "one use case a file"),
        ],
    )
    def test_that_are_shaped_otherwise_are_found(self, tmp_path, content, said):
        plant(tmp_path, {"evidence/ledger/services/retract_document.py": content})

        (complaint,) = misshapen_services(tmp_path)

        assert said in complaint

    def test_may_have_parts_of_their_own(self, tmp_path):
        content = (
            "@use_case('x')\ndef retract(*, actor): ...\ndef reason(actor): ...\nclass Retraction: ...\n"
        )
        plant(
            tmp_path,
            {"evidence/ledger/services/__init__.py": "", "evidence/ledger/services/retract.py": content},
        )

        assert misshapen_services(tmp_path) == []
