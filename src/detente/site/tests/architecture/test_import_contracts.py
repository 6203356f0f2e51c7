"""The contracts of importlinter.toml hold in a sound tree, and each is broken by what it forbids."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from detente.site.tests.architecture.sources import CHECKOUT, PACKAGE, plant, rooms

SOUND = {
    **{
        f"detente/{one}__init__.py": ""
        for one in (
            *(
                "",
                "site/",
                "assessment/",
                "assessment/scorecards/",
                "assessment/scorecards/services/",
                "evidence/",
            ),
            *(
                "evidence/ledger/",
                "evidence/ledger/services/",
                "ui/",
                "rendering/",
                "foundation/",
                "formats/",
            ),
            *("engine/", "engine/quantity/", "engine/scoring/", "engine/trends/"),
        )
    },
    "detente/__main__.py": "from detente.site import cli",
    "detente/site/cli.py": "import click",
    "detente/engine/errors.py": "",
    "detente/engine/scoring/item.py": "import numpy\nfrom detente.engine.quantity import period",
    "detente/engine/quantity/period.py": "from detente.engine import errors",
    "detente/formats/source.py": "",
    "detente/foundation/clock.py": "",
    "detente/evidence/ledger/contracts.py": "",
    "detente/evidence/ledger/models.py": "from detente.evidence.ledger import contracts",
    "detente/evidence/ledger/selectors.py": "from detente.evidence.ledger import models",
    "detente/evidence/ledger/services/append.py": "from detente.evidence.ledger import selectors",
    "detente/assessment/scorecards/to_engine.py": "import numpy\nfrom detente.engine.scoring import item",
    "detente/assessment/scorecards/services/show.py": "from detente.evidence.ledger import contracts\n"
    "from detente.evidence.ledger import selectors\nfrom detente.assessment.scorecards import to_engine",
}
RUN = "from importlinter.cli import lint_imports_command as run; run()"
FLOW, PURE, ENGINE, ROOM, DOORS, NUMBERS, CYCLES = range(7)
FAULTS = [
    (FLOW, "evidence/ledger/services/append.py", "from detente.assessment.scorecards.services import show"),
    (FLOW, "foundation/clock.py", "from detente.ui import __init__"),
    (FLOW, "ui/chart.py", "import detente.rendering"),
    (FLOW, "engine/scoring/item.py", "import detente.formats.source"),
    (FLOW, "leftovers.py", ""),
    (PURE, "engine/scoring/item.py", "import random"),
    (PURE, "formats/source.py", "from django.conf import settings"),
    (PURE, "formats/source.py", "from time import sleep"),
    (ENGINE, "engine/scoring/item.py", "import detente.engine.trends"),
    (ENGINE, "engine/quantity/period.py", "import detente.engine.scoring.item"),
    (ENGINE, "engine/tools.py", ""),
    (ROOM, "evidence/ledger/models.py", "from detente.evidence.ledger import selectors"),
    (ROOM, "assessment/scorecards/to_engine.py", "from detente.assessment.scorecards import selectors"),
    (ROOM, "assessment/scorecards/web.py", "from detente.assessment.scorecards import cli"),
    (ROOM, "evidence/ledger/views.py", ""),
    (DOORS, "assessment/scorecards/to_engine.py", "from detente.evidence.ledger import models"),
    (DOORS, "assessment/scorecards/services/show.py", "import detente.evidence.ledger.models"),
    (NUMBERS, "assessment/scorecards/services/show.py", "import numpy"),
    (NUMBERS, "evidence/ledger/models.py", "from scipy import stats"),
    (NUMBERS, "foundation/clock.py", "import polars"),
    (CYCLES, "evidence/ledger/selectors.py", "from detente.evidence.ledger.services import append"),
]


def broken(folder: Path) -> list[int]:
    """The places of the contracts that the tree in `folder` breaks."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, "--config", str(CHECKOUT / "importlinter.toml"), "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": f"{folder}:{CHECKOUT}", "COLUMNS": "300"},
        capture_output=True,
        text=True,
        check=False,
    )
    verdicts = re.findall(r" (KEPT|BROKEN)\s*$", done.stdout, re.MULTILINE)
    assert len(verdicts) == 7, done.stdout + done.stderr
    return [place for place, verdict in enumerate(verdicts) if verdict == "BROKEN"]


class TestTheImportContracts:
    def test_reach_into_every_stage_that_has_rooms(self):
        contracts = tomllib.loads((CHECKOUT / "importlinter.toml").read_text())["tool"]["importlinter"][
            "contracts"
        ]

        assert {f"detente.{room.parent.name}.*" for room in rooms(PACKAGE)} <= set(
            contracts[ROOM]["containers"]
        )

    def test_hold_in_a_sound_tree(self, tmp_path):
        assert broken(plant(tmp_path, SOUND)) == []

    @pytest.mark.parametrize(("contract", "module", "line"), FAULTS, ids=lambda one: str(one)[:60])
    def test_are_broken_by_what_they_forbid(self, tmp_path, contract, module, line):
        plant(tmp_path, SOUND)
        path = tmp_path / "detente" / module
        path.write_text(f"{path.read_text() if path.exists() else ''}\n{line}\n", encoding="utf-8")
        for name in ("cli", "selectors"):
            if f"scorecards import {name}" in line:
                plant(tmp_path, {f"detente/assessment/scorecards/{name}.py": ""})

        assert contract in broken(tmp_path)
