# ruff: noqa: T201, S603, INP001  # a script that prints, and starts only what it names itself
"""Run every check and test of this checkout, and say clearly what came out. ./test prepares and starts it.

The checks that read code run two at a time; the tests follow, on SQLite and again on PostgreSQL, each spread
over two processes. The last line counts all tests together.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PYTHON = str(BIN / "python")
CLOSING = re.compile(r"\d+ (?:passed|failed|errors?|skipped|deselected)\b.* in [\d.]+s")
COUNTED = ("passed", "failed", "error", "skipped")


@dataclass(frozen=True)
class Check:
    """One question that a Python command answers by its exit code."""

    name: str
    arguments: tuple[str, ...]
    quick: bool = True


@dataclass(frozen=True)
class Outcome:
    """What a check or a test run came to."""

    name: str
    passed: bool
    seconds: float
    said: str = ""
    note: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def line(self) -> str:
        """The outcome in one line of the summary."""
        remark = f"  {self.note}" if self.note else ""
        return f"  {'ok    ' if self.passed else 'FAILED'} {self.name:<34} {self.seconds:6.1f} s{remark}"


PATIENCE = (
    "-o",
    "faulthandler_timeout=300",
    "-o",
    "faulthandler_exit_on_timeout=true",
)  # a test that hangs fails
IMPORT_CONTRACTS = "from importlinter.cli import lint_imports_command as contracts; contracts()"
CHECKS = (
    Check("types (mypy)", ("-m", "mypy", "--no-error-summary")),
    Check("style (ruff)", ("-m", "ruff", "check", "-q", ".")),
    Check("layout of code (ruff format)", ("-m", "ruff", "format", "-q", "--check", ".")),
    Check("import contracts", ("-c", IMPORT_CONTRACTS, "--config", "importlinter.toml")),
    Check("generated pages are fresh", ("scripts/generate-docs", "--check")),
    Check(
        "migrations match the models", ("-m", "django", "makemigrations", "--check", "--dry-run"), quick=False
    ),
    Check(
        "weaknesses in our code (bandit)",
        ("-m", "bandit", "-q", "-ll", "-c", "bandit.yaml", "-r", "src"),
        quick=False,
    ),
)


def main() -> int:
    """Run what was asked for; return the exit code."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("--quick", action="store_true")
    asked.add_argument("--postgres", action="store_true")
    asked.add_argument("--browser", action="store_true")
    asked.add_argument("pytest", nargs="*")
    chosen = asked.parse_args()
    outcomes = check_code(quick=chosen.quick)
    if chosen.quick:
        outcomes.append(
            run_tests("fast tests on SQLite", "sqlite", without("browser", "slow", "postgres"), chosen.pytest)
        )
    else:
        outcomes.append(audit_packages())
        marked = "" if chosen.browser else without("browser")
        outcomes.append(run_tests("tests on SQLite", "sqlite", marked, chosen.pytest))
        if chosen.postgres:
            outcomes.append(run_tests("tests on PostgreSQL", "postgresql", marked, chosen.pytest))
    return summarise(outcomes)


def check_code(*, quick: bool) -> list[Outcome]:
    """Run the checks that read code, two at a time; show what the failed ones said."""
    with ThreadPoolExecutor(max_workers=2) as pool:
        outcomes = list(pool.map(run_check, [one for one in CHECKS if one.quick or not quick]))
    for one in outcomes:
        if not one.passed:
            print(f"\n--- {one.name} ---\n{one.said.strip()}", flush=True)
    return outcomes


def run_check(check: Check) -> Outcome:
    """Run one check and keep what it says."""
    began = time.monotonic()
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "detente.site.settings"}
    done = subprocess.run(
        (PYTHON, *check.arguments), cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return Outcome(check.name, done.returncode == 0, time.monotonic() - began, done.stdout + done.stderr)


def audit_packages() -> Outcome:
    """Ask for known weaknesses of the locked packages; where nobody can be asked, say so and go on."""
    name, began, unasked = (
        "weaknesses in packages (pip-audit)",
        time.monotonic(),
        "not audited in this environment",
    )
    command = [
        PYTHON,
        "-m",
        "pip_audit",
        "-f",
        "json",
        "--progress-spinner",
        "off",
        "--disable-pip",
        "--require-hashes",
    ]
    try:
        done = subprocess.run(
            [*command, "-r", "requirements.lock"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=180,
            check=False,
        )
        packages = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return Outcome(name, passed=True, seconds=time.monotonic() - began, note=unasked)
    weak = [
        f"{one['name']} {one['version']}: {found['id']}" for one in packages for found in one.get("vulns", ())
    ]
    unknown = sum("skip_reason" in one for one in packages)
    note = f"{unasked}: {unknown} of {len(packages)} packages" if unknown else f"{len(packages)} packages"
    for one in weak:
        print(f"pip-audit: {one}", flush=True)
    return Outcome(name, not weak, time.monotonic() - began, note="; ".join(weak) or note)


def run_tests(name: str, database: str, marked: str, options: list[str]) -> Outcome:
    """Run pytest on one database, show its output as it comes, and count."""
    print(f"\n--- {name} ---", flush=True)
    began = time.monotonic()
    command = [PYTHON, "-m", "pytest", "-n", "2", *PATIENCE, *(["-m", marked] if marked else []), *options]
    environment = {**os.environ, "DETENTE_TEST_DATABASE": database}
    said = b""
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, bufsize=0
    ) as running:
        while running.stdout is not None and (piece := running.stdout.read(65536)):
            said = (said + piece)[-20_000:]
            sys.stdout.buffer.write(piece)
            sys.stdout.buffer.flush()
    closing = [one.strip("= ") for one in said.decode(errors="replace").splitlines() if CLOSING.search(one)]
    note = closing[-1] if closing else f"pytest ended with {running.returncode} before it could count"
    counts = {kind: int(found[1]) for kind in COUNTED if (found := re.search(rf"(\d+) {kind}", note))}
    return Outcome(name, running.returncode == 0, time.monotonic() - began, note=note, counts=counts)


def without(*markers: str) -> str:
    """Return the expression that leaves out tests so marked; pytest refuses a marker that is not declared."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["pytest"]["ini_options"][
        "markers"
    ]
    known = {one.partition(":")[0] for one in declared}
    return " and ".join(f"not {one}" for one in markers if one in known)


def summarise(outcomes: list[Outcome]) -> int:
    """Print the outcomes, and all tests counted together on the last line."""
    failed = [one.name for one in outcomes if not one.passed]
    print("\nSummary\n" + "\n".join(one.line for one in outcomes))
    verdict = "Failed: " + ", ".join(failed) if failed else "All is well"
    print(f"\n{verdict} ({sum(one.seconds for one in outcomes):.0f} s)")
    passed, skipped = counted(outcomes, "passed"), counted(outcomes, "skipped")
    wrong = counted(outcomes, "failed") + counted(outcomes, "error")
    print(f"Tests: {passed} passed, {wrong} failed, {skipped} skipped", flush=True)
    return 1 if failed else 0


def counted(outcomes: list[Outcome], kind: str) -> int:
    """Return how many tests ended so, over all runs."""
    return sum(one.counts.get(kind, 0) for one in outcomes)


if __name__ == "__main__":
    sys.exit(main())
