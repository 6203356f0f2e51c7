"""Time is told, never asked: only foundation/clock.py reads the clock, and nothing sleeps."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import PACKAGE, modules, plant, tree

CLOCK = "foundation/clock.py"
READS = {
    *("datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now"),
    *(
        "datetime.datetime.now",
        "datetime.datetime.utcnow",
        "datetime.date.today",
        "django.utils.timezone.now",
    ),
    *("time.time", "time.time_ns", "time.sleep", "asyncio.sleep"),
}
FROM = {"time": {"time", "time_ns", "sleep"}, "django.utils.timezone": {"now", "localtime", "localdate"}}


def readings(root: Path) -> list[str]:
    """Each place that reads the clock or sleeps; a test may sleep only to wait for another process."""
    return [
        f"{path.relative_to(root)}:{line} {what}: take `at` as an argument; wait on an event"
        for path in modules(root, with_tests=True)
        if path.relative_to(root).as_posix() != CLOCK
        for line, what in in_module(tree(path))
        if not (what == "time.sleep" and waits_for_processes(path.relative_to(root), path))
    ]


def waits_for_processes(inside: Path, path: Path) -> bool:
    return "tests" in inside.parts and "import subprocess" in path.read_text(encoding="utf-8")


def in_module(module: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in READS:
            yield node.lineno, ast.unparse(node.func)
        if isinstance(node, ast.ImportFrom) and (taken := FROM.get(node.module or "", set())):
            yield from ((node.lineno, f"{node.module}.{one.name}") for one in node.names if one.name in taken)


class TestTheClock:
    def test_is_read_in_one_place(self):
        assert readings(PACKAGE) == []

    @pytest.mark.parametrize(
        "line",
        [
            "from datetime import datetime, UTC\nmoment = datetime.now(UTC)",
            "import datetime\nday = datetime.date.today()",
            "from django.utils import timezone\nmoment = timezone.now()",
            "from time import sleep",
            "import time\ntime.sleep(1)",
        ],
    )
    def test_is_missed_nowhere_when_it_is_read(self, tmp_path, line):
        plant(
            tmp_path,
            {
                "foundation/clock.py": line,
                "evidence/ledger/services/append.py": line,
                "evidence/ledger/tests/test_append.py": line,
            },
        )

        assert [one.split(":")[0].rpartition("/")[2] for one in readings(tmp_path)] == [
            "append.py",
            "test_append.py",
        ]

    def test_does_not_run_for_a_test_that_waits_for_another_process(self, tmp_path):
        line = "import subprocess\nimport time\ntime.sleep(1)\n"
        plant(tmp_path, {"site/tests/server.py": line, "site/worker.py": line})

        (found,) = readings(tmp_path)

        assert found.startswith("site/worker.py")

    def test_may_be_named_in_words(self, tmp_path):
        plant(tmp_path, {"told.py": '"""Never calls datetime.now()."""\nfrom time import monotonic\n'})

        assert readings(tmp_path) == []
