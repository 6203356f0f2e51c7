"""Verifying finds what was done to what stands beside the entries: subtrees, payloads, copies and their lists."""

from datetime import timedelta

import pytest
from django.db import transaction

from detente.foundation.audit_log import sign_checkpoint, verify_log
from detente.foundation.audit_log.checkpoint import hand_checkpoint_now
from detente.foundation.models import CheckpointHanding
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.audit_examples import NOON, do_many, is_postgres, run_sql, somebody, tampering


@pytest.fixture
def the_vendor(db):
    return somebody("Vendor", Role.VENDOR_LEAD)


@pytest.fixture
def a_log(the_vendor, settings, tmp_path):
    """Ten entries under checkpoints of 5 and 10, handed to both organisations."""
    settings.HOME = tmp_path
    the_ciso = somebody("Bank", Role.CISO)
    for hour in range(2):
        do_many(the_ciso, 5)
        sign_checkpoint(at=NOON + timedelta(hours=hour))


def said(found) -> list[str]:
    return [f"{one.where}: {one.says}" for one in found.faults]


class TestVerifying:
    @pytest.mark.parametrize("frontier", [b"", bytes(64)], ids=["emptied", "zeroed"])
    @pytest.mark.parametrize("size", [5, 10])
    def test_finds_subtrees_that_no_checkpoint_can_go_on_from(self, a_log, size, frontier):
        with tampering():
            run_sql("UPDATE foundation_auditcheckpoint SET frontier = %s WHERE size = %s", frontier, size)

        found = verify_log()

        assert not found.ok
        [fault] = said(found)
        assert fault.startswith(f"the checkpoint of {size} entries: the subtrees kept with it (`frontier`)")

    def test_finds_a_payload_that_has_no_entry(self, a_log):
        if is_postgres():
            pytest.skip("PostgreSQL itself refuses a payload without an entry")
        mark = transaction.savepoint()
        run_sql(
            "INSERT INTO foundation_auditpayload (entry_id, salt, body) VALUES (%s, %s, %s)", 99, b"s", "{}"
        )

        found = verify_log()
        transaction.savepoint_rollback(mark)

        assert said(found) == [
            "the payload of entry 99: the log has no such entry: it was added, or the entry removed"
        ]

    @pytest.mark.parametrize("size", [5, 10])
    def test_finds_that_a_copy_is_gone(self, a_log, the_vendor, size):
        its = the_vendor.organisation
        with tampering():
            run_sql(
                "DELETE FROM foundation_checkpointcopy WHERE size = %s AND organisation_id = %s", size, its
            )

        [fault] = said(verify_log())
        assert fault.startswith(
            f"the copy of the checkpoint of {size} entries that organisation {its} was handed: it is gone"
        )

    @pytest.mark.parametrize("where", ["size = 5", "size = 10", "size > 0"])
    def test_finds_that_all_copies_are_gone(self, a_log, where):
        with tampering():
            run_sql(f"DELETE FROM foundation_checkpointcopy WHERE {where}")  # noqa: S608  # a test's own words

        assert len(said(verify_log())) == (4 if where == "size > 0" else 2)

    def test_finds_a_copy_gone_that_was_handed_over_later(self, a_log):
        late = somebody("Late", Role.VENDOR_LEAD).organisation
        sign_checkpoint(at=NOON + timedelta(hours=3))
        assert verify_log().ok
        with tampering():
            run_sql("DELETE FROM foundation_checkpointcopy WHERE organisation_id = %s", late)

        [fault] = said(verify_log())
        assert f"that organisation {late} was handed: it is gone" in fault

    def test_finds_that_a_list_is_gone_or_is_none(self, a_log):
        with tampering():
            run_sql("UPDATE foundation_checkpointhanding SET organisations = 'x' WHERE number = 1")
            run_sql("DELETE FROM foundation_checkpointhanding WHERE number = 0")

        assert said(verify_log()) == [
            "the lists of who was handed copies: of 2, 1 are missing",
            "list 1 of who was handed copies: it is no list of organisations",
        ]

    def test_misses_no_copy_that_was_handed_over_before_there_were_lists(self, a_log):
        with tampering():
            run_sql("DELETE FROM foundation_checkpointhanding")

        assert verify_log().ok


class TestTheLists:
    def test_name_nobody_twice(self, a_log, the_vendor):
        hand_checkpoint_now([the_vendor.organisation], at=NOON)

        with acting_for_the_installation(because="a test looks"):
            assert CheckpointHanding.objects.count() == 2

    def test_are_read_by_no_organisation_on_postgres(self, a_log, the_vendor):
        if not is_postgres():
            pytest.skip("row-level security is PostgreSQL's")
        with acting_for(the_vendor.organisation, writes=False):
            assert not CheckpointHanding.objects.exists()
