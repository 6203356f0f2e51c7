"""The log as people meet it: the lists, and the commands."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.foundation import clock
from detente.foundation.audit_log import erase_payload, sign_checkpoint, verify_export
from detente.foundation.audit_log.key import signing_key
from detente.foundation.audit_log.note import tree_head
from detente.foundation.errors import NotPermitted
from detente.foundation.registry import OPERATIONS
from detente.foundation.roles import Role
from detente.foundation.selectors.audit import list_checkpoints, list_entries
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.audit_examples import NOON, do, do_many, run_sql, somebody, tampering


@pytest.fixture(autouse=True)
def a_home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    monkeypatch.setattr(clock, "now", lambda: NOON)


@pytest.fixture
def the_ciso(db):
    return somebody("Bank", Role.CISO, name="Ciso")


@pytest.fixture
def the_vendor(db):
    return somebody("Vendor", Role.VENDOR_LEAD)


def detente(*words: object):
    from detente.site.commands.audit import audit  # noqa: PLC0415  # the site is above this package

    return CliRunner().invoke(audit, [*map(str, words)], catch_exceptions=False)


class TestListingEntries:
    def test_shows_what_ones_own_people_did_the_newest_first(self, the_ciso, the_vendor):
        do(the_ciso, "risk.accept_risk", scenario=1)
        do(the_vendor, "claims.make_claim", claim="a secret of the vendor")
        sign_checkpoint(at=NOON)
        do(the_ciso, "risk.accept_risk", at=NOON + timedelta(hours=1), scenario=2)

        page = list_entries(actor=the_ciso)

        assert [(one.number, one.checkpointed, one.inputs) for one in page.items] == [
            (2, False, {"scenario": 2}),
            (0, True, {"scenario": 1}),
        ]
        newest = page.items[0]
        assert (newest.verb, newest.name, newest.role, newest.person, newest.at) == (
            "risk.accept_risk",
            "Ciso",
            "ciso",
            the_ciso.person,
            NOON + timedelta(hours=1),
        )

    def test_says_what_was_erased(self, the_ciso):
        do(the_ciso)
        with acting_for(the_ciso.organisation, writes=True):
            erase_payload(number=0, actor=the_ciso, at=NOON, because="their wish")

        erased = list_entries(actor=the_ciso).items[-1]

        assert (erased.number, erased.erased, erased.verb, erased.name, erased.inputs) == (
            0,
            True,
            None,
            None,
            None,
        )

    def test_comes_in_pages(self, the_ciso, the_vendor):
        for _ in range(3):
            do(the_ciso)
            do(the_vendor)

        first = list_entries(actor=the_ciso, limit=2)
        second = list_entries(actor=the_ciso, limit=2, after=first.next)

        assert [one.number for one in first.items] == [4, 2]
        assert [one.number for one in second.items] == [0]
        assert second.next is None

    @pytest.mark.parametrize("ask", [list_entries, list_checkpoints])
    @pytest.mark.parametrize("entries", [1, 20])
    def test_asks_the_database_the_same_few_questions(self, the_ciso, ask, entries):
        do_many(the_ciso, entries)
        sign_checkpoint(at=NOON)

        with CaptureQueriesContext(connection) as asked:
            ask(actor=the_ciso)

        questions = [one["sql"] for one in asked if 'FROM "foundation_' in one["sql"]]
        assert len(questions) == {list_entries: 2, list_checkpoints: 1}[ask]

    @pytest.mark.parametrize("role", Role)
    def test_is_for_those_who_may_read_the_log(self, db, role):
        may = role in {Role.CISO, Role.ANALYST, Role.AUDITOR, Role.VENDOR_LEAD}
        somebodys = somebody("Bank", role)

        if may:
            assert list_entries(actor=somebodys).items == list_checkpoints(actor=somebodys).items == ()
        else:
            for ask in (list_entries, list_checkpoints):
                with pytest.raises(NotPermitted, match="read the audit log"):
                    ask(actor=somebodys)


class TestListingCheckpoints:
    def test_shows_what_ones_own_organisation_was_handed(self, the_ciso, the_vendor):
        for _ in range(3):
            do(the_ciso)
            signed = sign_checkpoint(at=NOON)

        first = list_checkpoints(actor=the_vendor, limit=2)
        second = list_checkpoints(actor=the_vendor, limit=2, after=first.next)

        assert [one.size for one in (*first.items, *second.items)] == [3, 2, 1]
        assert (first.items[0].note, first.items[0].root) == (signed.note, signed.root)
        assert (first.next, second.next) == (2, None)

    def test_has_derived_doors(self):
        assert {"audit.list_entries", "audit.list_checkpoints", "audit.export_entries"} <= set(OPERATIONS)


class TestTheCommands:
    def test_verify_says_that_nothing_was_changed(self, the_ciso):
        do(the_ciso)
        sign_checkpoint(at=NOON)

        done = detente("verify")

        assert done.exit_code == 0
        assert "1 entries, 1 with what they say and 0 erased; 1 checkpoints" in done.output
        assert "ok: nothing was changed." in done.output

    def test_verify_names_the_first_wrong_entry_and_exits_1(self, the_ciso):
        do_many(the_ciso, 3)
        with tampering():
            run_sql("UPDATE foundation_auditpayload SET body = '{}' WHERE entry_id = 1")

        done, as_json = detente("verify"), detente("verify", "--json")

        assert (done.exit_code, as_json.exit_code) == (1, 1)
        assert "WRONG: entry 1: what it says is not what its line commits to" in done.output
        assert "The first wrong entry is 1." in done.output
        found = json.loads(as_json.output)
        assert (found["ok"], found["first_wrong_entry"], found["faults"][0]["entry"]) == (False, 1, 1)

    def test_verify_takes_a_key(self, the_ciso):
        do(the_ciso)
        signed = sign_checkpoint(at=NOON)

        assert detente("verify", "--key", signed.key).exit_code == 0

    def test_verify_refuses_what_is_no_key(self, db):
        from detente.site.commands.audit import UnfitKey  # noqa: PLC0415  # as above

        with pytest.raises(UnfitKey, match="'nonsense' is no key"):
            detente("verify", "--key", "nonsense")

    def test_checkpoint_prints_what_it_signed(self, the_ciso):
        do(the_ciso)

        as_json = json.loads(detente("checkpoint", "--json").output)
        done = detente("checkpoint")

        key = signing_key(may_make=False).verifier
        assert tree_head(as_json["note"], key).size == as_json["size"] == 1
        assert done.output == f"{as_json['note']}\nkey {key}\n"

    def test_export_writes_a_file_that_verifies(self, the_ciso, tmp_path, monkeypatch):
        do(the_ciso)
        monkeypatch.setenv("DETENTE_PERSON", "")
        (tmp_path / "person").write_text(the_ciso.email, encoding="utf-8")

        done = detente("export", "--out", tmp_path / "export.jsonl", "--json")

        said = json.loads(done.output)
        assert (done.exit_code, said["entries"]) == (0, 1)
        assert verify_export.main([said["file"], "--key", said["key"]]) == 0
        assert sorted(one.name for one in tmp_path.iterdir()) == ["export.jsonl", "keys", "person"]

    def test_export_refuses_a_folder_that_is_not_there(self, the_ciso, tmp_path):
        from detente.site.commands.audit import UnwritableFile  # noqa: PLC0415  # as above

        (tmp_path / "person").write_text(the_ciso.email, encoding="utf-8")

        with pytest.raises(UnwritableFile, match="No such file or directory"):
            detente("export", "--out", tmp_path / "nowhere" / "export.jsonl")
