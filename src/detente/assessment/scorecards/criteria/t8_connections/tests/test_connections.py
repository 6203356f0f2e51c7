"""T8: live connections, reviewed by their day; one that no register had."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t8_connections import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    fact,
    flat,
    only,
    shown,
)
from detente.formats.records import Connection


def connection(name, due, reviewed=None, *, listed=True, closed=None):
    read = date.fromisoformat
    return Connection(
        name,
        "read",
        privileged=False,
        review_due_on=read(due),
        reviewed_on=reviewed and read(reviewed),
        listed=listed,
        closed_on=closed and read(closed),
    )


@st.composite
def connections(draw):
    reviewed = draw(st.none() | days())
    return Connection(
        str(draw(st.integers())), "read", privileged=False, review_due_on=draw(days(ahead=200)),
        reviewed_on=reviewed, listed=draw(st.booleans()), closed_on=draw(st.none() | days(ahead=30)),
    )  # fmt: skip


class TestConnectionsReviewed:
    def test_are_shares_of_the_live_ones_that_fell_due(self):
        one = only(
            "T8",
            document(
                connection("a", "2026-05-10", "2026-05-10"),
                connection("b", "2026-05-10", "2026-05-11"),
                connection("c", "2026-05-10"),
                connection("d", "2026-05-10", closed="2026-05-01"),
                connection("e", "2026-05-10", "2026-05-09", closed="2026-06-01"),
            ),
        )

        assert (one.slot, one.points, one.share_for, one.share_against) == (
            "quarter from 2026-04",
            3,
            0.5,
            0.5,
        )
        assert one.words == "Reviewed in time: 2 of 4 connections; late or overdue: 2."

    def test_that_no_register_had_are_bad_in_the_quarter_in_which_they_were_found(self):
        found = fact(connection("x", "2027-01-01", "2026-01-02", listed=False), valid_from=at("2026-07-02"))

        one = only("T8", document(found))

        assert (one.slot, one.share_for, one.share_against) == ("quarter from 2026-07", 0, 1)
        assert one.words.startswith(
            "Reviewed in time: 0 of 1 connection; late or overdue: 0; found in no register: 1"
        )

    def test_that_a_register_left_open_before_their_day_are_unknown(self):
        one = only("T8", document(connection("a", "2026-05-10"), known_at=at("2026-05-02")), as_of=AS_OF)

        assert (one.share_for, one.share_against) == (0, 0)

    def test_that_are_only_planned_to_be_closed_are_live(self):
        register = document(connection("a", "2026-05-10", closed="2026-05-09"), known_at=at("2026-05-02"))

        assert len(shown("T8", register)) == 1

    def test_reach_as_far_as_the_register_does(self):
        register = document(connection("a", "2026-04-20", "2026-04-19"), known_at=at("2026-05-01"))

        assert only("T8", register).share_for == pytest.approx(30 / 91)

    def test_of_a_quarter_to_come_wait_for_it(self):
        register = document(connection("a", "2026-10-20", "2026-07-01"))

        assert shown("T8", register) == []
        assert only("T8", register, as_of=at("2026-10-05")).share_for == 0

    def test_are_planned_as_the_definition_says(self):
        assert known_criteria()["T8"].definition.slots == {
            "unit": "quarter", "count": code.QUARTERS, "points": code.POINTS
        }  # fmt: skip

    @given(documents(connections()))
    @settings(deadline=None, max_examples=60)
    def test_are_never_lowered_by_one_more_register(self, several):
        *before, added = several

        assert_adding_never_lowers("T8", flat(before), added)

    @given(documents(connections()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("T8", flat(several), later=later)
