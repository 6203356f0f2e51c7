"""C4: the vendor's answers to the customer, of all that it asked."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.c4_requests import items as code
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    flat,
    in_slot,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import RequestAnswered


def request(number, asked, due, answered=None, by="customer"):
    read = date.fromisoformat
    return RequestAnswered(number, by, read(asked), read(due), answered and read(answered))


@st.composite
def requests(draw):
    asked, other, done = sorted(draw(st.tuples(days(), days(), days())))
    due = draw(st.sampled_from([other, done, AS_OF.date()]))
    by = draw(st.sampled_from(["customer", "vendor"]))
    return RequestAnswered(
        str(draw(st.integers())), by, asked, due, draw(st.sampled_from([None, other, done]))
    )


class TestRequestsInTime:
    def test_are_shares_of_all_that_the_customer_asked_in_the_quarter(self):
        log = document(
            request("1", "2026-04-02", "2026-04-12", "2026-04-12"),
            request("2", "2026-05-02", "2026-05-12", "2026-05-13"),
            request("3", "2026-06-02", "2026-06-12"),
            request("4", "2026-06-30", "2026-07-30"),
            level=Assurance.JOINTLY_MEASURED,
        )

        one = only("C4", log)

        assert (one.slot, one.points, one.level) == ("quarter from 2026-04", 3, "joint")
        assert (one.share_for, one.share_against) == (0.25, 0.5)
        assert one.words == "Answered in time: 1 of 4 requests of the customer; late or overdue: 2."
        assert len(one.places) == 4

    def test_of_the_vendor_do_not_count(self):
        log = document(
            request("1", "2026-04-02", "2026-04-12", "2026-04-12"),
            request("2", "2026-04-02", "2026-04-12", by="vendor"),
        )

        assert only("C4", log).share_for == 1

    def test_that_a_log_left_open_before_their_day_are_unknown(self):
        log = document(request("1", "2026-04-02", "2026-04-12"), known_at=at("2026-04-10"))

        one = only("C4", log)

        assert (one.share_for, one.share_against) == (0, 0)

    def test_reach_into_the_open_quarter_as_far_as_it_has_gone(self):
        log = document(request("1", "2026-07-02", "2026-07-12", "2026-07-03"))

        assert only("C4", log).share_for == pytest.approx(14.5 / 92)

    def test_of_the_oldest_quarter_fade_as_the_open_one_takes_over(self):
        log = document(
            request("1", "2025-07-02", "2025-07-12", "2025-07-03"),
            request("2", "2026-05-02", "2026-05-12", "2026-05-03"),
        )

        assert in_slot(shown("C4", log), "2025-07").points == pytest.approx(3 * (1 - 14.5 / 92))
        assert in_slot(shown("C4", log), "2026-04").points == 3

    def test_are_planned_as_the_definition_says(self):
        assert known_criteria()["C4"].definition.slots == {
            "unit": "quarter", "count": code.QUARTERS, "points": code.POINTS
        }  # fmt: skip

    @given(documents(requests()))
    @settings(deadline=None, max_examples=60)
    def test_are_never_lowered_by_one_more_log(self, several):
        *before, added = several

        assert_adding_never_lowers("C4", flat(before), added)

    @given(documents(requests()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("C4", flat(several), later=later)
