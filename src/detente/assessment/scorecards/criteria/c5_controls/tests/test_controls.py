"""C5: required controls that something in force covers."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.c5_controls import items as code
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
    fact,
    filled,
    flat,
    moments,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import ControlCovered

THIRD = Assurance.THIRD_PARTY_ASSESSED
TODAY = AS_OF.date()


def control(number, *, covered=True, required=True, until=None, by=""):
    return ControlCovered("NIST CSF 2.0", f"PR.AA-{number:02}", required, covered, by, until)


@st.composite
def controls(draw):
    record = control(
        draw(st.integers(1, 8)),
        covered=draw(st.sampled_from([True, False, None])),
        required=draw(st.sampled_from([True, True, False])),
        until=draw(st.none() | days(ahead=100)),
    )
    ends = draw(st.none() | st.just(AS_OF + timedelta(days=30)))
    return fact(record, valid_from=draw(moments(900)), valid_to=ends, level=draw(st.sampled_from(Assurance)))


class TestControlsCovered:
    def test_are_shares_of_all_that_are_required(self):
        one = only(
            "C5",
            document(
                control(1), control(2, until=TODAY), control(3, until=TODAY - timedelta(days=1)),
                control(4, covered=False), control(5, covered=None), control(6, required=False), level=THIRD,
            ),
        )  # fmt: skip

        assert (one.points, one.level) == (12, "third")
        assert (one.share_for, one.share_against) == (0.4, 0.2)
        assert one.words == "Covered by something in force: 2 of 5 required controls; not covered: 1."

    def test_count_a_control_of_several_rows_once_by_its_best(self):
        one = only(
            "C5",
            document(
                control(1, covered=False, by="a"),
                control(1, by="b"),
                control(2, covered=False),
                control(2, covered=None),
            ),
        )

        assert (one.share_for, one.share_against) == (0.5, 0)

    def test_end_with_the_time_that_the_row_itself_is_valid(self):
        ended = fact(control(1), valid_to=AS_OF)

        assert only("C5", document(ended)).share_for == 0

    def test_give_an_item_to_each_level_over_the_whole_document(self):
        opened = [fact(control(number), level=THIRD) for number in (1, 2)]
        claimed = [fact(control(number), level=Assurance.SELF_ATTESTED) for number in (3, 4, 5)]

        found = {one.level: one.share_for for one in shown("C5", document(*opened, *claimed))}

        assert found == {"self": 1, "third": pytest.approx(0.4)}

    def test_are_not_aged_by_one_old_row(self):
        fresh = [fact(control(number), valid_from=at("2026-06-01"), level=THIRD) for number in range(1, 10)]
        old = fact(control(10), valid_from=at("2023-08-01"), level=THIRD)

        assert filled("C5", document(*fresh, old)).total_good == pytest.approx(12 * 0.9)

    def test_need_a_required_one(self):
        assert shown("C5", document(control(1, required=False))) == []

    def test_are_planned_as_the_definition_says(self):
        assert known_criteria()["C5"].definition.slots == {"unit": "once", "count": 1, "points": code.POINTS}

    @given(documents(controls()))
    @settings(deadline=None, max_examples=60)
    def test_are_never_lowered_by_one_more_map(self, several):
        *before, added = several

        assert_adding_never_lowers("C5", flat(before), added)

    @given(documents(controls()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("C5", flat(several), later=later)

    def test_run_out_with_what_covers_them(self):
        map_of = document(control(1, until=date(2026, 7, 20)), level=THIRD)

        assert filled("C5", map_of).total_good == 12
        assert filled("C5", map_of, as_of=at("2026-07-21")).total_good == 0
