"""Time to restore: outages over within the hours agreed, of all that a probe saw begin in the quarter."""

import csv
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    document,
    documents,
    flat,
    from_file,
    in_slot,
    moments,
    shown,
)
from detente.formats.records import Monitoring, Outage

WATCHED = Monitoring("mail", at("2026-01-01"), at("2026-04-01"))


def outage(started_at, hours, measured_by="probe", service="mail"):
    begins = at(started_at)
    return Outage(service, begins, None if hours is None else begins + timedelta(hours=hours), measured_by)


def first_quarter(*records, **more):
    return in_slot(shown("P2", document(*records, **more)), "2026-01")


class TestTimeToRestore:
    def test_is_the_share_of_outages_over_within_the_hours_agreed(self):
        hours = (1, 3.9, 4, 4.1)

        item = first_quarter(WATCHED, *(outage(f"2026-02-0{day}", one) for day, one in enumerate(hours, 1)))

        assert (item.share_for, item.share_against, item.points) == (0.75, 0.25, 3.0)
        assert item.words == "3 of 4 outages were over within 4 hours; the median took 4.0 hours."

    def test_takes_the_quarter_in_which_an_outage_began(self):
        next_quarter = Monitoring("mail", at("2026-04-01"), at("2026-07-01"))

        items = shown("P2", document(WATCHED, next_quarter, outage("2026-03-31 23:00", 2)))

        assert in_slot(items, "2026-01").share_for == 1.0
        assert [item.slot for item in items] == ["quarter from 2026-01"]

    def test_of_an_open_outage_is_bad_once_its_source_saw_it_open_too_long(self):
        item = first_quarter(WATCHED, outage("2026-03-31 19:59", None))

        assert (item.share_for, item.share_against) == (0.0, 1.0)
        assert item.words == "0 of 1 outage was over within 4 hours; the median is still open, 1 open."

    def test_of_an_open_outage_is_unknown_where_its_source_last_looked_before(self):
        item = first_quarter(WATCHED, outage("2026-03-31 20:01", None))

        assert (item.share_for, item.share_against) == (0.0, 0.0)

    def test_of_an_outage_without_a_watch_is_open_until_the_list_arrived(self):
        known_at = at("2026-02-01 03:00")

        early = first_quarter(outage("2026-02-01", None), known_at=known_at)
        late = first_quarter(outage("2026-02-01", None), known_at=known_at + timedelta(hours=2))

        assert early.share_against == 0.0
        assert late.share_against > 0.0

    def test_of_a_service_that_a_probe_stopped_watching_is_unknown(self):
        item = first_quarter(WATCHED, outage("2026-02-01", None, service="files"))

        assert (item.share_for, item.share_against) == (0.0, 0.0)

    def test_of_a_watched_quarter_without_outage_is_half_the_slot(self):
        item = first_quarter(WATCHED)

        assert (item.share_for, item.share_against) == (0.5, 0.0)
        assert item.words == "No outage was seen; 100% of the quarter was watched."

    def test_of_a_quarter_watched_in_part_counts_in_part(self):
        month = Monitoring("mail", at("2026-02-01"), at("2026-03-01"))

        assert first_quarter(month).share_for == pytest.approx(0.5 * 28 / 90)
        assert first_quarter(month, outage("2026-02-03", 1)).share_for == pytest.approx(28 / 90)

    def test_of_a_quarter_that_an_earlier_outage_reaches_into_is_not_none(self):
        quarters = [WATCHED, Monitoring("mail", at("2025-10-01"), at("2026-01-01"))]

        items = shown("P2", document(*quarters, outage("2025-12-31", 48)))

        assert [item.slot for item in items] == ["quarter from 2025-10"]

    @pytest.mark.parametrize("hidden", [{"uptime_share": 0.99}, {"failed_checks": 3}])
    def test_of_a_watch_that_admits_failures_without_listing_them_is_not_none(self, hidden):
        watch = Monitoring("mail", at("2026-01-01"), at("2026-04-01"), **hidden)

        assert shown("P2", document(watch)) == []

    def test_cannot_be_bettered_by_closing_an_outage_and_opening_another(self):
        parts = [outage(f"2026-02-01 {hour:02}:00", 0.9) for hour in range(6)]

        assert first_quarter(WATCHED, *parts).share_against == 1.0

    def test_told_by_a_status_page_counts_against_only(self):
        told = [
            outage(f"2026-02-0{day}", hours, measured_by="status page") for day, hours in ((1, 9), (2, 1))
        ]

        items = shown("P2", document(WATCHED, outage("2026-02-03", 1), *told))

        assert [(one.share_for, one.share_against > 0) for one in items] == [(1.0, False), (0.0, True)]
        assert items[1].words.startswith("The status page tells that 1 of 2 outages were over")


class TestTimeToRestoreOfARealLog:
    def test_of_the_backend_agrees_with_the_reference_case(self, shared_data):
        """`scorecard-3`: .947368421 of 38 outages, four of which began before the quarter that has 34."""
        facts = from_file(shared_data / "performance/upptime_a/events.csv", "upptime-events")
        backend = [one for one in facts if one.record.service == "axialQuote backend"]

        item = in_slot(shown("P2", backend, as_of=at("2026-08-23")), "2026-01")

        assert (34 * item.share_for + 4) / 38 == pytest.approx(0.947368421)
        assert 34 * item.share_against / 38 == pytest.approx(0.052631579)

    def test_of_another_service_is_what_the_rows_say(self, shared_data):
        path = shared_data / "performance/upptime_a/events.csv"
        facts = [
            one for one in from_file(path, "upptime-events") if one.record.service == "axialdata Website"
        ]

        item = in_slot(shown("P2", facts, as_of=at("2026-08-23")), "2026-04")

        lasted = [ended - began for began, ended in outages(path, "axialdata Website")["2026-Q2"]]
        assert item.share_for == pytest.approx(sum(one <= 4 * 3600 for one in lasted) / len(lasted))
        assert item.share_against == pytest.approx(1 - item.share_for)


def outages(path, service):
    """Return the outages by quarter as seconds, from the rows: downs less than half an hour apart are one."""
    found = []
    with path.open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["service"] == service]
    for row in rows:
        moment = datetime.fromisoformat(row["time"])
        if row["state"] == "down":
            if found and found[-1][1] and moment - found[-1][1] < timedelta(minutes=30):
                found[-1][1] = None
            elif not found or found[-1][1]:
                found.append([moment, None])
        elif found and found[-1][1] is None:
            found[-1][1] = moment
    by_quarter = {}
    for began, ended in found:
        name = f"{began.year}-Q{(began.month + 2) // 3}"
        by_quarter.setdefault(name, []).append((began.timestamp(), ended.timestamp()))
    return by_quarter


@st.composite
def logs(draw):
    service = draw(st.sampled_from(["mail", "files"]))
    starts_at = draw(moments())
    if draw(st.booleans()):
        ends_at = min(AS_OF, starts_at + timedelta(days=draw(st.integers(1, 200))))
        return Monitoring(service, starts_at, ends_at, failed_checks=draw(st.sampled_from([None, 0, 1])))
    hours = draw(st.sampled_from([None, 1, 5, 100]))
    ends_at = None if hours is None else starts_at + timedelta(hours=hours)
    return Outage(service, starts_at, ends_at, draw(st.sampled_from(["probe", "probe", "status page"])))


class TestAnyLog:
    @given(documents(logs()))
    def test_added_lowers_nothing_that_another_has_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P2", flat(before), added)

    @given(documents(logs(), least=1), LATER)
    def test_shows_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("P2", flat(several), later=later)
