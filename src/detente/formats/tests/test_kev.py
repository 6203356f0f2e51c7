"""CISA's catalogue, as JSON and CSV: the same facts, whatever the columns are called."""

import datetime as dt
import json

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.format import Absence
from detente.formats.kev import FORMATS
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of

JSON, CSV = FORMATS
ENTRY = {
    "cveID": "CVE-2024-0001",
    "vendorProject": "Acme",
    "product": "Gate",
    "vulnerabilityName": "Acme Gate Bypass",
    "dateAdded": "2024-05-31",
    "shortDescription": "s",
    "requiredAction": "r",
    "dueDate": "2024-06-21",
    "knownRansomwareCampaignUse": "Known",
    "notes": "n",
}


def catalogue(*entries):
    return json.dumps({"catalogVersion": "2024.05.31", "vulnerabilities": list(entries)})


class TestTheSamples:
    def test_as_json_hold_1404_entries(self, shared_data):
        source = Source(shared_data / "vuln/kev/kev_2025-08-25.json", "kev.json")

        found = read(JSON, source)

        assert recognised_as(source) == ["kev-json"]
        assert (len(found.found), len(found.rejected)) == (1404, 0)
        assert sum(one.ransomware is True for one in found.records) == 293
        assert sum(one.ransomware is None for one in found.records) == 1111
        assert found.dates == (
            dt.datetime(2021, 11, 3, tzinfo=dt.UTC),
            dt.datetime(2025, 8, 25, tzinfo=dt.UTC),
        )
        assert "Schneider Electric" in found.vendors

    def test_say_the_same_as_csv_and_as_json(self, shared_data):
        as_json = read(JSON, Source(shared_data / "vuln/kev/kev_2025-08-25.json", "kev.json"))
        as_csv = read(CSV, Source(shared_data / "vuln/kev/kev_2025-08-25.csv", "kev.csv"))

        assert as_json.records == as_csv.records
        assert [(one.key, one.vendor) for one in as_json.found] == [
            (one.key, one.vendor) for one in as_csv.found
        ]

    def test_as_csv_open_at_their_lines(self, shared_data):
        source = Source(shared_data / "vuln/kev/kev_2025-11.csv", "kev.csv")
        lines = source.path.read_text(encoding="utf-8").splitlines()

        found = read(CSV, source)

        assert recognised_as(source) == ["kev-csv"]
        assert (len(found.found), len(found.rejected)) == (1460, 0)
        for one in found.found[::73]:
            assert lines[int(one.locator.removeprefix("line ")) - 1].startswith(one.key + ",")


class TestEntry:
    def test_is_a_dated_fact_about_a_vendor(self, tmp_path):
        [found] = read(JSON, source_of(tmp_path, catalogue(ENTRY))).found

        assert (found.key, found.vendor, found.locator) == ("CVE-2024-0001", "Acme", "/vulnerabilities/0")
        assert found.valid_from == dt.datetime(2024, 5, 31, tzinfo=dt.UTC)
        assert (found.record.added_on, found.record.due_on) == (dt.date(2024, 5, 31), dt.date(2024, 6, 21))

    @pytest.mark.parametrize("word", ["Unknown", "", None])
    def test_does_not_take_unknown_for_no(self, tmp_path, word):
        [one] = read(
            JSON, source_of(tmp_path, catalogue({**ENTRY, "knownRansomwareCampaignUse": word}))
        ).records

        assert one.ransomware is None

    def test_may_come_in_the_first_edition_of_the_csv(self, tmp_path):
        text = (
            "CVE,Vendor/Project,Product,Vulnerability Name,Date Added to Catalog,Short Description,Action,"
            "Due Date,Notes\nCVE-2021-1,Accellion,FTA,Injection,11/3/2021,s,Apply,11/17/2021,\n"
        )
        source = source_of(tmp_path, text)

        [found] = read(CSV, source).found

        assert recognised_as(source) == ["kev-csv"]
        assert (found.key, found.record.added_on, found.record.due_on) == (
            "CVE-2021-1",
            dt.date(2021, 11, 3),
            dt.date(2021, 11, 17),
        )
        assert found.record.required_action == "Apply"

    def test_may_have_its_columns_in_any_order(self, tmp_path):
        source = source_of(
            tmp_path, "dueDate,product,dateAdded,cveID,vendorProject\n,Gate,2024-05-31,cve-2024-1,Acme\n"
        )

        [one] = read(CSV, source).records

        assert (one.cve, one.due_on, one.product) == ("CVE-2024-1", None, "Gate")

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"cveID": ""}, "cveID is missing"),
            ({"dateAdded": "31.05.2024"}, "no date"),
            ({"dateAdded": None}, "dateAdded is missing"),
            ({"vendorProject": " "}, "vendorProject is missing"),
        ],
    )
    def test_is_rejected_where_it_says_too_little(self, tmp_path, change, word):
        found = read(JSON, source_of(tmp_path, catalogue({**ENTRY, **change}, ENTRY)))

        assert len(found.found) == 1
        assert [one.locator for one in found.rejected] == ["/vulnerabilities/0"]
        assert word in found.rejected[0].reason

    def test_of_another_width_is_rejected_with_its_line(self, tmp_path):
        text = "cveID,vendorProject,product,dateAdded\nCVE-1,A,B\nCVE-2,A,B,2024-05-31\n"

        found = read(CSV, source_of(tmp_path, text))

        assert [one.locator for one in found.rejected] == ["line 2"]
        assert [one.key for one in found.found] == ["CVE-2"]


class TestACutOrAlteredFile:
    def test_is_refused_where_its_own_count_differs(self, tmp_path):
        whole = {"catalogVersion": "1", "count": 1404, "vulnerabilities": [ENTRY]}

        with pytest.raises(DamagedFile, match=r"`count` is 1404, and it has 1 entries. Download it again"):
            read(JSON, source_of(tmp_path, json.dumps(whole)))

    def test_is_refused_without_entries_at_all(self, tmp_path):
        with pytest.raises(DamagedFile, match="no array `vulnerabilities`"):
            read(JSON, source_of(tmp_path, '{"catalogVersion": "1"}'))

    def test_of_other_columns_is_refused_though_somebody_calls_it_the_catalogue(self, tmp_path):
        with pytest.raises(DamagedFile, match="none of the columns of the KEV catalogue"):
            read(CSV, source_of(tmp_path, "scheme,issued\nISO 27001,2026-01-01\n"))
        with pytest.raises(DamagedFile, match=r"not all of the columns .* it lacks dateAdded"):
            read(CSV, source_of(tmp_path, "cveID,vendorProject,product\nCVE-1,A,B\n"))

    @pytest.mark.parametrize("end", ["CVE-2,A,B,2024-05-31", "CVE-2,A", "CVE-2,A,B,2024-05-31\nCVE"])
    def test_does_not_pass_silently_where_it_ends_within_a_row(self, tmp_path, end):
        text = f"cveID,vendorProject,product,dateAdded\nCVE-1,A,B,2024-05-31\n{end}"

        found = read(CSV, source_of(tmp_path, text))

        assert len(found.rejected) == 1
        assert found.found[0].key == "CVE-1"

    def test_may_be_in_utf_16(self, tmp_path):
        text = "cveID,vendorProject,product,dateAdded\nCVE-1,A,B,2024-05-31\n"

        assert not read(CSV, source_of(tmp_path, text.encode("utf-16"))).rejected


class TestFormats:
    def test_take_an_absent_row_for_a_removed_one(self):
        assert {one.absence for one in FORMATS} == {Absence.REMOVED}

    def test_compare_with_each_other(self):
        assert JSON.series == CSV.series != ""
