"""Rows that were there before terms had dates are there afterwards, known since the relationship was."""

import json
import subprocess
import sys

import pytest

from detente.foundation.tests.job_installation import State

BEFORE = """
import django, json
django.setup()
from datetime import UTC, date, datetime
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from detente.foundation.tenancy import acting_for, acting_for_the_installation

old = [("relationships", "0002_protect_rows")]
MigrationExecutor(connection).migrate(old)
rows = MigrationExecutor(connection).loader.project_state(old).apps.get_model
at = datetime(2025, 3, 1, 9, 30, tzinfo=UTC)
with acting_for_the_installation(because="a test writes as the product did before"):
    bank, acme = [rows("foundation", "Organisation").objects.create(name=one, created_at=at) for one in "ab"]
    both = {"customer": bank, "vendor": acme, "visibility": 0}
    of = rows("relationships", "Relationship").objects.create(
        **both, tier=2, stage="proven", since=date(2024, 1, 1), started_at=at, summary="hosting", notice_hours=24
    )
    person = rows("foundation", "Person").objects.create(email="a@example.org", name="Ines")
    for stage in ("transactional", "proven"):
        rows("relationships", "StageChange").objects.create(
            **both, relationship=of, stage=stage, at=at, by=person, reason="x"
        )
    own = {**both, "relationship": of}
    rows("relationships", "Service").objects.create(**own, name="s", products=["Gate"], since=date(2024, 1, 1))
    rows("relationships", "Contract").objects.create(
        **own, title="c", starts_on=date(2024, 1, 1), renews_on=date(2027, 1, 1)
    )
    rows("relationships", "Contact").objects.create(**own, side="vendor", name="Lea")
"""
AFTER = """
now = MigrationExecutor(connection)
now.migrate([one for one in now.loader.graph.leaf_nodes() if one[0] == "relationships"])
from detente.evidence.relationships.models import Contact, Contract, Relationship, Service, TermChange
from detente.evidence.relationships.selectors import vendor_of
with acting_for(bank.pk, writes=False):
    row = Relationship.objects.get()
    found = vendor_of(row, as_of=at, known_on=at)
    dated = [str(one.objects.get().recorded_at) for one in (Service, Contract, Contact)]
print(json.dumps([
    found.tier, found.stage, found.service, found.products, found.notice_hours, str(found.renews_on), dated
]))
"""


@pytest.fixture
def installation(tmp_path):
    made = State.migrated(tmp_path / "home")
    yield made
    made.drop()


def test_carry_over_what_was_agreed(installation):
    done = subprocess.run(
        [sys.executable, "-c", BEFORE + AFTER],
        env=installation.environment,
        check=True,
        capture_output=True,
        text=True,
    )

    *agreed, dated = json.loads(done.stdout)
    assert agreed == [2, "proven", "hosting", ["Gate"], 24, "2027-01-01"]
    assert dated == ["2025-03-01 09:30:00+00:00"] * 3
