"""Incidents in VERIS as JSON."""

import json
from datetime import UTC, date, datetime

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.found import UNDATED, Assurance
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.veris import FORMAT

INCIDENT = {
    "incident_id": "I-1",
    "security_incident": "Confirmed",
    "summary": "A laptop\nwas lost.",
    "timeline": {"incident": {"year": 2016, "month": 9, "day": 17}},
    "victim": {"victim_id": "Kestrel"},
    "action": {"social": {}, "malware": {}},
    "actor": {"partner": {}},
    "asset": {"assets": [{"variety": "U - Laptop"}, {"variety": "U - Laptop"}, {"variety": "M - Documents"}]},
    "attribute": {"confidentiality": {"data_disclosure": "Yes", "data_total": 12}},
}


def one(tmp_path, **changes):
    return read(FORMAT, source_of(tmp_path, json.dumps(INCIDENT | changes)))


def confidentiality(**said):
    return {"attribute": {"confidentiality": said}}


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "vendor", "day", "category", "disclosed", "locator"),
        [
            ("1_3_4-test1", "Best Western", date(2016, 9, 17), "malware, social", "yes", "lines 1 to 171"),
            ("1_3_4-test3", "Best Western", date(2016, 9, 17), "malware, social", "yes", "lines 1 to 186"),
            ("1_3_6-test1", None, date(2020, 9, 17), "unknown", "", "lines 1 to 76"),
        ],
    )
    def test_hold_one_incident_each(self, shared_data, name, vendor, day, category, disclosed, locator):
        source = Source(shared_data / "incidents" / "veris_json" / f"veris-{name}.json", name)

        (found,) = read(FORMAT, source).found

        assert recognised_as(source) == ["veris-json"]
        assert (found.vendor, found.record.occurred_on, found.locator) == (vendor, day, locator)
        assert (found.record.category, found.record.data_disclosed) == (category, disclosed)
        assert (found.record.certainty, found.record.records) == ("confirmed", None)

    def test_do_not_include_the_schema(self, shared_data):
        assert recognised_as(Source(shared_data / "incidents" / "verisc-merged.json", "schema")) == []


class TestAnIncident:
    def test_says_all_that_is_known(self, tmp_path):
        (found,) = one(tmp_path).found

        record = found.record
        assert (found.vendor, record.entity, found.key) == ("Kestrel", "Kestrel", "VERIS I-1")
        assert found.valid_from == datetime(2016, 9, 17, tzinfo=UTC)
        assert (record.category, record.assets) == ("malware, social", "U - Laptop, M - Documents")
        assert (record.records, record.summary) == (12, "A laptop was lost.")
        assert (record.supplier_involved, record.reported_on, record.occurred_in) == (True, None, "")

    def test_is_coded_by_a_third_party(self):
        assert FORMAT.assurance is Assurance.THIRD_PARTY_ASSESSED

    @pytest.mark.parametrize(
        ("when", "valid_from", "known"),
        [
            ({"year": 2016}, datetime(2016, 1, 1, tzinfo=UTC), "2016"),
            ({"year": 2016, "month": 9}, datetime(2016, 9, 1, tzinfo=UTC), "2016-09"),
            ({"year": 2016, "month": 9, "day": 31}, datetime(2016, 9, 1, tzinfo=UTC), "2016-09"),
            ({}, UNDATED, ""),
            (None, UNDATED, ""),
        ],
    )
    def test_keeps_what_is_known_of_its_day(self, tmp_path, when, valid_from, known):
        (found,) = one(tmp_path, timeline={"incident": when}).found

        assert (found.valid_from, found.record.occurred_on, found.record.occurred_in) == (
            valid_from,
            None,
            known,
        )

    @pytest.mark.parametrize(
        ("said", "records"),
        [
            ({"data_total": 12, "data": [{"amount": 5}]}, 12),
            ({"data": [{"amount": 5}]}, 5),
            ({"data": [{"amount": 5}, {"amount": 7}]}, None),
            ({"data": "x"}, None),
            ({"data_total": 0}, 0),
            ({}, None),
        ],
    )
    def test_counts_records_only_where_a_number_is_stated(self, tmp_path, said, records):
        assert one(tmp_path, **confidentiality(**said)).records[0].records == records

    @pytest.mark.parametrize("name", ["", "Unknown", None])
    def test_may_name_nobody(self, tmp_path, name):
        (found,) = one(tmp_path, victim={"victim_id": name}).found

        assert (found.vendor, found.record.entity) == (None, "")

    @pytest.mark.parametrize(
        ("changes", "reason"),
        [
            ({"incident_id": None}, "no incident_id"),
            ({"timeline": {"incident": {"year": "soon"}}}, "year is 'soon'"),
            ({"timeline": {"incident": {"year": 2016, "month": 13}}}, "month 13"),
            (confidentiality(data_total=-1), "data_total is '-1'"),
        ],
    )
    def test_is_rejected_where_it_cannot_be_used(self, tmp_path, changes, reason):
        said = one(tmp_path, **changes)

        assert said.found == []
        assert reason in said.rejected[0].reason
        assert said.rejected[0].excerpt

    def test_may_say_a_part_in_two_pieces(self, tmp_path):
        twice = json.dumps(INCIDENT)[:-1] + ', "attribute": {"confidentiality": {"data": []}}}'

        assert read(FORMAT, source_of(tmp_path, twice)).records[0].records == 12

    def test_may_not_contradict_itself(self, tmp_path):
        twice = json.dumps(INCIDENT)[:-1] + ', "victim": {"victim_id": "Heron"}}'

        with pytest.raises(DamagedFile, match="'victim_id' stands twice"):
            read(FORMAT, source_of(tmp_path, twice))


class TestAnArray:
    def test_points_at_each_incident_and_rejects_one_alone(self, tmp_path):
        source = source_of(tmp_path, json.dumps([INCIDENT, 5, INCIDENT | {"incident_id": "I-2"}]))

        said = read(FORMAT, source)

        assert recognised_as(source) == ["veris-json"]
        assert [(one.key, one.locator) for one in said.found] == [("VERIS I-1", "/0"), ("VERIS I-2", "/2")]
        assert [one.locator for one in said.rejected] == ["/1"]

    def test_is_no_text(self, tmp_path):
        with pytest.raises(DamagedFile, match="no VERIS incident"):
            read(FORMAT, source_of(tmp_path, '"x"'))
