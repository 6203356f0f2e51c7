"""The engine and the formats are a library: they import where nothing of a server is installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import PACKAGE, plant

BLOCKED = ("django", "pydantic", "click", "allauth", "csp", "django_htmx", "granian", "psycopg", "whitenoise")
IMPORT_ALL = """
import sys
from importlib import import_module
from pkgutil import walk_packages

blocked = set(sys.argv[1].split(","))

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in blocked:
            raise ImportError(f"{name} is not installed where the engine runs alone")

sys.meta_path.insert(0, Blocked())
for package in sys.argv[2:]:
    count = 1
    for module in walk_packages(import_module(package).__path__, f"{package}."):
        if "tests" not in module.name.split("."):
            import_module(module.name)
            count += 1
    print(package, count)
"""


def imported_alone(*packages: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Import every module of some packages in a Python without the server's packages."""
    return subprocess.run(
        [sys.executable, "-c", IMPORT_ALL, ",".join(BLOCKED), *packages],
        cwd=folder,
        env={"PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


class TestTheLibrary:
    def test_imports_without_the_server(self):
        done = imported_alone("detente.engine", "detente.formats", folder=PACKAGE.parent)

        assert done.returncode == 0, done.stderr
        engine, formats = (int(line.split()[1]) for line in done.stdout.splitlines())
        assert min(engine, formats) > 5

    @pytest.mark.parametrize("name", BLOCKED)
    def test_that_needs_the_server_is_found(self, tmp_path, name):
        plant(tmp_path, {"planted/__init__.py": "", "planted/scoring/__init__.py": f"import {name}"})

        done = imported_alone("planted", folder=tmp_path)

        assert done.returncode == 1
        assert f"{name} is not installed" in done.stderr
