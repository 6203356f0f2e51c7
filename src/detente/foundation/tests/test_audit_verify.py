"""Whatever somebody who holds the database does to the log, verifying finds it."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from detente.foundation.audit_log import erase_payload, record, sign_checkpoint, verify_log
from detente.foundation.audit_log.canonical import canonical
from detente.foundation.audit_log.contracts import NoSuchEntry
from detente.foundation.audit_log.key import key_file, signing_key
from detente.foundation.audit_log.merkle import Tree, leaf_hash
from detente.foundation.audit_log.note import SigningKey, TreeHead
from detente.foundation.models import AuditCheckpoint, AuditEntry, AuditPayload, CheckpointCopy
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for, acting_for_the_installation
from detente.foundation.tests.audit_examples import NOON, do, do_many, run_sql, somebody, tampering


@pytest.fixture(autouse=True)
def a_home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def the_ciso(db):
    return somebody("Bank", Role.CISO)


@pytest.fixture
def the_vendor(db):
    return somebody("Vendor", Role.VENDOR_LEAD)


@pytest.fixture
def a_log(the_ciso, the_vendor):
    """Twelve entries under checkpoints of 5 and 10, handed to both organisations."""
    do_many(the_ciso, 5)
    sign_checkpoint(at=NOON)
    do_many(the_ciso, 5)
    sign_checkpoint(at=NOON + timedelta(hours=1))
    do(the_ciso, at=NOON + timedelta(hours=2))
    do(the_vendor, at=NOON + timedelta(hours=2))


def erase(number, actor, because="their wish"):
    with acting_for(actor.organisation, writes=True):
        return erase_payload(number=number, actor=actor, at=NOON, because=because)


def said(found) -> str:
    return "\n".join(f"{one.where}: {one.says}" for one in found.faults)


def rewrite(number: int, **changes: object) -> None:
    """Rewrite an entry so that it agrees with itself: body, commitment, line and hash."""
    with tampering():
        payload = AuditPayload.objects.get(pk=number)
        body = canonical({**json.loads(payload.body), **changes})
        committed = sha256(bytes(payload.salt) + body.encode()).hexdigest()
        line = canonical({**json.loads(AuditEntry.objects.get(pk=number).line), "commitment": committed})
        run_sql("UPDATE foundation_auditpayload SET body = %s WHERE entry_id = %s", body, number)
        run_sql(
            'UPDATE foundation_auditentry SET line = %s, leaf_hash = %s WHERE "index" = %s',
            line,
            leaf_hash(line.encode()),
            number,
        )


def sign_anew(size: int, key: SigningKey) -> str:
    """Forge a checkpoint over the entries as they are now."""
    lines = AuditEntry.objects.order_by("pk").values_list("line", flat=True)
    tree = Tree(leaf_hash(line.encode()) for line in lines)
    note = key.sign(str(TreeHead(key.name, size, tree.root(size))))
    with tampering():
        run_sql("UPDATE foundation_auditcheckpoint SET note = %s WHERE size = %s", note, size)
    return note


class TestVerifying:
    def test_an_empty_log_finds_nothing_and_makes_no_key(self, db):
        found = verify_log()

        assert (found.ok, found.entries, found.root) == (True, 0, sha256(b"").hexdigest())
        assert not key_file().exists()

    def test_an_honest_log_finds_nothing(self, a_log):
        found = verify_log()

        assert found.ok, said(found)
        assert (found.entries, found.payloads, found.erased) == (12, 12, 0)
        assert (found.checkpoints, found.copies, found.unsigned) == (2, 4, 2)
        lines = AuditEntry.objects.order_by("pk").values_list("line", flat=True)
        assert found.root == Tree(leaf_hash(line.encode()) for line in lines).root().hex()

    @pytest.mark.parametrize("number", [0, 7, 11])
    def test_finds_a_changed_line(self, a_log, number):
        with tampering():
            run_sql(
                """UPDATE foundation_auditentry SET line = replace(line, '"20', '"10') WHERE "index" = %s""",
                number,
            )

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, number)
        assert f"entry {number}: its line is not the one that was hashed" in said(found)

    @pytest.mark.parametrize(
        "line",
        [
            "{}",
            "no line",
            '{"at":"x","commitment":"","index":7}',
            '{"at": "2026-11-24T12:00:00Z", "commitment": "", "index": 7}',
        ],
    )
    def test_finds_a_line_that_is_none(self, a_log, line):
        with tampering():
            run_sql(
                'UPDATE foundation_auditentry SET line = %s, leaf_hash = %s WHERE "index" = 7',
                line,
                leaf_hash(line.encode()),
            )

        found = verify_log()

        assert found.first_wrong_entry == 7
        assert "entry 7: it is no" in said(found)

    @pytest.mark.parametrize("column", ["salt", "body"])
    def test_finds_a_changed_payload(self, a_log, column):
        value = b"x" * 32 if column == "salt" else '{"verb":"nothing"}'
        with tampering():
            run_sql(f"UPDATE foundation_auditpayload SET {column} = %s WHERE entry_id = 6", value)  # noqa: S608

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, 6)
        assert "entry 6: what it says is not what its line commits to" in said(found)

    @pytest.mark.parametrize("table", ["foundation_auditpayload", "foundation_auditentry"])
    def test_finds_an_entry_filed_under_another_organisation(self, a_log, the_vendor, table):
        key = "entry_id" if "payload" in table else '"index"'
        with tampering():
            statement = f"UPDATE {table} SET organisation_id = %s WHERE {key} = 3"  # noqa: S608
            run_sql(statement, the_vendor.organisation)

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, 3)

    @pytest.mark.parametrize("number", [0, 4, 7])
    def test_finds_a_dropped_entry(self, a_log, number):
        with tampering():
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = %s", number)
            run_sql('DELETE FROM foundation_auditentry WHERE "index" = %s', number)

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, number)
        assert f"entry {number}: it is missing" in said(found)

    def test_finds_a_dropped_entry_whose_number_was_given_to_the_next(self, a_log):
        """The whole log from 7 on is moved up by one, and agrees with itself."""
        with tampering():
            rows = list(AuditEntry.objects.filter(pk__gte=8).order_by("pk").values_list("line", flat=True))
            for number, line in enumerate(rows, start=7):
                moved = canonical({**json.loads(line), "index": number})
                run_sql(
                    'UPDATE foundation_auditentry SET line = %s, leaf_hash = %s WHERE "index" = %s',
                    moved,
                    leaf_hash(moved.encode()),
                    number,
                )
                salt, body = AuditPayload.objects.values_list("salt", "body").get(pk=number + 1)
                run_sql(
                    "UPDATE foundation_auditpayload SET salt = %s, body = %s WHERE entry_id = %s",
                    salt,
                    body,
                    number,
                )
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = 11")
            run_sql('DELETE FROM foundation_auditentry WHERE "index" = 11')

        found = verify_log()

        assert not found.ok
        assert "one of the entries 5 to 9 is not what it was" in said(found)

    def test_finds_two_entries_that_were_swapped(self, a_log):
        with tampering():
            first, second = (
                AuditEntry.objects.filter(pk__in=(6, 8)).order_by("pk").values_list("line", "leaf_hash")
            )
            for number, (line, hashed) in ((6, second), (8, first)):
                run_sql(
                    'UPDATE foundation_auditentry SET line = %s, leaf_hash = %s WHERE "index" = %s',
                    line,
                    bytes(hashed),
                    number,
                )

        found = verify_log()

        assert found.first_wrong_entry == 6
        assert "entry 6: its line says that it is entry 8" in said(found)

    def test_finds_an_entry_rewritten_so_that_it_agrees_with_itself(self, a_log):
        rewrite(7, verb="risk.refuse_risk")

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, 5)
        assert said(found) == (
            "the checkpoint of 10 entries: its root is not that of the first 10 entries as they are now: "
            "at least one of the entries 5 to 9 is not what it was when it was signed"
        )

    def test_finds_a_rewritten_entry_by_the_copies_when_the_operator_signs_anew(self, a_log):
        """The operator holds the key: only what the other side was handed still tells."""
        rewrite(7, verb="risk.refuse_risk")
        sign_anew(10, signing_key(may_make=False))

        found = verify_log()

        assert not found.ok
        assert "the copy of the checkpoint of 10 entries" in said(found)
        assert "one of the entries 5 to 9" in said(found)

    def test_finds_a_checkpoint_forged_with_another_key(self, a_log):
        sign_anew(10, SigningKey(signing_key(may_make=False).name, Ed25519PrivateKey.generate()))

        found = verify_log()

        assert "the checkpoint of 10 entries: it is not signed by the key" in said(found)

    def test_finds_a_checkpoint_moved_to_another_size(self, a_log):
        with tampering():
            run_sql("UPDATE foundation_auditcheckpoint SET size = 9 WHERE size = 10")

        found = verify_log()

        assert "the checkpoint of 9 entries: it was signed over 10 entries" in said(found)

    def test_finds_a_checkpoint_that_only_the_copies_remember(self, a_log):
        with tampering():
            run_sql("DELETE FROM foundation_auditcheckpoint WHERE size = 10")

        found = verify_log()

        assert (found.ok, found.faults_found) == (False, 1)
        assert "the log has no such checkpoint (any more)" in said(found)

    def test_finds_a_copy_that_was_changed(self, a_log, the_vendor):
        with tampering():
            run_sql(
                "UPDATE foundation_checkpointcopy SET note = replace(note, 'audit', 'audio') "
                "WHERE size = 10 AND organisation_id = %s",
                the_vendor.organisation,
            )

        found = verify_log()

        assert f"that organisation {the_vendor.organisation} holds" in said(found)

    def test_finds_a_log_cut_short_after_a_copy_was_handed_over(self, a_log):
        with tampering():
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id >= 8")
            run_sql('DELETE FROM foundation_auditentry WHERE "index" >= 8')
            run_sql("DELETE FROM foundation_auditcheckpoint WHERE size = 10")

        found = verify_log()

        assert (found.ok, found.first_wrong_entry) == (False, 8)
        assert "the log has only 8 entries: its end was cut off" in said(found)

    def test_finds_a_payload_that_is_gone_without_an_erasure_on_record(self, a_log):
        with tampering():
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = 2")

        found = verify_log()

        assert found.first_wrong_entry == 2
        assert "entry 2: what it says is gone, and no erasure is on record" in said(found)

    def test_finds_that_the_key_is_gone_or_open_to_others(self, a_log):
        key_file().chmod(0o644)
        assert any("others may read" in one.says for one in verify_log().warnings)

        key_file().unlink()
        assert "no signature can be verified" in said(verify_log())

    def test_does_not_mistake_a_checkpoint_signed_meanwhile_for_a_forgery(self, a_log, monkeypatch):
        from detente.foundation.audit_log import verifying  # noqa: PLC0415  # to slip in between its steps

        compare = verifying._compare_copies

        def sign_first(*asked):
            sign_checkpoint(at=NOON)
            return compare(*asked)

        monkeypatch.setattr(verifying, "_compare_copies", sign_first)

        found = verify_log()

        assert found.ok, said(found)
        assert found.copies == 6

    def test_takes_a_key_that_somebody_brings(self, a_log):
        key = signing_key(may_make=False).verifier
        key_file().unlink()

        assert verify_log(key=key).ok

    def test_warns_of_a_clock_that_was_set_back(self, the_ciso):
        do(the_ciso, at=NOON)
        do(the_ciso, at=NOON - timedelta(minutes=5))

        found = verify_log()

        assert found.ok
        assert [one.where for one in found.warnings] == ["entry 1"]
        assert "a clock was set back" in found.warnings[0].says

    def test_counts_all_and_keeps_the_first_of_very_many_faults(self, the_ciso):
        do_many(the_ciso, 130)
        with tampering():
            run_sql("UPDATE foundation_auditentry SET line = replace(line, ':\"2026', ':\"2025')")

        found = verify_log()

        assert (len(found.faults), found.faults_found) == (100, 130)


class TestErasing:
    def test_keeps_the_tree_and_says_that_it_happened(self, a_log, the_ciso):
        root_before = [row.note for row in AuditCheckpoint.objects.order_by("size")]

        number = erase(3, the_ciso)

        found = verify_log()
        assert found.ok, said(found)
        assert (found.entries, found.payloads, found.erased) == (13, 12, 1)
        assert [row.note for row in AuditCheckpoint.objects.order_by("size")] == root_before
        with acting_for_the_installation(because="a test looks"):
            body = json.loads(AuditPayload.objects.get(pk=number).body)
            assert not AuditPayload.objects.filter(pk=3).exists()
        assert (body["verb"], body["inputs"]) == (
            "audit.erase_payload",
            {"because": "their wish", "entry": 3},
        )

    def test_is_for_the_organisations_own_entries(self, a_log, the_vendor):
        with pytest.raises(NoSuchEntry, match="Vendor has no entry 3"):
            erase(3, the_vendor)

    def test_happens_once_and_never_to_the_record_of_an_erasure(self, a_log, the_ciso):
        number = erase(3, the_ciso)

        for again in (3, number):
            with pytest.raises(NoSuchEntry):
                erase(again, the_ciso)

    def test_by_another_organisation_is_found(self, a_log, the_vendor):
        with acting_for(the_vendor.organisation, writes=True):
            record(verb="audit.erase_payload", actor=the_vendor, at=NOON, inputs={"entry": 3, "because": ""})
        with tampering():
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = 3")

        assert "entry 3: what it says is gone" in said(verify_log())

    def test_leaves_copies_that_verify(self, a_log, the_ciso):
        erase(3, the_ciso)
        sign_checkpoint(at=NOON)

        with acting_for_the_installation(because="a test looks"):
            assert CheckpointCopy.objects.filter(size=13).count() == 2
        assert verify_log().ok
