"""The FedRAMP Marketplace in its old and its new schema."""

import json
from collections import Counter
from datetime import UTC, date, datetime

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.fedramp_marketplace import FORMAT, status
from detente.formats.format import Absence
from detente.formats.found import UNDATED, Assurance
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of

OLD = {
    "Package_ID": "F1",
    "Cloud_Service_Provider_Name": "Kestrel ",
    "Cloud_Service_Provider_Package": "Kestrel  Cloud",
    "Designation": "Compliant",
    "Impact_Level": "Li-SaaS",
    "Service_Model": ["SaaS"],
    "Deployment_Model": "Public Cloud",
    "Independent_Assessor": "Heron Audit",
    "Announcement_Date": "2020-02-03T05:00:00.000Z",
    "Original_Authorization_Date": "2020-01-02T05:00:00.000Z",
    "FedRAMP_In-Process_Date": "2019-05-06T04:00:00.000Z",
    "Original_Expiration_Date": "2023-01-02T05:00:00.000Z",
    "Authorizing_Agency": "Department of Birds",
}
NEW = {
    "id": "F1",
    "csp": "Kestrel",
    "cso": "Kestrel Cloud",
    "status": "FedRAMP Authorized",
    "impact_level": "LI-SaaS",
    "service_model": ["SaaS"],
    "deployment_model": "Public Cloud",
    "independent_assessor": "Heron Audit",
    "auth_date": "2020-02-03T20:00:00.000Z",
    "ready_date": "No FRR Date",
    "ip_agency_date": "Not Active",
    "ip_pmo_date": "2019-05-06T20:00:00.000Z",
}
ATO = {"id": " F1", "parent": "Department of Birds", "sub": "", "exp_date": "2023-01-02T20:00:00.000Z"}


def old(tmp_path, *rows):
    return source_of(tmp_path, json.dumps({"data": {"Providers": rows}}), "old.json")


def new(tmp_path, *rows, ato=(ATO,)):
    return source_of(tmp_path, json.dumps({"data": {"Products": rows, "AtoMapping": ato}}), "new.json")


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "statuses", "vendors", "first", "last", "with_an_end"),
        [
            ("2021-07-30", (233, 53, 33), 261, date(2013, 1, 31), date(2021, 7, 27), 89),
            ("2024-06-16", (309, 96, 20), 342, date(2013, 1, 31), date(2023, 6, 13), 137),
            ("2026-08-22", (309, 96, 20), 342, date(2013, 1, 31), date(2023, 6, 13), 137),
            ("new_format_test", (342, 82, 12), 366, date(2013, 1, 31), date(2024, 9, 11), 159),
        ],
    )
    def test_list_so_many_products(self, shared_data, name, statuses, vendors, first, last, with_an_end):
        source = Source(shared_data / "fedramp" / f"marketplace_{name}.json", name)

        said = read(FORMAT, source)

        assert recognised_as(source) == ["fedramp-marketplace"]
        assert said.rejected == []
        counted = Counter(one.status for one in said.records)
        assert tuple(counted[one] for one in ("in force", "in process", "ready")) == statuses
        assert sum(counted.values()) == sum(statuses) == len({one.key for one in said.found})
        assert len(said.vendors) == vendors
        assert tuple(one.date() for one in said.dates) == (first, last)
        assert sum(one.expires_on is not None for one in said.records) == with_an_end
        assert {one.level for one in said.records} == {"High", "Moderate", "Low", "LI-SaaS"}

    def test_say_the_same_under_another_time_stamp(self, shared_data):
        first, second = (
            read(FORMAT, Source(shared_data / "fedramp" / f"marketplace_{name}.json", name)).found
            for name in ("2024-06-16", "2026-08-22")
        )

        assert first == second

    def test_know_cloud_gov_by_the_same_key_and_day_in_both_schemas(self, shared_data):
        before, after = (
            read(FORMAT, Source(shared_data / "fedramp" / f"marketplace_{name}.json", name)).by_key(
                "FedRAMP F1607067912"
            )
            for name in ("2024-06-16", "new_format_test")
        )

        assert (before.locator, after.locator) == ("/data/Providers/0", "/data/Products/0")
        assert before.record.issued_on == after.record.issued_on == date(2017, 2, 2)
        assert before.valid_from == after.valid_from == datetime(2017, 2, 2, tzinfo=UTC)
        assert (before.record.words, after.record.words) == ("Compliant", "FedRAMP Authorized")
        assert before.record.auditor == after.record.auditor == "SecureIT"
        assert (before.vendor, after.vendor) == ("18F", "18F - 18F Cloud.gov")

    def test_share_356_keys_over_the_change_of_schema(self, shared_data):
        before, after = (
            {
                one.key
                for one in read(
                    FORMAT, Source(shared_data / "fedramp" / f"marketplace_{name}.json", name)
                ).found
            }
            for name in ("2024-06-16", "new_format_test")
        )

        assert len(before & after) == 356

    def test_keep_the_authorised_row_of_a_package_listed_twice(self, shared_data):
        said = read(FORMAT, Source(shared_data / "fedramp" / "marketplace_2024-06-16.json", "x"))

        authorised = said.by_key("FedRAMP FR2112263551")
        remnant = said.by_key("FedRAMP FR2112263551, in process")

        assert (authorised.record.status, authorised.locator) == ("in force", "/data/Providers/291")
        assert authorised.record.expires_on == date(2025, 6, 27)
        assert authorised.record.expiry_of == "authorisation by Department of Energy"
        assert (remnant.record.status, remnant.record.issued_on) == ("in process", None)


class TestBothSchemas:
    def test_say_the_same_of_a_product(self, tmp_path):
        (before,) = read(FORMAT, old(tmp_path, OLD)).found
        (after,) = read(FORMAT, new(tmp_path, NEW)).found

        assert before.record.issued_on == date(2020, 2, 3)
        assert before.record.expiry_of == "authorisation by Department of Birds"
        assert (before.record.level, before.record.scope) == ("LI-SaaS", "SaaS; Public Cloud")
        same = [
            (
                one.key,
                one.vendor,
                one.valid_from,
                one.record.product,
                one.record.status,
                one.record.expires_on,
            )
            for one in (before, after)
        ]
        assert same[0] == same[1]

    def test_are_listed_by_a_regulator_and_a_vanished_row_says_nothing(self):
        assert (FORMAT.assurance, FORMAT.absence) == (Assurance.REGULATOR_LISTED, Absence.SAYS_NOTHING)

    def test_put_no_end_to_what_outlives_the_sponsors_authorisation(self, tmp_path):
        assert read(FORMAT, old(tmp_path, OLD)).found[0].valid_to is None

    def test_date_each_status_by_its_own_day(self, tmp_path):
        rows = [
            OLD,
            OLD | {"Package_ID": "F2", "Designation": "In Process"},
            OLD
            | {"Package_ID": "F3", "Designation": "FedRAMP Ready", "Fedramp_Ready_Date": "2018-07-08T04:00Z"},
        ]

        said = read(FORMAT, old(tmp_path, *rows))

        assert [one.valid_from.date() for one in said.found] == [
            date(2020, 2, 3),
            date(2019, 5, 6),
            date(2018, 7, 8),
        ]
        assert [one.issued_on for one in said.records] == [date(2020, 2, 3), None, None]

    def test_give_no_date_where_the_row_has_none(self, tmp_path):
        row = {name: value for name, value in OLD.items() if not name.endswith("_Date")}

        assert read(FORMAT, old(tmp_path, row)).found[0].valid_from == UNDATED

    def test_keep_the_words_of_a_status_nobody_has_heard_of(self, tmp_path):
        said = read(FORMAT, new(tmp_path, NEW | {"status": "Under Reconsideration"}))

        assert [(one.status, one.words) for one in said.records] == [("unknown", "Under Reconsideration")]
        assert said.dates[0].date() == date(2019, 5, 6)

    def test_reject_rows_without_provider_or_package_and_keep_the_rest(self, tmp_path):
        said = read(
            FORMAT,
            old(tmp_path, OLD | {"Package_ID": None}, 7, OLD, OLD | {"Cloud_Service_Provider_Name": ""}),
        )

        assert [one.locator for one in said.rejected] == [f"/data/Providers/{n}" for n in (0, 1, 3)]
        assert "no package id" in said.rejected[0].reason
        assert "no provider" in said.rejected[2].reason
        assert len(said.found) == 1

    def test_reject_the_same_package_with_the_same_status(self, tmp_path):
        said = read(FORMAT, old(tmp_path, OLD, OLD))

        assert (len(said.found), said.rejected[0].locator) == (1, "/data/Providers/1")

    @pytest.mark.parametrize("order", [1, -1])
    def test_do_not_mind_the_order_of_a_package_listed_twice(self, tmp_path, order):
        rows = [OLD, OLD | {"Designation": "In Process"}][::order]

        said = read(FORMAT, old(tmp_path, *rows))

        assert said.by_key("FedRAMP F1").record.status == "in force"
        assert said.by_key("FedRAMP F1, in process").record.status == "in process"

    def test_take_the_latest_of_several_ends(self, tmp_path):
        later = ATO | {"exp_date": "2024-05-06T20:00:00.000Z", "parent": "Department of Nests", "sub": "Eggs"}

        record = read(FORMAT, new(tmp_path, NEW, ato=(later, ATO))).records[0]

        assert (record.expires_on, record.expiry_of) == (
            date(2024, 5, 6),
            "authorisation by Department of Nests, Eggs",
        )

    def test_do_not_fail_on_values_of_another_type(self, tmp_path):
        row = dict.fromkeys(NEW, 5) | {"id": "F1", "csp": "Kestrel", "auth_date": "2020-02-31"}

        (found,) = read(FORMAT, new(tmp_path, row, ato=5)).found

        assert (found.record.status, found.record.issued_on, found.record.scope) == ("unknown", None, "")

    @pytest.mark.parametrize(
        "content", ["[]", "{}", '{"data": 1}', '{"data": {"Providers": 1}}', '{"data": []}']
    )
    def test_refuse_what_is_no_marketplace(self, tmp_path, content):
        source = source_of(tmp_path, content)

        assert recognised_as(source) == []
        with pytest.raises(DamagedFile, match=r"neither data\.Providers nor data\.Products"):
            read(FORMAT, source)


class TestStatus:
    @pytest.mark.parametrize(
        ("words", "meaning"),
        [
            ("Compliant", "in force"),
            ("FedRAMP Authorized", "in force"),
            ("Authorized", "in force"),
            ("FedRAMP 20x Low Authorized", "in force"),
            ("Rev. 5 Agency Authorized", "in force"),
            ("FedRAMP In Process", "in process"),
            ("In-Process", "in process"),
            ("FedRAMP Ready", "ready"),
            ("Revoked", "withdrawn"),
            ("Not Authorized", "unknown"),
            ("", "unknown"),
        ],
    )
    def test_is_read_without_the_words_around_it(self, words, meaning):
        assert status(words) == meaning
