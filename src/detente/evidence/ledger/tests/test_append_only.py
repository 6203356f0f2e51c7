"""Evidence and what became of files are append-only in the database itself, whoever asks."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from detente.evidence.imports.tests.bringing import LATER, bring, kev, started, written
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.ledger.services.strike_line import strike_line
from detente.foundation.tenancy import acting_for

TABLES = sorted(
    model._meta.db_table for room in ("ledger", "imports") for model in apps.get_app_config(room).get_models()
)
ONE, TWO = ("CVE-2026-0001", "Acme", "2026-01-10"), ("CVE-2026-0002", "Acme", "2026-02-10")


@pytest.fixture
def a_row_of_each(the_analyst, tmp_path):
    """Bring in two editions, one of them again, and a bad row; retract something, and strike a line."""
    started(the_analyst)
    bring(the_analyst, kev(tmp_path, ONE, TWO, released="2026-02-28T00:00:00Z"))
    second = bring(the_analyst, kev(tmp_path, TWO, released="2026-03-31T00:00:00Z"), at=LATER)
    bring(the_analyst, kev(tmp_path, TWO, released="2026-04-30T00:00:00Z"), at=LATER)
    bring(the_analyst, written(tmp_path, "kind,number,opened_at,priority\nticket,1,never,1\n"))
    retract_document(actor=the_analyst, at=LATER, document=second.files[0].document, reason="wrong")
    with acting_for(the_analyst.organisation, writes=True):
        document = second.files[0].document
        strike_line(actor=the_analyst, at=LATER, document=document, position=0, reason="wrong")
    return the_analyst


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ["UPDATE {} SET visibility = 2", "DELETE FROM {}"])
def test_a_row_is_never_changed_or_removed(a_row_of_each, table, statement):
    with acting_for(a_row_of_each.organisation, writes=True), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        assert cursor.fetchone()[0] > 0

        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.format(table))
