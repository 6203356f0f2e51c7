"""Statuspage incidents: the vendor's own words, in UTC, and only against it."""

import datetime as dt
import json

import pytest

from detente.formats.sentence import sentence
from detente.formats.source import Source
from detente.formats.statuspage import FORMAT
from detente.formats.tests.reading import read, recognised_as, source_of

INCIDENT = {
    "id": "x1",
    "name": "Errors",
    "status": "resolved",
    "created_at": "2024-01-01T00:00:00-06:00",
    "resolved_at": "2024-01-01T02:30:00-06:00",
    "impact": "minor",
    "incident_updates": [],
}


def incidents(*several):
    return json.dumps({"page": {"id": "p", "name": "Acme"}, "incidents": list(several)})


def outage(tmp_path, **changes):
    [found] = read(FORMAT, source_of(tmp_path, incidents({**INCIDENT, **changes}))).found
    return found


class TestTheSample:
    def test_holds_eleven_outages_of_emma(self, shared_data):
        source = Source(shared_data / "performance/statuspage/emma_incidents_a.json", "i.json")

        found = read(FORMAT, source)

        assert recognised_as(source) == ["statuspage"]
        assert (len(found.found), found.rejected) == (11, [])
        assert found.vendors == {"Emma"}
        assert [one.impact for one in found.records].count("minor") == 8
        assert [one.impact for one in found.records].count("none") == 2

    def test_holds_the_time_emma_was_down(self, shared_data):
        found = read(FORMAT, Source(shared_data / "performance/statuspage/emma_incidents_a.json", "i.json"))

        one = found.by_key("gm8jc9315cyk")

        assert one.record.title == "Emma Application is currently down"
        assert one.record.impact == "major"
        assert one.record.started_at == dt.datetime(2018, 10, 23, 4, 57, 26, 169000, tzinfo=dt.UTC)
        assert one.record.ended_at == dt.datetime(2018, 10, 23, 6, 30, 33, 671000, tzinfo=dt.UTC)
        assert one.record.measured_by == "status page"
        assert one.locator == "/incidents/5"


class TestIncident:
    def test_is_in_utc(self, tmp_path):
        found = outage(tmp_path)

        assert found.record.started_at == found.valid_from == dt.datetime(2024, 1, 1, 6, tzinfo=dt.UTC)
        assert found.record.ended_at == dt.datetime(2024, 1, 1, 8, 30, tzinfo=dt.UTC)

    def test_starts_when_it_says_so_rather_than_when_it_was_posted(self, tmp_path):
        found = outage(tmp_path, started_at="2024-01-01T05:00:00Z")

        assert found.record.started_at.hour == 5

    def test_is_open_until_it_is_resolved(self, tmp_path):
        assert outage(tmp_path, status="monitoring", resolved_at=None).record.ended_at is None

    def test_ends_with_the_update_that_resolves_it_where_nothing_else_says_so(self, tmp_path):
        updates = [
            {"status": "postmortem", "created_at": "2024-01-05T00:00:00Z"},
            {"status": "resolved", "created_at": "2024-01-01T09:00:00Z"},
            {"status": "investigating", "created_at": "2024-01-01T06:00:00Z"},
        ]

        found = outage(tmp_path, status="postmortem", resolved_at=None, incident_updates=updates)

        assert found.record.ended_at == dt.datetime(2024, 1, 1, 9, tzinfo=dt.UTC)

    def test_is_of_the_components_it_names_else_of_the_page(self, tmp_path):
        parts = [{"name": "Mail"}, {"name": "Web"}, {"name": "Mail"}]

        assert outage(tmp_path).record.service == "Acme"
        assert outage(tmp_path, components=parts).record.service == "Mail, Web"
        update = {"status": "x", "created_at": "2024-01-01T06:00:00Z", "affected_components": parts[:1]}
        assert outage(tmp_path, incident_updates=[update]).record.service == "Mail"

    @pytest.mark.parametrize(
        ("impact", "state", "called"),
        [
            ("none", "degraded_performance", "none"),
            ("minor", "degraded_performance", "minor"),
            ("minor", "partial_outage", "major"),
            ("none", "major_outage", "major"),
            ("critical", "partial_outage", "critical"),
            (None, "major_outage", None),
        ],
    )
    def test_was_down_while_a_part_had_an_outage_whatever_it_is_called(self, tmp_path, impact, state, called):
        part = {"name": "Mail", "old_status": "operational", "new_status": state}
        update = {"status": "x", "created_at": "2024-01-01T06:00:00Z", "affected_components": [part]}

        assert outage(tmp_path, impact=impact, incident_updates=[update]).record.impact == called

    @pytest.mark.parametrize(
        ("impact", "words"),
        [
            (
                "none",
                "Acme had a notice from 1 January 2024, 06:00 UTC, 2.5 hours (told by its status page, impact none)",
            ),
            (
                "minor",
                "Acme was degraded from 1 January 2024, 06:00 UTC, 2.5 hours (told by its status page, impact minor)",
            ),
            (
                "major",
                "Acme was down from 1 January 2024, 06:00 UTC, 2.5 hours (told by its status page, impact major)",
            ),
        ],
    )
    def test_was_down_in_words_only_where_it_was(self, tmp_path, impact, words):
        assert sentence(outage(tmp_path, impact=impact).record) == f"{words}. Errors"

    def test_is_no_outage_when_it_was_planned(self, tmp_path):
        found = read(FORMAT, source_of(tmp_path, incidents({**INCIDENT, "impact": "maintenance"})))

        assert (found.found, found.rejected) == ([], [])
        assert found.passed_over == {"tell of planned maintenance, which is no outage": 1}

    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ({"created_at": "soon"}, "no moment"),
            ({"id": None}, "id is missing"),
            ({"resolved_at": "2023-01-01T00:00:00Z"}, "ends"),
            ({"resolved_at": None}, "nothing says when"),
        ],
    )
    def test_is_rejected_where_it_makes_no_sense(self, tmp_path, changes, word):
        found = read(FORMAT, source_of(tmp_path, incidents({**INCIDENT, **changes}, INCIDENT)))

        assert len(found.found) == 1
        assert [one.locator for one in found.rejected] == ["/incidents/0"]
        assert word in found.rejected[0].reason


class TestFormat:
    def test_counts_only_against_the_vendor(self):
        assert FORMAT.against_only

    @pytest.mark.parametrize("content", ['{"page": 1, "incidents": []}', '{"incidents": []}', "[]"])
    def test_is_not_seen_in_other_json(self, tmp_path, content):
        assert not FORMAT.matches(source_of(tmp_path, content))
