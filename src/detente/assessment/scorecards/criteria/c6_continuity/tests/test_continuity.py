"""C6: tests of continuity and of the exit."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.c6_continuity import items as code
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
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
from detente.formats.records import ContinuityTest

MAY = date(2026, 5, 10)
TESTS = st.builds(
    ContinuityTest,
    st.sampled_from(["continuity", "exit"]),
    days(900),
    st.sampled_from(["", "restored within 4 hours"]),
    st.sampled_from(["pass", "partial", "fail"]),
)


class TestContinuityAndExitTested:
    @pytest.mark.parametrize(
        ("outcome", "good", "bad"), [("pass", 1, 0), ("partial", 0.5, 0.5), ("fail", 0, 1)]
    )
    def test_are_worth_their_outcome(self, outcome, good, bad):
        report = document(
            ContinuityTest("exit", MAY, "all files out in 5 days", outcome),
            level=Assurance.THIRD_PARTY_ASSESSED,
        )

        one = only("C6", report)

        assert (one.slot, one.points, one.level) == ("exit test", 6, "third")
        assert (one.share_for, one.share_against, one.age_days) == (good, bad, 66.5)
        assert (
            one.words
            == f"Exit test of 10 May 2026, against the objective “all files out in 5 days”: {outcome}."
        )

    def test_have_a_slot_for_each_subject(self):
        report = document(
            ContinuityTest("continuity", MAY, "4 hours", "pass"),
            ContinuityTest("exit", MAY, "5 days", "fail"),
        )

        assert in_slot(shown("C6", report), "continuity").share_for == 1
        assert in_slot(shown("C6", report), "exit").share_against == 1

    def test_without_an_objective_show_nothing_good(self):
        passed = only("C6", document(ContinuityTest("exit", MAY, " ", "pass")))
        failed = only("C6", document(ContinuityTest("exit", MAY, "", "fail")))

        assert (passed.share_for, passed.share_against) == (0, 0)
        assert failed.share_against == 1
        assert "no objective was set" in passed.words

    def test_stand_beside_an_earlier_failure(self):
        failed = document(ContinuityTest("exit", date(2026, 1, 10), "5 days", "fail"))
        passed = document(ContinuityTest("exit", MAY, "5 days", "pass"), number=2)

        points = filled("C6", [*failed, *passed])

        assert (points.total_good, points.total_bad) == (pytest.approx(5), pytest.approx(5))

    def test_are_planned_as_the_definition_says(self):
        definition = known_criteria()["C6"].definition

        assert definition.slots == {"unit": "subject", "count": 2, "points": code.POINTS}
        assert definition.parameters == {"partial": 0.5}

    @given(documents(TESTS))
    @settings(deadline=None, max_examples=40)
    def test_are_never_lowered_by_one_more_report(self, several):
        *before, added = several

        assert_adding_never_lowers("C6", flat(before), added)

    @given(documents(TESTS), LATER)
    @settings(deadline=None, max_examples=40)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("C6", flat(several), later=later)
