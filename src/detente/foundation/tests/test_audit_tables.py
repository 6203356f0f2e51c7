"""The database itself keeps the log as it is, on either database."""

import pytest
from django.db import DatabaseError, connection, transaction

from detente.foundation.audit_log import sign_checkpoint
from detente.foundation.models import AuditEntry, AuditPayload, CheckpointCopy
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.audit_examples import NOON, do, is_postgres, run_sql, somebody


@pytest.fixture
def a_log(db, settings, tmp_path):
    settings.HOME = tmp_path
    bank, vendor = somebody("Bank", Role.CISO), somebody("Vendor", Role.VENDOR_LEAD)
    do(bank)
    do(vendor)
    sign_checkpoint(at=NOON)
    return bank, vendor


def is_refused(statement: str, says: str) -> None:
    scope = acting_for_the_installation(because="a test tries to change the log")
    if is_postgres():
        run_sql("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match=says), scope, transaction.atomic():
        run_sql(statement)


class TestTheTables:
    @pytest.mark.parametrize("table", ["auditentry", "auditcheckpoint", "checkpointcopy"])
    @pytest.mark.parametrize("statement", ["UPDATE foundation_{} SET {} = {}", "DELETE FROM foundation_{}"])
    def test_are_only_ever_added_to(self, a_log, table, statement):
        column = {"auditentry": "line", "auditcheckpoint": "note", "checkpointcopy": "note"}[table]

        is_refused(statement.format(table, column, column), f"foundation_{table} is append-only")

    def test_never_change_a_payload(self, a_log):
        is_refused("UPDATE foundation_auditpayload SET body = body", "is append-only")

    def test_let_a_payload_be_erased(self, a_log):
        with acting_for_the_installation(because="a test erases"):
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = 0")

            assert list(AuditPayload.objects.values_list("pk", flat=True)) == [1]

    def test_refuse_to_be_emptied_on_postgres(self, a_log):
        if not is_postgres():
            pytest.skip("SQLite has no TRUNCATE")
        for table in ("auditentry", "auditcheckpoint", "checkpointcopy"):
            is_refused(f"TRUNCATE foundation_{table} CASCADE", "is append-only")

    def test_hide_what_is_another_organisations_on_postgres(self, a_log):
        if not is_postgres():
            pytest.skip("row-level security is PostgreSQL's")
        for actor, number in zip(a_log, (0, 1), strict=True):
            with acting_for(actor.organisation, writes=False):
                assert list(AuditPayload.objects.values_list("pk", flat=True)) == [number]
                assert {one.organisation_id for one in CheckpointCopy.objects.all()} == {actor.organisation}
                assert AuditEntry.objects.count() == 2  # numbers and hashes: whoever appends needs the last
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM foundation_auditpayload")
            assert cursor.fetchone() == (0,)
