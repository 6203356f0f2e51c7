"""What Upptime keeps beside its events: shares and minutes, never an outage that nobody dated."""

import datetime as dt
import json

import pytest

from detente.formats.errors import UnknownFormat
from detente.formats.format import detect
from detente.formats.found import UNDATED
from detente.formats.records import Measure, Monitoring, Outage
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.upptime_status import FORMATS

HISTORY, BADGE, SUMMARY = FORMATS
WRITTEN = dt.datetime(2026, 8, 23, tzinfo=dt.UTC)


def badge(folder, label, message, name="api/mail/uptime.json", **dated):
    source = source_of(folder, json.dumps({"schemaVersion": 1, "label": label, "message": message}))
    source.name = name
    source.written_at, source.beside_at = dated.get("written_at", WRITTEN), dated.get("beside_at")
    return read(BADGE, source)


class TestTheSamples:
    def test_of_history_say_the_state_at_the_last_check(self, shared_data):
        folder = shared_data / "performance/upptime_a/history"
        files = sorted(folder.glob("*.yml"))

        found = [read(HISTORY, Source(path, path.name)) for path in files]

        assert {name for path in files for name in recognised_as(Source(path, path.name))} == {
            "upptime-history"
        }
        assert [len(one.found) for one in found].count(2) == 1
        [down] = [one for each in found for one in each.found if isinstance(one.record, Outage)]
        assert down.record.service == "axial-quote-backend"
        assert down.record.ended_at is None
        assert down.locator == "line 2"

    def test_of_history_open_at_their_line(self, shared_data):
        path = shared_data / "performance/upptime_a/history/esprit-guitare.yml"

        [found] = read(HISTORY, Source(path, path.name)).found

        assert found.record == Measure(
            "response time of esprit-guitare",
            1133.0,
            "ms",
            ends_at=dt.datetime(2026, 8, 22, 23, 18, 30, 5000, tzinfo=dt.UTC),
        )
        assert found.locator == "line 4"

    def test_of_badges_are_all_read(self, shared_data):
        found = []
        for path in sorted((shared_data / "performance/upptime_a/api").rglob("*.json")):
            source = Source(path, str(path.relative_to(shared_data)), written_at=WRITTEN)
            assert recognised_as(source) == ["upptime-badge"]
            one = read(BADGE, source)
            assert one.rejected == []
            found += one.found

        assert len(found) == 12 * 6
        shares = {
            one.record.service: one.record.uptime_share for one in found if one.key.endswith("uptime 30d")
        }
        assert shares["axialdata-website"] == 0.8496
        assert shares["axial-quote-backend"] == 0.0

    def test_of_the_summary_state_shares_and_minutes(self, shared_data):
        source = Source(shared_data / "performance/upptime_a/summary.json", "summary.json")

        found = read(SUMMARY, source)

        assert recognised_as(source) == ["upptime-summary"]
        assert found.rejected == []
        month = found.by_key("axialdata Website uptime 30d")
        assert month.record == Monitoring(
            "axialdata Website", WRITTEN - dt.timedelta(days=30), WRITTEN, uptime_share=0.847
        )
        assert month.locator == "/0/uptimeMonth"
        day = found.by_key("axialdata Website minutes down 2026-07-09")
        assert (day.record.value, day.record.unit, day.record.ends_at - day.record.starts_at) == (
            682.0,
            "minutes",
            dt.timedelta(days=1),
        )

    def test_of_the_configuration_are_no_evidence(self, shared_data):
        with pytest.raises(UnknownFormat):
            detect(Source(shared_data / "performance/upptime_a/upptimerc.yml", ".upptimerc.yml"))


class TestBadge:
    def test_states_the_share_of_its_period(self, tmp_path):
        [found] = badge(tmp_path, "uptime 1y", "98.08%").found

        assert found.record == Monitoring(
            "mail", WRITTEN - dt.timedelta(days=365), WRITTEN, uptime_share=0.9808
        )
        assert found.valid_from == WRITTEN

    def test_states_a_measure_where_its_period_has_no_beginning(self, tmp_path):
        [found] = badge(tmp_path, "uptime", "98.08%").found

        assert found.record == Measure("uptime of mail", 0.9808, "share", ends_at=WRITTEN)

    def test_of_response_times_claims_no_uptime(self, tmp_path):
        [found] = badge(tmp_path, "response time 30d", "891 ms").found

        assert found.record == Measure(
            "response time of mail", 891.0, "ms", WRITTEN - dt.timedelta(days=30), WRITTEN
        )

    @pytest.mark.parametrize(
        ("label", "message", "measure"),
        [
            ("uptime 30d", "98%", Measure("uptime of mail over 30 days", 0.98, "share")),
            ("uptime 24h", "98%", Measure("uptime of mail over 1 day", 0.98, "share")),
            ("uptime", "98%", Measure("uptime of mail", 0.98, "share")),
            ("response time 1y", "9 ms", Measure("response time of mail over 365 days", 9.0, "ms")),
        ],
    )
    def test_that_nobody_dates_claims_no_watch_up_to_the_disks_date(self, tmp_path, label, message, measure):
        [found] = badge(tmp_path, label, message, written_at=None).found

        assert (found.record, found.valid_from) == (measure, UNDATED)

    def test_is_dated_by_what_arrived_with_it_and_by_its_sender_first(self, tmp_path):
        earlier = WRITTEN - dt.timedelta(days=9)

        [beside] = badge(tmp_path, "uptime 30d", "98%", written_at=None, beside_at=earlier).found
        [said] = badge(tmp_path, "uptime 30d", "98%", beside_at=earlier).found

        assert (beside.record.ends_at, said.record.ends_at) == (earlier, WRITTEN)

    @pytest.mark.parametrize(
        ("label", "message"),
        [("uptime", "101%"), ("uptime", "n/a"), ("uptime", ""), ("response time", "fast")],
    )
    def test_is_rejected_where_it_states_no_value(self, tmp_path, label, message):
        found = badge(tmp_path, label, message)

        assert (found.found, len(found.rejected)) == ([], 1)

    def test_is_rejected_where_nothing_says_of_which_service(self, tmp_path):
        found = badge(tmp_path, "uptime", "98%", name="uptime.json")

        assert "import it from its folder" in found.rejected[0].reason

    def test_of_something_else_is_not_seen(self, tmp_path):
        assert not BADGE.matches(source_of(tmp_path, '{"schemaVersion": 1, "label": "build"}'))


class TestSummary:
    def test_that_lists_no_day_claims_no_watch_up_to_the_disks_date(self, tmp_path):
        source = source_of(tmp_path, json.dumps([{"name": "A", "slug": "a", "uptimeMonth": "99%"}]))

        [found] = read(SUMMARY, source).found

        assert (found.record, found.valid_from) == (
            Measure("uptime of A over 30 days", 0.99, "share"),
            UNDATED,
        )

    @pytest.mark.parametrize(
        "service",
        [
            {"name": "A", "uptimeMonth": "lots"},
            {"uptimeMonth": "1%"},
            {"name": "A", "dailyMinutesDown": {"2026-01-01": 2000}},
        ],
    )
    def test_rejects_a_service_that_makes_no_sense(self, tmp_path, service):
        found = read(SUMMARY, source_of(tmp_path, json.dumps([service])))

        assert [one.locator for one in found.rejected] == ["/0"]
