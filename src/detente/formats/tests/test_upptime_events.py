"""Upptime events: repeated downs are one outage, every recovery ends it, silence is not watching."""

import csv
import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.records import Monitoring, Outage
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.upptime_events import FORMAT

START = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def events(tmp_path, *rows):
    lines = [
        f"{(START + dt.timedelta(minutes=minute)).isoformat()},{service},{state}"
        for minute, service, state in rows
    ]
    return read(FORMAT, source_of(tmp_path, "time,service,state\n" + "\n".join(lines)))


def outages(found):
    minutes = []
    for one in found.records:
        if isinstance(one, Outage):
            end = one.ended_at and (one.ended_at - START) / dt.timedelta(minutes=1)
            minutes.append(((one.started_at - START) / dt.timedelta(minutes=1), end))
    return minutes


def slowly(checks):
    """Return the outages of one service by reading the rule out, one check after the other."""
    spans = []
    for minute, state in sorted(checks):
        is_open = bool(spans) and spans[-1][1] is None
        if state == "down" and not is_open:
            spans.append([minute, None])
        elif state != "down" and is_open:
            spans[-1][1] = minute
    return [tuple(span) for span in spans]


class TestTheSample:
    @pytest.fixture
    def found(self, shared_data):
        return read(FORMAT, Source(shared_data / "performance/upptime_a/events.csv", "events.csv"))

    def test_is_recognised_and_read_whole(self, shared_data, found):
        source = Source(shared_data / "performance/upptime_a/events.csv", "events.csv")

        assert recognised_as(source) == ["upptime-events"]
        assert found.rejected == []
        assert {one.measured_by for one in found.records if isinstance(one, Outage)} == {"probe"}

    def test_has_the_outages_that_a_slow_reading_finds(self, shared_data, found):
        with (shared_data / "performance/upptime_a/events.csv").open(newline="") as file:
            rows = list(csv.DictReader(file))
        expected = []
        for service in dict.fromkeys(row["service"] for row in rows):
            checks = [
                ((at(row["time"][:19]) - START) / dt.timedelta(minutes=1), row["state"])
                for row in rows
                if row["service"] == service
            ]
            expected += slowly(checks)

        assert len(expected) == 5971
        assert outages(found) == expected

    def test_has_one_service_down_for_half_a_year(self, found):
        [still_down] = [
            one
            for one in found.found
            if isinstance(one.record, Outage)
            and one.record.ended_at is None
            and "backend" in one.record.service
        ]

        assert still_down.record.service == "axialQuote backend"
        assert still_down.record.started_at == at("2026-02-17T21:01:01")
        assert still_down.locator.startswith("lines 6457 to ")

    def test_has_a_first_outage_as_it_stands_in_the_file(self, found):
        first = next(one for one in found.found if one.record.service == "Esprit Guitare")

        assert first.record.started_at == at("2025-11-12T20:44:47")
        assert first.record.ended_at == at("2025-11-12T20:53:30")
        assert first.locator == "lines 1219 to 1226"

    def test_watched_each_service_from_its_first_check_to_its_last(self, found):
        watched = [
            one for one in found.records if isinstance(one, Monitoring) and one.service == "Esprit Guitare"
        ]

        assert len(watched) == 10
        assert watched[0].starts_at == at("2025-11-11T21:29:04")
        assert watched[-1].ends_at == at("2026-08-22T23:18:30")
        assert all(earlier.ends_at == later.starts_at for earlier, later in pairwise(watched))
        assert sum(one.checks for one in watched) == 1416
        assert sum(one.failed_checks for one in watched) == 591


class TestOutage:
    def test_is_one_however_often_down_is_said(self, tmp_path):
        found = events(
            tmp_path, (0, "A", "up"), (5, "A", "down"), (10, "A", "down"), (90, "A", "down"), (95, "A", "up")
        )

        assert outages(found) == [(5, 95)]
        assert found.found[0].locator == "lines 3 to 6"
        assert found.found[0].key == "A 2024-01-01T00:05:00Z"

    def test_ends_with_the_recovery_however_soon_the_next_follows(self, tmp_path):
        found = events(
            tmp_path,
            (0, "A", "down"),
            (10, "A", "up"),
            (39, "A", "down"),
            (50, "A", "up"),
            (80, "A", "down"),
            (90, "A", "up"),
        )

        assert outages(found) == [(0, 10), (39, 50), (80, 90)]

    def test_is_open_where_nothing_says_it_ended(self, tmp_path):
        found = events(tmp_path, (0, "A", "up"), (5, "A", "down"))

        assert outages(found) == [(5, None)]
        assert found.found[0].locator == "line 3"

    def test_is_not_made_by_slowness(self, tmp_path):
        assert outages(events(tmp_path, (0, "A", "up"), (5, "A", "degraded"), (9, "A", "up"))) == []

    def test_belongs_to_one_service(self, tmp_path):
        found = events(tmp_path, (0, "A", "down"), (1, "B", "up"), (40, "A", "up"))

        assert [(one.service, outages(found)) for one in found.records if isinstance(one, Outage)] == [
            ("A", [(0, 40)])
        ]

    @given(
        st.lists(
            st.tuples(st.integers(0, 300), st.sampled_from(["up", "down"])),
            unique_by=lambda one: one[0],
            max_size=25,
        )
    )
    def test_is_what_the_rule_says_in_any_order_of_rows(self, tmp_path_factory, checks):
        folder = tmp_path_factory.mktemp("events")

        found = events(folder, *((minute, "A", state) for minute, state in checks))

        assert outages(found) == slowly(checks)


class TestMonitoring:
    def test_is_cut_at_months_and_counts_what_was_logged(self, tmp_path):
        day = 24 * 60
        found = events(tmp_path, (29 * day, "A", "up"), (30 * day, "A", "down"), (32 * day, "A", "up"))
        watched = [one for one in found.records if isinstance(one, Monitoring)]

        assert [(one.starts_at, one.ends_at, one.checks, one.failed_checks) for one in watched] == [
            (at("2024-01-30"), at("2024-02-01"), 2, 1),
            (at("2024-02-01"), at("2024-02-02"), 1, 0),
        ]

    def test_holds_from_the_end_of_its_period(self, tmp_path):
        found = events(tmp_path, (0, "A", "up"), (60, "A", "up"))

        assert [one.valid_from for one in found.found] == [START + dt.timedelta(hours=1)]

    def test_ends_where_a_silence_begins(self, tmp_path):
        day = 24 * 60
        found = events(
            tmp_path, (0, "A", "up"), (3 * day, "A", "up"), (6 * day + 1, "A", "up"), (7 * day, "A", "up")
        )

        assert [(one.starts_at.day, one.ends_at.day) for one in found.records] == [(1, 4), (7, 8)]

    def test_says_nothing_of_a_single_check(self, tmp_path):
        assert events(tmp_path, (0, "A", "up")).found == []

    def test_has_the_mean_response_time_where_the_table_has_it(self, tmp_path):
        rows = "2024-01-01T00:00:00Z,A,up,100\n2024-01-01T01:00:00Z,A,up,201\n2024-01-01T02:00:00Z,A,down,0\n"

        [_, watched] = read(FORMAT, source_of(tmp_path, "time,service,state,response_ms\n" + rows)).records

        assert watched.response_ms == 150.5


class TestRow:
    @pytest.mark.parametrize(
        ("row", "word"),
        [
            ("2024-01-01T00:00:00Z,A,broken", "The state is 'broken'"),
            ("2024-01-01T00:00:00Z,,up", "service is missing"),
            ("noon,A,up", "no moment"),
            ("2024-01-01T00:00:00Z,A", "2 cells"),
        ],
    )
    def test_is_rejected_with_line_and_value(self, tmp_path, row, word):
        found = read(FORMAT, source_of(tmp_path, f"time,service,state\n{row}\n"))

        assert [one.locator for one in found.rejected] == ["line 2"]
        assert word in found.rejected[0].reason
