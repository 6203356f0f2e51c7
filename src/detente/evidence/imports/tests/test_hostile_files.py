"""Files that attack whoever reads them are refused with a reason, and leave nothing; hostile rows are rejected."""

import csv
import io
import json
import zipfile

import pytest
from xlsxwriter import Workbook

from detente.evidence.imports.contracts import Outcome
from detente.evidence.imports.selectors import list_rejected_rows, show_import
from detente.evidence.imports.services.read_file import KEPT_REJECTIONS
from detente.evidence.imports.tests.bringing import bring, kev, keys, started, written
from detente.evidence.ledger.models import Document, Evidence
from detente.foundation.tenancy import acting_for

HEADER = "kind,vendor,number,opened_at,priority,state\n"


def workbook(folder, extra: dict[str, bytes]):
    path = folder / "book.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("One").write_row(0, 0, ["a", "b"])
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in extra.items():
            archive.writestr(name, content)
    return path


HOSTILE = {
    "a zip bomb": (
        lambda folder: workbook(folder, {"xl/media/bomb.xml": b" " * 30_000_000}),
        "archive bomb",
    ),
    "an entity bomb": (
        lambda folder: workbook(
            folder,
            {
                "xl/worksheets/sheet9.xml": b'<!DOCTYPE lolz [<!ENTITY lol "lol">]><worksheet>&lol;</worksheet>'
            },
        ),
        "entities",
    ),
    "a huge line": (lambda folder: written(folder, HEADER + "x" * 9_000_000), "longer than 8 MiB"),
    "NUL bytes": (lambda folder: written(folder, HEADER + "ticket,Acme,1\0,,,\n"), "NUL"),
    "two encodings": (
        lambda folder: written(
            folder, HEADER.encode() + "ticket,Zürich,1,,,é\n".encode() + "ticket,Zürich\n".encode("cp1252")
        ),
        "is not UTF-8",
    ),
    "deep JSON": (
        lambda folder: written(folder, '{"vulnerabilities":' + "[" * 100_000, "deep.json"),
        "levels deep",
    ),
    "an open quote": (lambda folder: written(folder, HEADER + 'ticket,"Acme,1,,\n'), "never closed"),
    "a program": (lambda folder: written(folder, b"\x7fELF" + b"\0" * 100), "a program"),
    "nothing": (lambda folder: written(folder, b""), "none of the"),
    "a folder": (lambda folder: folder, "not a file"),
}


class TestAFile:
    @pytest.mark.parametrize("kind", HOSTILE)
    def test_that_is_hostile_is_refused_with_its_name_and_the_reason_and_leaves_nothing(
        self, the_analyst, tmp_path, kind
    ):
        started(the_analyst)
        make, reason = HOSTILE[kind]

        report = bring(the_analyst, make(tmp_path))

        [file] = report.files
        assert (file.outcome, report.exit_code) == (Outcome.UNUSABLE, 2)
        assert reason in file.message
        with acting_for(the_analyst.organisation, writes=False):
            assert not Document.objects.exists()
            assert not Evidence.objects.exists()

    def test_that_breaks_off_after_many_good_rows_leaves_none_of_them(self, the_analyst, tmp_path):
        started(the_analyst)
        rows = "".join(f"ticket,Acme,{number},2026-10-01T00:00:00Z,1,\n" for number in range(3_000))

        report = bring(the_analyst, written(tmp_path, HEADER + rows + 'ticket,"Acme'))

        assert report.files[0].outcome is Outcome.UNUSABLE
        assert "line 3002" in report.files[0].message
        assert keys(the_analyst) == []

    def test_that_is_good_comes_in_beside_one_that_is_not(self, the_analyst, tmp_path):
        started(the_analyst)
        good = written(tmp_path, HEADER + "ticket,Acme,1,2026-10-01T00:00:00Z,1,\n", "good.csv")

        report = bring(the_analyst, written(tmp_path, "\0", "bad.csv"), good)

        assert [one.outcome for one in report.files] == [Outcome.UNUSABLE, Outcome.ADDED]
        assert keys(the_analyst) == ["1"]


class TestARow:
    def test_with_half_a_character_or_a_huge_number_is_rejected_alone(self, the_analyst, tmp_path):
        started(the_analyst)
        good = ("CVE-2026-0001", "Acme", "2026-01-10")
        path = kev(tmp_path, good, ("CVE-2026-0002", "Acme", "2026-01-10", "\ud800"))
        path.write_text(path.read_text().replace("\\\\ud800", "\\ud800"))

        file = bring(the_analyst, path).files[0]

        assert (file.facts, file.rejected) == (1, 1)
        assert file.rejections[0].locator == "/vulnerabilities/1"
        assert "no text" in file.rejections[0].reason
        assert keys(the_analyst) == ["CVE-2026-0001"]

    @pytest.mark.parametrize("bad", ["Ac\\u0000me", "Ac\\ud800me", "A" * 301])
    def test_whose_vendor_no_database_could_keep_is_rejected_alone(self, the_analyst, tmp_path, bad):
        started(the_analyst)
        path = kev(tmp_path, ("CVE-2026-0001", "Acme", "2026-01-10"), ("CVE-2026-0002", "BAD", "2026-01-10"))
        path.write_text(path.read_text().replace("BAD", bad))

        file = bring(the_analyst, path).files[0]

        assert (file.facts, file.rejected) == (1, 1)
        assert show_import(actor=the_analyst, number=bring(the_analyst, path).id).files[0].facts == 1

    def test_is_kept_with_its_reason_up_to_ten_thousand(self, the_analyst, tmp_path):
        rows = "ticket,Acme,1,never,1,\n" * (KEPT_REJECTIONS + 5)

        report = bring(the_analyst, written(tmp_path, HEADER + rows))

        [file] = report.files
        assert file.rejected == KEPT_REJECTIONS + 5
        assert len(file.rejections) == 100
        assert f"The first {KEPT_REJECTIONS} of {KEPT_REJECTIONS + 5} rejected rows are kept" in file.message
        page = list_rejected_rows(actor=the_analyst, number=report.id, limit=200)
        assert (len(page.items), page.next is not None) == (200, True)


class TestFormulae:
    def test_are_made_harmless_in_the_download_of_rejected_rows(self, the_ciso, browser, tmp_path):
        path = written(
            tmp_path, "kind,vendor,number,opened_at\n=cmd|' /C calc'!A0,Acme,1,x\nticket,,2,never\n"
        )
        number = bring(the_ciso, path).id

        answer = browser(the_ciso).get(f"/imports/{number}/rejected.csv")

        content = b"".join(answer.streaming_content).decode()
        rows = list(csv.reader(io.StringIO(content)))
        assert answer["Content-Disposition"] == f'attachment; filename="rejected-{number}.csv"'
        assert rows[0] == ["where", "reason", "as written"]
        assert [row[0] for row in rows[1:]] == ["line 2", "line 3"]
        assert rows[1][2].startswith("'=cmd")
        assert not any(cell.startswith(tuple("=+-@\t\r")) for row in rows for cell in row)

    @pytest.mark.parametrize("row", ['Acme,"=1+1"', '"=HYPERLINK(A1)",1'])
    def test_in_a_key_or_a_name_are_rejected(self, the_analyst, tmp_path, row):
        started(the_analyst)
        table = HEADER + f"ticket,{row},2026-10-01T00:00:00Z,1,\nticket,Acme,2,2026-10-01T00:00:00Z,1,\n"

        report = bring(the_analyst, written(tmp_path, table))

        assert (report.exit_code, keys(the_analyst)) == (3, ["2"])
        assert "would run as a formula" in report.files[0].rejections[0].reason


def test_json_with_a_number_of_a_thousand_digits_is_refused_or_rejected(the_analyst, tmp_path):
    path = written(tmp_path, json.dumps({"catalogVersion": "1", "vulnerabilities": []}), "k.json")
    path.write_text(path.read_text().replace('"1"', "9" * 5_000))

    assert bring(the_analyst, path).files[0].outcome is Outcome.UNUSABLE
