"""The files of this checkout, as the architecture tests see them, and a way to plant a faulty tree."""

import ast
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[3]
CHECKOUT = PACKAGE.parents[1]
NOT_OURS = {"node_modules", "built", "__pycache__", "build", "dist"}
STAGES = ("evidence", "assessment", "decision", "governance", "reporting")


def files(root: Path, *suffixes: str) -> Iterator[Path]:
    """Yield the files that we wrote, with these suffixes ("" is a script without one), in order."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(one for one in folders if one not in NOT_OURS and not one.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if Path(name).suffix in suffixes)


def modules(root: Path, *, with_tests: bool = False) -> Iterator[Path]:
    """Yield the Python modules below `root`; migrations are written by Django and left out."""
    for path in files(root, ".py"):
        inside = path.relative_to(root).parts
        if "migrations" not in inside and (with_tests or "tests" not in inside):
            yield path


def rooms(package: Path) -> Iterator[Path]:
    """Yield the folder of every room: whatever lies in a stage."""
    for stage in STAGES:
        for folder in sorted((package / stage).glob("*/")):
            if folder.is_dir() and folder.name not in NOT_OURS and any(folder.rglob("*.py")):
                yield folder


def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a module."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def plant(root: Path, contents: Mapping[str, str]) -> Path:
    """Write files below `root` and return it: the small faulty world in which a rule must speak up."""
    for name, text in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root
