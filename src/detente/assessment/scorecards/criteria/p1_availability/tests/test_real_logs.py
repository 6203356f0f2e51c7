"""Availability of services that were really watched, counted a second time from the rows, second by second."""

import csv
from datetime import datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from detente.assessment.scorecards.criteria.tests.worlds import at, from_file, in_slot, shown

READ_AT = at("2026-08-23")
SINCE = at("2025-08-01")


def seconds_down(path, service):
    """Return for each second since the log began whether the service was watched, and whether it was down."""
    with path.open(encoding="utf-8") as file:
        checks = [
            (int((datetime.fromisoformat(row["time"]) - SINCE).total_seconds()), row["state"])
            for row in csv.DictReader(file)
            if row["service"] == service
        ]
    length = int((READ_AT - SINCE).total_seconds())
    watched, down = np.zeros(length, bool), np.zeros(length, bool)
    for (since, state), (until, _) in pairwise(checks):
        watched[since:until] = until - since <= timedelta(days=3).total_seconds()
        down[since:until] = state == "down"
    return watched, joined(down)


def joined(down):
    """Make outages one where the gap between them is shorter than half an hour."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], down, [False])).astype(int)))
    for ends, begins in zip(edges[1::2], edges[2::2], strict=False):
        if begins - ends < timedelta(minutes=30).total_seconds():
            down[ends:begins] = True
    return down


@pytest.fixture(scope="module")
def events(shared_data):
    """Return a log of a year of 17 services, read once."""
    return from_file(shared_data / "performance/upptime_a/events.csv", "upptime-events", known_at=READ_AT)


def of(service, events):
    return [one for one in events if one.record.service == service]


class TestAvailabilityOfProbedServices:
    @pytest.mark.parametrize("service", ["axialQuote backend", "axialdata Website"])
    def test_is_what_the_rows_say_second_by_second(self, shared_data, events, service):
        watched, down = seconds_down(shared_data / "performance/upptime_a/events.csv", service)

        items = shown("P1", of(service, events), as_of=READ_AT)

        assert len(items) == 10
        for item in items:
            begins = at(f"{item.slot}-01")
            ends = (begins + timedelta(days=32)).replace(day=1)
            inside = slice(*(int((moment - SINCE).total_seconds()) for moment in (begins, ends)))
            share = watched[inside].sum() / (ends - begins).total_seconds()
            minutes = (watched & down)[inside].sum() / 60
            met = share * min(1, 43.8 * share / minutes) if minutes else share
            assert item.share_for == pytest.approx(met, rel=1e-4)
            assert item.share_against == pytest.approx(share - met, rel=1e-4, abs=1e-6)

    def test_is_the_mean_of_the_services(self, events):
        names = {one.record.service for one in events}

        items = shown("P1", events, as_of=READ_AT)

        apart = [item for name in names for item in shown("P1", of(name, events), as_of=READ_AT)]
        march = [item.share_for for item in apart if item.slot == "2026-03"]
        assert len(items) == 13
        assert in_slot(items, "2026-03").share_for == pytest.approx(sum(march) / len(names))

    def test_of_one_that_was_down_all_month_is_what_the_reference_case_has(self, events):
        """`scorecard-3` takes the same service with 99.5 % allowed, in windows of 30 days as June is one."""
        backend = of("axialQuote backend", events)

        items = shown("P1", backend, as_of=READ_AT, allowed_minutes_a_month=0.005 * 30 * 1440)

        june = in_slot(items, "2026-06")
        assert (june.share_for, june.share_against) == (pytest.approx(0.005), pytest.approx(0.995))


class TestAvailabilityByOtherFiles:
    def test_of_a_vendors_own_status_page_counts_against_only(self, shared_data):
        page = from_file(shared_data / "performance/statuspage/emma_incidents_a.json", "statuspage")

        items = shown("P1", page, as_of=at("2019-02-21"))

        assert [(item.slot, item.share_for, item.level) for item in items] == [("2018-10", 0.0, "self")]
        (major,) = [one.record for one in page if one.record.impact == "major"]
        minutes = (major.ended_at - major.started_at).total_seconds() / 60
        assert items[0].share_against == pytest.approx(1 - 43.8 / minutes)

    def test_of_a_summary_of_shares_covers_the_year_it_speaks_of(self, shared_data):
        summary = from_file(shared_data / "performance/upptime_a/summary.json", "upptime-summary")

        items = shown("P1", summary, as_of=max(one.valid_from for one in summary))

        covered = {item.slot: item.share_for + item.share_against for item in items}
        assert len(items) == 13
        assert sorted(covered.values())[2:] == pytest.approx([1.0] * 11)
