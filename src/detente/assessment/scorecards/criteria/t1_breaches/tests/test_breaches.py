"""T1: statements about breaches, breaches told, and breaches found."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t1_breaches import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    filled,
    flat,
    in_slot,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Breach, BreachStatement

JOINT, SELF = Assurance.JOINTLY_MEASURED, Assurance.SELF_ATTESTED
SPRING = BreachStatement(date(2026, 4, 1), date(2026, 7, 1), 0)
ONE_IN_SPRING = BreachStatement(date(2026, 4, 1), date(2026, 7, 1), 1)
TOLD = {"told_by_vendor": True, "notice_hours": 48, "agreed_notice_hours": 24, "records": 10_000}


def breach(on="2026-05-10", **more):
    return Breach("Northwind Cloud", date.fromisoformat(on), **more)


@st.composite
def statements(draw):
    starts, ends = sorted(draw(st.tuples(days(600), days(600))))
    return BreachStatement(starts, ends, draw(st.sampled_from([0, 0, 1, 2])))


TOLD_OR_LISTED = st.sampled_from([True, True, None])
ANY = st.sampled_from([True, False, None])


def reported(told=TOLD_OR_LISTED):
    return st.builds(
        Breach,
        st.sampled_from(["Northwind", "Northwind Cloud"]),
        st.none() | days(600),
        discovered_on=st.none() | days(600),
        records=st.none() | st.integers(0, 10**9),
        told_by_vendor=told,
        notice_hours=st.none() | st.floats(0, 1000),
        agreed_notice_hours=st.none() | st.floats(0, 100),
        data_disclosed=st.sampled_from(["", "yes", "no"]),
        certainty=st.sampled_from(["", "confirmed", "near miss"]),
    )


class TestStatements:
    def test_of_no_breach_fill_their_quarter(self):
        one = only("T1", document(SPRING, level=JOINT))

        assert (one.slot, one.points, one.level) == ("quarter from 2026-04", 3, "joint")
        assert (one.share_for, one.share_against) == (1, 0)
        assert one.words == "No breach in 100% of the quarter, the statement says."

    def test_may_end_on_the_last_day_of_a_month(self):
        assert only("T1", document(BreachStatement(date(2026, 4, 1), date(2026, 6, 30), 0))).share_for == 1

    def test_speak_of_no_day_after_they_arrived(self):
        early = document(SPRING, level=JOINT, known_at=at("2026-05-01"))

        assert only("T1", [*early], as_of=at("2026-07-15")).share_for == pytest.approx(30 / 91)

    def test_of_a_whole_year_fill_four_quarters(self):
        year = document(BreachStatement(date(2025, 7, 1), date(2026, 7, 1), 0), level=JOINT)

        found = shown("T1", year)

        assert [one.share_for for one in found] == [1, 1, 1, 1]

    def test_of_single_months_add_up(self):
        months = [BreachStatement(date(2026, month, 1), date(2026, month + 1, 1), 0) for month in (4, 5, 6)]

        assert only("T1", document(*months)).share_for == pytest.approx(1)

    def test_four_self_attested_ones_give_the_points_of_the_reference_case(self):
        begins = [date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1), date(2026, 4, 1), date(2026, 7, 1)]
        four = [BreachStatement(first, then, 0) for first, then in pairwise(begins)]

        points = filled("T1", document(*four, level=SELF, known_at=at("2026-07-01")), as_of=at("2026-07-01"))

        assert points.total_good == pytest.approx(2.4)

    def test_that_tell_of_breaches_nobody_described_are_unknown(self):
        one = only("T1", document(ONE_IN_SPRING, level=JOINT))

        assert (one.share_for, one.share_against) == (0, 0)
        assert one.words == "The statement tells of 1 in the quarter; 0 told first and described."

    def test_that_tell_of_breaches_are_worth_what_telling_them_was_worth(self):
        statement = document(BreachStatement(SPRING.starts_on, SPRING.ends_on, 2), level=JOINT)
        notice = document(breach(**TOLD), number=2, level=JOINT)

        stated = next(one for one in shown("T1", [*statement, *notice]) if one.places[0] == (1, 0))

        assert stated.share_for == pytest.approx(0.65 / 2)
        assert stated.share_against == pytest.approx(0.35 / 2)

    def test_that_tell_of_one_breach_do_not_count_two_descriptions_of_it(self):
        statement = document(BreachStatement(SPRING.starts_on, SPRING.ends_on, 2), level=JOINT)
        copies = [document(breach(**TOLD), number=number, level=JOINT) for number in (2, 3)]

        stated = next(one for one in shown("T1", [*statement, *flat(copies)]) if one.places[0] == (1, 0))

        assert stated.share_for == pytest.approx(0.65 / 2)

    def test_that_tell_of_one_breach_are_worth_the_best_told_of_several(self):
        statement = document(ONE_IN_SPRING, level=JOINT)
        notices = document(breach(**TOLD), breach("2026-06-01", told_by_vendor=True), number=2, level=JOINT)

        stated = next(one for one in shown("T1", [*statement, *notices]) if one.places[0] == (1, 0))

        assert (stated.share_for, stated.share_against) == (pytest.approx(0.65), pytest.approx(0.35))

    def test_are_worth_at_each_level_only_what_was_checked_as_well(self):
        statement = document(BreachStatement(SPRING.starts_on, SPRING.ends_on, 2), level=JOINT)
        checked = document(breach(told_by_vendor=True), number=2, level=JOINT)
        claimed = document(breach("2026-06-01", told_by_vendor=True), number=3, level=SELF)

        stated = [one for one in shown("T1", [*statement, *checked, *claimed]) if one.places[0] == (1, 0)]

        assert {one.level: one.share_for for one in stated} == {
            "self": pytest.approx(0.3), "joint": pytest.approx(0.15)
        }  # fmt: skip

    def test_are_worth_nothing_by_what_can_count_only_against(self):
        statement = document(ONE_IN_SPRING, level=JOINT)
        page = document(breach(**TOLD), number=2, level=JOINT, against_only=True)

        assert filled("T1", [*statement, *page]).total_good == 0


class TestBreachesTold:
    def test_are_worth_the_notice_the_telling_and_few_records(self):
        one = only("T1", document(breach(**TOLD), level=JOINT))

        assert one.share_for == pytest.approx(0.5 * 24 / 48 + 0.3 + 0.2 * (1 - 4 / 8))
        assert one.share_against == pytest.approx(0.5 * 24 / 48 + 0.2 * 4 / 8)

    @pytest.mark.parametrize(
        ("known", "good", "bad"),
        [
            ({}, 0.3, 0),
            ({"records": 10**9}, 0.3, 0.2),
            ({"records": 0}, 0.5, 0),
            ({"records": 1}, 0.5, 0),
            ({"notice_hours": 10}, 0.3, 0),
            ({"notice_hours": 0, "agreed_notice_hours": 24}, 0.8, 0),
            ({"notice_hours": 10, "agreed_notice_hours": 24}, 0.8, 0),
            ({"notice_hours": 10, "agreed_notice_hours": 0}, 0.3, 0.5),
        ],
    )
    def test_leave_what_is_not_known_to_neither_side(self, known, good, bad):
        one = only("T1", document(breach(told_by_vendor=True, **known)))

        assert (one.share_for, one.share_against) == (pytest.approx(good), pytest.approx(bad))

    def test_are_averaged_within_their_quarter(self):
        one = only(
            "T1", document(breach(told_by_vendor=True), breach("2026-06-01", told_by_vendor=True, records=1))
        )

        assert one.share_for == pytest.approx((0.3 + 0.5) / 2)
        assert one.words == "Told first: 2 of 2 in the quarter; telling was worth 40%."


class TestBreachesFoundUntold:
    def test_take_twelve_points(self):
        one = only("T1", document(breach(told_by_vendor=False, records=4_300_000), level=JOINT))

        assert (one.slot, one.points, one.level) == ("found untold", 12, "joint")
        assert (one.share_for, one.share_against, one.age_days) == (0, 1, 66.5)
        assert one.words == (
            "A breach of 4,300,000 records was found on 10 May 2026 before Northwind Cloud told."
        )

    def test_void_what_the_vendor_attested_itself_up_to_that_day(self):
        winter = BreachStatement(date(2026, 1, 1), date(2026, 4, 1), 0)
        summer = BreachStatement(date(2026, 6, 1), date(2026, 7, 1), 0)
        stated = document(winter, SPRING, summer, level=SELF)
        found = document(breach(told_by_vendor=False), number=2, level=JOINT)

        points = filled("T1", [*stated, *found])

        assert points.good["quarter from 2026-01"] == 0
        assert points.good["quarter from 2026-04"] == pytest.approx(0.6 * 30 / 91)
        assert points.total_bad == 12
        void = in_slot(shown("T1", [*stated, *found]), "2026-01")
        assert void.words == "Self-attested, and void: a breach that was not told was found on 10 May 2026."

    def test_leave_what_telling_took(self):
        stated = document(ONE_IN_SPRING, level=SELF)
        told = document(breach("2026-04-10", told_by_vendor=True, records=10**8), number=2, level=SELF)
        found = document(breach(told_by_vendor=False), number=3, level=JOINT)

        points = filled("T1", [*stated, *told, *found])

        assert points.bad["quarter from 2026-04"] == pytest.approx(0.6 * 0.2)

    def test_leave_what_others_checked(self):
        stated = document(SPRING, level=JOINT)
        found = document(breach(told_by_vendor=False), number=2, level=JOINT)

        assert filled("T1", [*stated, *found]).total_good == 3


class TestBreachesOfARegister:
    def test_that_does_not_say_who_told_first_are_shown_and_count_for_nothing(self):
        one = only("T1", document(breach(records=1200), level=Assurance.REGULATOR_LISTED))

        assert (one.slot, one.share_for, one.share_against) == ("quarter from 2026-04", 0, 0)
        assert one.words == (
            "A register lists 1, the last of 1,200 records on 10 May 2026; "
            "whether it was told first is not known, so it counts for nothing."
        )

    def test_leave_a_statement_standing(self):
        stated = document(SPRING, level=SELF)
        listed = document(breach(records=1200), number=2, level=Assurance.REGULATOR_LISTED)

        assert filled("T1", [*stated, *listed]).total_good == pytest.approx(0.6)

    @pytest.mark.parametrize(
        "none", [{"data_disclosed": "no"}, {"certainty": "near miss"}, {"certainty": "false positive"}]
    )
    @pytest.mark.parametrize("told", [True, False, None])
    def test_are_none_if_no_data_was_disclosed_or_it_did_not_happen(self, none, told):
        assert shown("T1", document(breach(told_by_vendor=told, **none))) == []


class TestTheCriterion:
    def test_plans_as_the_definition_says(self):
        definition = known_criteria()["T1"].definition

        assert definition.slots == {
            "unit": "quarter", "count": code.QUARTERS, "points": code.POINTS, "found": code.FOUND_POINTS
        }  # fmt: skip
        assert definition.parameters == {"notice": 0.5, "told": 0.3, "size": 0.2, "size_decades": 8}

    @given(documents(statements() | reported()))
    @settings(deadline=None, max_examples=80)
    def test_is_never_lowered_by_one_more_file_that_tells(self, several):
        *before, added = several

        assert_adding_never_lowers("T1", flat(before), added)

    @given(documents(statements() | reported(ANY)))
    @settings(deadline=None, max_examples=60)
    def test_is_never_less_against_after_one_more_file_that_finds(self, several):
        *before, added = several
        alone, together = filled("T1", flat(before)), filled("T1", [*flat(before), *added])

        assert all(together.bad[slot] >= points - 1e-9 for slot, points in alone.bad.items())

    @given(documents(statements() | reported(ANY)), LATER)
    @settings(deadline=None, max_examples=80)
    def test_is_never_raised_by_time(self, several, later):
        assert_time_never_raises("T1", flat(several), later=later)
