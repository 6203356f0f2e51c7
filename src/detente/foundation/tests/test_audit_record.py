"""What an entry holds, when it is there, and what it leaves out."""

import json
import stat
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from django.db import transaction
from pydantic import SecretStr

from detente.foundation.audit_log import hand_checkpoint_to, record, sign_checkpoint
from detente.foundation.audit_log.canonical import LARGEST_INPUT, recorded_inputs
from detente.foundation.audit_log.contracts import (
    KeyLost,
    LogIsDamaged,
    OutsideTransaction,
    UnrecordableInput,
)
from detente.foundation.audit_log.key import key_file, signing_key
from detente.foundation.audit_log.merkle import Tree, leaf_hash
from detente.foundation.audit_log.note import tree_head
from detente.foundation.models import AuditCheckpoint, AuditEntry, AuditPayload, CheckpointCopy, Membership
from detente.foundation.roles import Role
from detente.foundation.tenancy import (
    NoScope,
    OutsideScope,
    acting_for,
    acting_for_the_installation,
)
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


def body_of(number: int) -> dict:
    with acting_for_the_installation(because="a test looks"):
        return json.loads(AuditPayload.objects.get(pk=number).body)


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True, slots=True)
class Offer:
    price: Decimal
    api_password: str
    key: SecretStr


class TestRecording:
    def test_commits_to_what_was_done_and_by_whom(self, the_ciso):
        number = do(the_ciso, "risk.accept_risk", scenario=7, until=date(2027, 1, 1))

        entry = AuditEntry.objects.get(pk=number)
        with acting_for_the_installation(because="a test looks"):
            payload = AuditPayload.objects.get(pk=number)
        committed = sha256(bytes(payload.salt) + payload.body.encode()).hexdigest()
        assert (
            entry.line
            == f'{{"at":"2026-11-24T12:00:00.000000Z","commitment":"{committed}","index":{number}}}'
        )
        assert bytes(entry.leaf_hash) == leaf_hash(entry.line.encode())
        assert json.loads(payload.body) == {
            "verb": "risk.accept_risk",
            "organisation": the_ciso.organisation,
            "actor": {
                "person": the_ciso.person,
                "name": "ciso of Bank",
                "role": "ciso",
                "membership": the_ciso.membership,
                "with_token": False,
            },
            "inputs": {"scenario": 7, "until": "2027-01-01"},
        }

    def test_salts_so_that_the_same_deed_never_looks_the_same(self, the_ciso):
        do(the_ciso)
        do(the_ciso)

        first, second = AuditEntry.objects.order_by("pk")
        assert json.loads(first.line)["commitment"] != json.loads(second.line)["commitment"]

    def test_numbers_entries_from_nought_without_a_gap(self, the_ciso, the_vendor):
        numbers = [do(the_ciso), do(the_vendor), do(the_ciso)]

        assert numbers == [0, 1, 2]

    def test_leaves_nothing_of_a_deed_that_is_rolled_back(self, the_ciso):
        do(the_ciso)

        def fail():
            with acting_for(the_ciso.organisation, writes=True):
                record(verb="risk.accept_risk", actor=the_ciso, at=NOON, inputs={})
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()

        assert do(the_ciso) == 1
        assert list(AuditEntry.objects.order_by("pk").values_list("pk", flat=True)) == [0, 1]

    def test_keeps_a_moment_in_utc(self, the_ciso):
        number = do(the_ciso, at=NOON.astimezone(timezone(timedelta(hours=5, minutes=30))))

        assert json.loads(AuditEntry.objects.get(pk=number).line)["at"] == "2026-11-24T12:00:00.000000Z"

    def test_of_the_installation_itself_names_nobody(self, db):
        with acting_for_the_installation(because="a test records"):
            number = record(verb="installation.set_up", actor=None, at=NOON, inputs={})

        assert body_of(number)["actor"] is None
        assert body_of(number)["organisation"] is None

    def test_is_refused_for_another_organisation_than_the_acting_one(self, the_ciso, the_vendor):
        with acting_for(the_vendor.organisation, writes=True), pytest.raises(OutsideScope):
            record(verb="risk.accept_risk", actor=the_ciso, at=NOON, inputs={})

    def test_is_refused_outside_a_scope(self, the_ciso):
        with pytest.raises(NoScope):
            record(verb="risk.accept_risk", actor=the_ciso, at=NOON, inputs={})

    def test_is_refused_outside_a_transaction(self, the_ciso, monkeypatch):
        with acting_for(the_ciso.organisation, writes=True), monkeypatch.context() as patched:
            patched.setattr(transaction.get_connection(), "in_atomic_block", False)

            with pytest.raises(OutsideTransaction):
                record(verb="risk.accept_risk", actor=the_ciso, at=NOON, inputs={})
            with pytest.raises(OutsideTransaction):
                hand_checkpoint_to(the_ciso.organisation, at=NOON)

        assert not AuditEntry.objects.exists()


class TestInputs:
    def test_keep_their_values_whatever_their_kind(self):
        kept = recorded_inputs(
            {
                "nothing": None,
                "flag": True,
                "count": 2**60,
                "share": 0.1,
                "unbounded": float("inf"),
                "colour": Colour.RED,
                "price": Decimal("1.10"),
                "id": UUID(int=1),
                "at": datetime(2026, 1, 1, tzinfo=UTC),
                "for_": timedelta(hours=1),
                "some": {3, 1, 2},
                "named": {"a": [(1, 2)]},
                "words": "naïve \0 \ud800",
                "path": Path("a/b"),
            }
        )

        assert kept == {
            "nothing": None,
            "flag": True,
            "count": 2**60,
            "share": 0.1,
            "unbounded": "inf",
            "colour": "red",
            "price": "1.10",
            "id": str(UUID(int=1)),
            "at": "2026-01-01T00:00:00.000000Z",
            "for_": "3600.0 s",
            "some": [1, 2, 3],
            "named": {"a": [[1, 2]]},
            "words": "naïve \0 \\ud800",
            "path": "a/b",
        }

    def test_leave_secrets_out_at_any_depth(self):
        offer = Offer(price=Decimal(1), api_password="hunter2", key=SecretStr("hunter3"))
        kept = recorded_inputs(
            {
                "secret": "hunter4",
                "new_password": "hunter5",
                "code": SecretStr("hunter6"),
                "offers": [offer],
                "map": {"token": b"hunter7"},
            }
        )

        assert "hunter" not in json.dumps(kept)
        assert kept["offers"] == [{"price": "1", "api_password": "redacted", "key": "redacted"}]
        assert kept["secret"] == kept["code"] == kept["new_password"] == "redacted"

    def test_keep_a_number_that_only_names_a_secret(self):
        assert recorded_inputs({"token": 17}) == {"token": 17}

    def test_keep_only_the_hash_of_bytes_and_of_what_is_large(self):
        large = ["x" * 100] * 100
        written = json.dumps(large, separators=(",", ":")).encode()

        kept = recorded_inputs({"file": b"abc", "rows": large, "fits": "x" * (LARGEST_INPUT - 2)})

        assert kept["file"] == {"bytes": 3, "sha256": sha256(b"abc").hexdigest()}
        assert kept["rows"] == {"bytes": len(written), "sha256": sha256(written).hexdigest()}
        assert kept["fits"] == "x" * (LARGEST_INPUT - 2)

    def test_keep_the_name_of_an_upload_and_do_not_read_it(self):
        upload = BytesIO(b"abc")
        upload.name = "/home/somebody/scores.csv"

        assert recorded_inputs({"upload": upload}) == {"upload": {"file": "scores.csv"}}
        assert upload.tell() == 0

    def test_of_an_unknown_kind_are_refused(self):
        with pytest.raises(UnrecordableInput, match="cannot keep a object"):
            recorded_inputs({"thing": object()})

    def test_survive_the_database_whatever_text_they_hold(self, the_ciso):
        number = do(the_ciso, words="a\0b \ud800 \u2028 é \U0001f600")

        assert body_of(number)["inputs"] == {"words": "a\0b \\ud800 \u2028 é \U0001f600"}


class TestSigningACheckpoint:
    def test_states_the_size_and_root_of_the_log(self, the_ciso):
        do_many(the_ciso, 5)

        signed = sign_checkpoint(at=NOON)

        tree = Tree(
            leaf_hash(line.encode())
            for line in AuditEntry.objects.order_by("pk").values_list("line", flat=True)
        )
        head = tree_head(signed.note, signing_key(may_make=False).verifier)
        assert (head.size, head.root) == (signed.size, tree.root()) == (5, tree.root())

    def test_goes_on_from_the_last_one(self, the_ciso):
        do_many(the_ciso, 3)
        sign_checkpoint(at=NOON)
        do_many(the_ciso, 4)

        signed = sign_checkpoint(at=NOON)

        tree = Tree(
            leaf_hash(line.encode())
            for line in AuditEntry.objects.order_by("pk").values_list("line", flat=True)
        )
        assert tree_head(signed.note, signing_key(may_make=False).verifier).root == tree.root()
        assert list(AuditCheckpoint.objects.order_by("pk").values_list("size", flat=True)) == [3, 7]

    def test_twice_over_the_same_entries_is_one_checkpoint(self, the_ciso):
        do(the_ciso)

        first, second = sign_checkpoint(at=NOON), sign_checkpoint(at=NOON + timedelta(hours=1))

        assert first == second

    def test_hands_a_copy_to_everybody_who_is_somewhere(self, the_ciso, the_vendor):
        gone = somebody("Gone", Role.CISO)
        Membership.objects.filter(pk=gone.membership).update(ended_at=NOON)
        do(the_ciso)

        signed = sign_checkpoint(at=NOON)

        with acting_for_the_installation(because="a test looks"):
            copies = list(CheckpointCopy.objects.values_list("organisation_id", "size", "note"))
        assert sorted(copies) == sorted(
            (one, 1, signed.note) for one in (the_ciso.organisation, the_vendor.organisation)
        )

    def test_makes_a_key_that_its_owner_alone_can_read(self, the_ciso):
        sign_checkpoint(at=NOON)

        assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
        assert [one.name for one in key_file().parent.iterdir()] == ["audit_ed25519"]

    def test_never_makes_a_second_key(self, the_ciso):
        do(the_ciso)
        sign_checkpoint(at=NOON)
        key_file().unlink()
        do(the_ciso)

        with pytest.raises(KeyLost, match="from the backup"):
            sign_checkpoint(at=NOON)
        assert not key_file().exists()

    def test_is_refused_with_another_key(self, the_ciso):
        do(the_ciso)
        sign_checkpoint(at=NOON)
        key_file().unlink()
        signing_key(may_make=True)
        do(the_ciso)

        with pytest.raises(LogIsDamaged, match="not as it was signed"):
            sign_checkpoint(at=NOON)

    @pytest.mark.parametrize(
        ("statement", "complaint"),
        [
            ("UPDATE foundation_auditcheckpoint SET frontier = %s", "not as it was signed"),
            (
                "UPDATE foundation_auditcheckpoint SET note = replace(note, 'a', 'b') || %s",
                "not as it was signed",
            ),
        ],
    )
    def test_is_refused_over_a_checkpoint_that_was_changed(self, the_ciso, statement, complaint):
        do_many(the_ciso, 2)
        sign_checkpoint(at=NOON)
        with tampering():
            run_sql(statement, b"x" * 32 if "frontier" in statement else "")

        with pytest.raises(LogIsDamaged, match=complaint):
            sign_checkpoint(at=NOON)

    @pytest.mark.parametrize(
        ("dropped", "complaint"), [(1, "ends before entry 1"), (3, "entry 3 is missing")]
    )
    def test_is_refused_when_an_entry_is_missing(self, the_ciso, dropped, complaint):
        do_many(the_ciso, 2)
        sign_checkpoint(at=NOON)
        do_many(the_ciso, 3 if dropped == 3 else 0)
        with tampering():
            run_sql("DELETE FROM foundation_auditpayload WHERE entry_id = %s", dropped)
            run_sql('DELETE FROM foundation_auditentry WHERE "index" = %s', dropped)

        with pytest.raises(LogIsDamaged, match=complaint):
            sign_checkpoint(at=NOON)


class TestHandingACheckpointOver:
    def test_covers_the_very_deed_that_it_is_handed_over_with(self, the_ciso, the_vendor):
        do(the_ciso)

        with acting_for(the_ciso.organisation, writes=True):
            hand_checkpoint_to(the_vendor.organisation, at=NOON)
            number = record(verb="scorecards.publish", actor=the_ciso, at=NOON, inputs={})

        with acting_for(the_vendor.organisation, writes=False):
            copy = CheckpointCopy.objects.get(organisation_id=the_vendor.organisation)
        assert copy.size == number + 1
        assert copy.note == AuditCheckpoint.objects.get(size=copy.size).note

    def test_is_undone_with_its_deed_and_forgotten_by_the_next(self, the_ciso, the_vendor):
        def fail():
            with acting_for(the_ciso.organisation, writes=True):
                hand_checkpoint_to(the_vendor.organisation, at=NOON)
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        do(the_ciso, at=NOON + timedelta(seconds=1))
        do(the_ciso, at=NOON)

        assert not AuditCheckpoint.objects.exists()
        with acting_for_the_installation(because="a test looks"):
            assert not CheckpointCopy.objects.exists()

    def test_happens_once_however_often_it_is_asked_for(self, the_ciso, the_vendor):
        with acting_for(the_ciso.organisation, writes=True):
            hand_checkpoint_to(the_vendor.organisation, at=NOON)
            hand_checkpoint_to(the_vendor.organisation, at=NOON)
            record(verb="scorecards.publish", actor=the_ciso, at=NOON, inputs={})

        with acting_for_the_installation(because="a test looks"):
            assert CheckpointCopy.objects.count() == 1
