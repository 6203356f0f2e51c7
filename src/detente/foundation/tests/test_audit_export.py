"""An export, read by the script alone: on any machine, with nothing of the product."""

import json
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from detente.foundation.access import Actor
from detente.foundation.audit_log import erase_payload, sign_checkpoint, verify_export
from detente.foundation.audit_log.contracts import LogIsDamaged
from detente.foundation.audit_log.exporting import AT_A_TIME
from detente.foundation.audit_log.key import key_file, signing_key
from detente.foundation.errors import NotPermitted
from detente.foundation.models import AuditEntry
from detente.foundation.roles import Role
from detente.foundation.services.export_audit_log import export_audit_log
from detente.foundation.tenancy import acting_for
from detente.foundation.tests.audit_examples import NOON, do, do_many, run_sql, somebody, tampering

LATER = NOON + timedelta(days=1)
SCRIPT = Path(verify_export.__file__)


@pytest.fixture(autouse=True)
def a_home(settings, tmp_path):
    settings.HOME = tmp_path


@dataclass(frozen=True)
class TwoSides:
    ciso: Actor
    vendor: Actor
    folder: Path

    def export(self, actor: Actor) -> Path:
        file = self.folder / f"export-{actor.organisation}.jsonl"
        with file.open("wb") as out:
            out.writelines(export_audit_log(actor=actor, at=LATER).lines)
        return file


@pytest.fixture
def two_sides(db, tmp_path):
    """A bank and its vendor do things by turns; three checkpoints are handed over; an entry is erased."""
    sides = TwoSides(somebody("Bank", Role.CISO), somebody("Vendor", Role.VENDOR_LEAD), tmp_path)
    for secret in ("plans of the bank 1", "plans of the bank 2", "plans of the bank 3"):
        do(sides.ciso, note=secret)
        do(sides.vendor, note="something of the vendor's")
        sign_checkpoint(at=NOON)
    with acting_for(sides.ciso.organisation, writes=True):
        erase_payload(number=2, actor=sides.ciso, at=NOON, because="their wish")
    return sides


def run_alone(*words: object) -> subprocess.CompletedProcess:
    """Run the script with nothing but the standard library."""
    return subprocess.run(
        [sys.executable, "-I", "-S", str(SCRIPT), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )


def swap(record: dict, key: str, old: str, new: str) -> None:
    """Replace a part of one text of a record."""
    assert old in record[key]
    record[key] = record[key].replace(old, new)


def signed_anew(lines: list[dict]) -> bytes:
    """Write an export as the operator would who holds the key and lies."""
    from detente.foundation.audit_log.exporting import _line, _signed  # noqa: PLC0415

    return b"".join(_signed(_line(one) for one in lines))


class TestAnExport:
    def test_verifies_with_the_standard_library_alone(self, two_sides):
        file, key = two_sides.export(two_sides.ciso), signing_key(may_make=False).verifier

        done = run_alone(file, "--key", key)

        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == (
            f"ok: 4 entries of Bank (1 of them erased) are in the log of 7 entries signed by {key}; "
            "3 earlier checkpoints agree.\n"
        )

    def test_warns_when_the_key_is_only_its_own(self, two_sides):
        assert "compare it with the one" in run_alone(two_sides.export(two_sides.ciso)).stdout

    def test_is_refused_with_another_key(self, two_sides):
        file = two_sides.export(two_sides.ciso)
        key_file().unlink()
        another = signing_key(may_make=True).verifier

        done = run_alone(file, "--key", another)

        assert (done.returncode, done.stdout) == (1, "")
        assert "signed by another key" in done.stderr

    def test_proves_that_the_log_begins_as_in_a_checkpoint_that_was_kept(self, two_sides):
        two_sides.export(two_sides.vendor)
        header = json.loads(two_sides.export(two_sides.ciso).read_bytes().split(b"\n")[0])
        kept = two_sides.folder / "kept.txt"
        kept.write_text(header["checkpoint"], encoding="utf-8")
        do(two_sides.ciso)

        done = run_alone(two_sides.export(two_sides.ciso), "--kept", kept)

        assert (done.returncode, done.stderr) == (0, "")

    def test_fails_when_it_has_no_proof_from_a_checkpoint_that_was_kept(self, two_sides):
        """The operator forked the log: it signed another root over two entries, and handed that out."""
        from detente.foundation.audit_log.note import TreeHead  # noqa: PLC0415

        key = signing_key(may_make=False)
        kept = two_sides.folder / "kept.txt"
        kept.write_text(key.sign(str(TreeHead(key.name, 2, b"x" * 32))), encoding="utf-8")

        done = run_alone(two_sides.export(two_sides.ciso), "--kept", kept)

        assert done.returncode == 1
        assert "does not prove that the log begins as in" in done.stderr

    def test_holds_nothing_that_is_another_organisations(self, two_sides):
        written = two_sides.export(two_sides.vendor).read_text(encoding="utf-8")

        own = [
            json.loads(line)["entry"]["line"] for line in written.splitlines() if line.startswith('{"entry"')
        ]
        assert [json.loads(line)["index"] for line in own] == [1, 3, 5]
        assert "of the bank" not in written
        assert "Bank" not in written
        assert str(two_sides.ciso.organisation) not in written
        assert str(two_sides.ciso.person) not in written
        others = AuditEntry.objects.filter(organisation_id=two_sides.ciso.organisation)
        assert not any(json.loads(one.line)["commitment"] in written for one in others)

    def test_keeps_what_was_erased_out(self, two_sides):
        assert "plans of the bank 2" not in two_sides.export(two_sides.ciso).read_text(encoding="utf-8")

    def test_of_very_many_entries_is_complete(self, two_sides):
        do_many(two_sides.vendor, AT_A_TIME + 3)

        done = run_alone(two_sides.export(two_sides.vendor))

        assert f"ok: {AT_A_TIME + 6} entries of Vendor" in done.stdout

    def test_is_itself_on_record(self, two_sides):
        two_sides.export(two_sides.ciso)
        two_sides.export(two_sides.ciso)

        assert '"verb":"audit.export_entries"' in two_sides.export(two_sides.ciso).read_text().replace(
            "\\", ""
        )

    def test_is_for_those_who_may_read_the_log(self, two_sides):
        with pytest.raises(NotPermitted):
            export_audit_log(actor=somebody("Bank", Role.DIRECTOR), at=LATER)

    def test_is_refused_when_no_proof_can_be_made(self, two_sides):
        with tampering():
            run_sql("""UPDATE foundation_auditentry SET leaf_hash = %s WHERE "index" = 1""", b"x" * 32)

        with pytest.raises(LogIsDamaged, match="no proof can be made"):
            two_sides.export(two_sides.ciso)


class TestAChangedExport:
    def test_fails_whatever_byte_is_changed(self, two_sides):
        file = two_sides.export(two_sides.ciso)
        good, random = file.read_bytes(), Random(6962)
        ending = good.rindex(b"{")
        places = [*random.choices(range(len(good)), k=250), *range(ending, len(good), 3), len(good) - 1]

        assert verify_export.main([str(file)]) == 0
        for at in places:
            changed = bytes([random.choice([one for one in range(256) if one != good[at]])])
            file.write_bytes(good[:at] + changed + good[at + 1 :])
            assert verify_export.main([str(file)]) == 1, f"byte {at} changed to {changed!r}"

    @pytest.mark.parametrize(
        "change",
        [
            lambda lines: lines[:-1],
            lambda lines: lines[:2] + lines[3:],
            lambda lines: [*lines[:1], lines[2], lines[1], *lines[3:]],
            lambda lines: [*lines, lines[-1]],
            lambda lines: [*lines, b"{}\n"],
            lambda _: [],
            lambda lines: [lines[0].replace(b'"entries":4', b'"entries":3'), *lines[1:]],
            lambda lines: [lines[0].replace(b":", b": "), *lines[1:]],
            lambda lines: [one.replace(b"\n", b"\r\n") for one in lines],
            lambda _: [b"[1]\n"],
            lambda lines: [b"\xff\xfe" + lines[0]],
        ],
    )  # fmt: skip
    def test_fails_when_lines_are_left_out_moved_or_added(self, two_sides, change):
        file = two_sides.export(two_sides.ciso)
        file.write_bytes(b"".join(change(file.read_bytes().splitlines(keepends=True))))

        done = run_alone(file)

        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("FAILED: ")

    @pytest.mark.parametrize(
        ("change", "complaint"),
        [
            (lambda lines: swap(lines[1]["entry"], "body", "1", "2"), "entry 0 does not say"),
            (lambda lines: swap(lines[1]["entry"], "line", "12:", "11:"), "entry 0 is not in"),
            (lambda lines: lines[0].update(organisation=7), "of another organisation"),
            (lambda lines: lines.pop(1), "is not complete"),
            (lambda lines: lines.insert(1, lines[2]), "is out of order"),
            (lambda lines: lines[-1]["copy"].update(proof=[]), "does not begin with a checkpoint's 6"),
            (lambda lines: swap(lines[-1]["copy"], "note", "\n6\n", "\n5\n"), "signature is wrong"),
        ],
    )
    def test_fails_even_if_the_operator_signs_it_anew(self, two_sides, change, complaint):
        file = two_sides.export(two_sides.ciso)
        lines = [json.loads(line) for line in file.read_bytes().splitlines()[:-1]]
        change(lines)
        file.write_bytes(signed_anew(lines))

        done = run_alone(file)

        assert done.returncode == 1
        assert complaint in done.stderr

    def test_that_is_not_there_cannot_be_read(self, tmp_path):
        assert run_alone(tmp_path / "nothing").returncode == 2


class TestTheScript:
    def test_imports_nothing_of_the_product(self):
        text = SCRIPT.read_text(encoding="utf-8")

        imports = {line.split()[1] for line in text.splitlines() if line.startswith(("import ", "from "))}
        assert imports <= set(sys.stdlib_module_names)
