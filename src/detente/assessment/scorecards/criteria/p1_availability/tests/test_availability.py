"""Availability: allowed downtime over actual downtime, for as much of each month as somebody watched."""

from datetime import timedelta

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
    in_slot,
    moments,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Monitoring, Outage

MARCH = Monitoring("mail", at("2026-03-01"), at("2026-04-01"))
ALLOWED = 43.8


def outage(started_at, minutes, service="mail", measured_by="probe", **more):
    begins = at(started_at)
    ends = None if minutes is None else begins + timedelta(minutes=minutes)
    return Outage(service, begins, ends, measured_by, **more)


def in_march(*records, **more):
    return in_slot(shown("P1", document(*records, **more)), "2026-03")


class TestAvailability:
    def test_of_a_watched_month_without_outage_is_all_good(self):
        item = in_march(MARCH)

        assert (item.share_for, item.share_against, item.points) == (1.0, 0.0, 1.0)
        assert item.words == "0 minutes down, with 43.8 allowed a month; 100% of the month was watched."

    def test_is_the_allowed_downtime_over_the_actual(self):
        item = in_march(MARCH, outage("2026-03-10 12:00", 100), outage("2026-03-20 12:00", 75.2))

        assert item.share_for == pytest.approx(ALLOWED / 175.2)
        assert item.share_against == pytest.approx(1 - ALLOWED / 175.2)

    def test_within_the_allowance_is_as_good_as_none(self):
        assert in_march(MARCH, outage("2026-03-10", 43)).share_for == 1.0

    def test_counts_only_as_far_as_somebody_watched(self):
        half = Monitoring("mail", at("2026-03-01"), at("2026-03-16 12:00"))

        item = in_march(half, outage("2026-03-02", 4), outage("2026-03-25", 1000))

        assert (item.share_for, item.share_against) == (pytest.approx(0.5), pytest.approx(0.0))

    def test_allows_a_short_watch_as_little_as_a_long_one(self):
        half = Monitoring("mail", at("2026-03-01"), at("2026-03-16 12:00"))

        item = in_march(half, outage("2026-03-02", ALLOWED))

        assert item.share_for == pytest.approx(0.25)

    def test_joins_outages_less_than_half_an_hour_apart(self):
        flapping = [outage(f"2026-03-10 12:{minute}", 1) for minute in ("00", "20", "40")]

        item = in_slot(shown("P1", document(MARCH, *flapping), allowed_minutes_a_month=20.5), "2026-03")

        assert item.share_for == pytest.approx(20.5 / 41)

    def test_of_a_file_for_each_service_is_that_of_one_file(self):
        files = Monitoring("files", at("2026-03-01"), at("2026-04-01"))
        down = outage("2026-03-10", 2 * ALLOWED, service="files")
        arrived = {"known_at": at("2026-04-02")}

        apart = [*document(MARCH, number=1, **arrived), *document(files, down, number=2, **arrived)]
        together = document(MARCH, files, down, number=1, **arrived)

        one, other = (in_slot(shown("P1", facts), "2026-03") for facts in (apart, together))
        assert (one.share_for, one.share_against) == (other.share_for, other.share_against) == (0.75, 0.25)
        assert one.words == other.words
        assert "88 minutes down over 2 services, most of it at files" in one.words

    def test_of_files_that_arrived_at_different_times_is_read_apart(self):
        first = document(MARCH, number=1, known_at=at("2026-04-02"))
        later = document(MARCH, outage("2026-03-10", 2 * ALLOWED), number=2, known_at=at("2026-04-03"))

        found = [one for one in shown("P1", [*first, *later]) if one.slot == "2026-03"]

        assert sorted(one.share_for for one in found) == [0.5, 1.0]

    def test_of_an_outage_last_seen_open_counts_until_then(self):
        open_one = Outage(
            "mail", at("2026-03-10"), None, "probe", seen_until=at("2026-03-10") + timedelta(minutes=10)
        )

        item = in_slot(shown("P1", document(open_one, known_at=at("2026-06-01"))), "2026-03")

        assert "10 minutes down" in item.words

    def test_takes_the_mean_over_the_services_of_a_document(self):
        files = Monitoring("files", at("2026-03-01"), at("2026-04-01"))

        item = in_march(MARCH, files, outage("2026-03-10", 2 * ALLOWED, service="files"))

        assert (item.share_for, item.share_against) == (pytest.approx(0.75), pytest.approx(0.25))

    def test_of_a_service_that_was_named_and_not_watched_is_unknown(self):
        item = in_march(MARCH, Monitoring("files", at("2026-01-01"), at("2026-02-01")))

        assert (item.share_for, item.share_against) == (pytest.approx(0.5), 0.0)

    def test_reads_a_share_of_uptime_as_downtime(self):
        stated = Monitoring("mail", at("2026-03-01"), at("2026-04-01"), uptime_share=0.99)

        item = in_march(stated)

        assert item.share_for == pytest.approx(ALLOWED / (0.01 * 31 * 1440))

    def test_believes_the_share_of_the_shorter_period_where_two_overlap(self):
        year = Monitoring("mail", at("2025-07-01"), at("2026-07-01"), uptime_share=0.9)
        month = Monitoring("mail", at("2026-03-01"), at("2026-04-01"), uptime_share=1.0)

        items = shown("P1", document(year, month))

        assert in_slot(items, "2026-03").share_for == 1.0
        assert in_slot(items, "2026-02").share_for == pytest.approx(ALLOWED / (0.1 * 28 * 1440))

    def test_lets_an_open_outage_last_as_long_as_the_probe_looked(self):
        watched = Monitoring("mail", at("2026-03-01"), at("2026-03-11"))

        item = in_march(watched, outage("2026-03-10", None))

        assert item.share_against == pytest.approx((1 - ALLOWED * (10 / 31) / 1440) * 10 / 31)

    def test_believes_no_end_that_the_source_names_in_advance(self):
        """A file of 3 June that says until when it will be down has seen what there was up to 3 June."""
        announced = outage("2026-06-01", 60 * 1440, measured_by="status page", impact="major")

        items = shown("P1", document(announced, known_at=at("2026-06-03")))

        assert in_slot(items, "2026-06").share_against == pytest.approx(1 - ALLOWED / 2880)
        assert len(items) == 1

    def test_spreads_an_outage_over_the_months_that_it_touches(self):
        watched = [MARCH, Monitoring("mail", at("2026-04-01"), at("2026-05-01"))]

        items = shown("P1", document(*watched, outage("2026-03-31 22:00", 180)))

        assert in_slot(items, "2026-03").share_for == pytest.approx(ALLOWED / 120)
        assert in_slot(items, "2026-04").share_for == pytest.approx(ALLOWED / 60)

    def test_without_a_watch_can_only_count_against(self):
        item = in_march(outage("2026-03-10", 4 * ALLOWED))

        assert (item.share_for, item.share_against) == (0.0, pytest.approx(0.75))

    def test_of_a_status_page_counts_against_only_and_knows_minor_from_major(self):
        major = outage("2026-03-10", 4 * ALLOWED, measured_by="status page", impact="major")
        minor = outage("2026-03-12", 9000, measured_by="status page", impact="minor")

        item = in_march(major, minor)

        assert (item.share_for, item.share_against) == (0.0, pytest.approx(0.75))

    def test_is_as_well_checked_as_the_least_checked_fact(self):
        facts = [
            *document(MARCH, level=Assurance.JOINTLY_MEASURED),
            *document(outage("2026-03-10", 5), level=Assurance.SELF_ATTESTED),
        ]

        assert in_march(*facts).level == "self"

    def test_of_the_current_month_waits_for_the_watch(self):
        item = in_slot(
            shown("P1", document(Monitoring("mail", at("2026-07-01"), at("2026-07-15")))), "2026-07"
        )

        assert item.share_for == pytest.approx(14 / 31)


SERVICES = st.sampled_from(["mail", "files"])


@st.composite
def logs(draw):
    starts_at = draw(moments())
    hours = draw(st.integers(1, 1500))
    ends_at = min(AS_OF, starts_at + timedelta(hours=hours))
    if draw(st.booleans()):
        share = draw(st.none() | st.sampled_from([0.9, 0.999, 1.0]))
        return Monitoring(draw(SERVICES), starts_at, ends_at, uptime_share=share)
    source = draw(st.sampled_from(["probe", "status page"]))
    return Outage(draw(SERVICES), starts_at, draw(st.sampled_from([None, ends_at])), source)


class TestAnyLog:
    @given(documents(logs()))
    def test_added_lowers_nothing_that_another_has_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P1", flat(before), added)

    @given(documents(logs(), least=1), LATER)
    def test_shows_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("P1", flat(several), later=later, as_of=AS_OF)
