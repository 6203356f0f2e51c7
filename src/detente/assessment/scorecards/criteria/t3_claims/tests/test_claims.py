"""T3: what the data said of claims."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t3_claims import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    days,
    document,
    documents,
    filled,
    flat,
    only,
)
from detente.formats.found import Assurance
from detente.formats.records import ClaimVerdict

JOINT = Assurance.JOINTLY_MEASURED
VERDICTS = ("supported", "smaller than claimed", "not proven", "promise")
CLAIMS = st.builds(ClaimVerdict, st.sampled_from("abcdefghij"), days(1500), st.sampled_from(VERDICTS))


def claim(name, verdict="supported", on="2026-05-10"):
    return ClaimVerdict(name, date.fromisoformat(on), verdict)


class TestClaimsUpheld:
    @pytest.mark.parametrize(
        ("verdict", "slot", "good", "bad"),
        [("supported", "claim 1", 1, 0), ("smaller than claimed", "claim 6", 0, 1)],
    )
    def test_are_worth_their_verdict(self, verdict, slot, good, bad):
        one = only("T3", document(claim("Halves the alerts.", verdict), level=JOINT))

        assert (one.slot, one.points, one.level, one.age_days) == (slot, 2, "joint", 66.5)
        assert (one.share_for, one.share_against) == (good, bad)
        assert one.words == f"Registered on 10 May 2026, {verdict}: Halves the alerts."

    def test_are_unknown_while_nothing_is_proven(self):
        one = only("T3", document(claim("a", "not proven"), claim("b", "promise")))

        assert (one.share_for, one.share_against) == (0, 0)
        assert one.words == "Not proven, or promised and not measured: 2; they count for nothing."

    def test_have_a_slot_each_up_to_six(self):
        mixed = [claim(f"good {number}") for number in range(4)] + [claim("bad", "smaller than claimed")]

        points = filled("T3", document(*mixed, claim("open", "not proven"), level=JOINT))

        assert (points.total_good, points.total_bad) == (8, 2)
        assert not {slot for slot, value in points.good.items() if value} & {
            slot for slot, value in points.bad.items() if value
        }

    def test_of_more_than_six_fill_the_slots_and_no_more(self):
        assert (
            filled("T3", document(*(claim(str(number)) for number in range(9)), level=JOINT)).total_good == 12
        )

    def test_of_several_files_have_slots_of_their_own(self):
        first, second = document(claim("a"), level=JOINT), document(claim("b"), number=2, level=JOINT)

        assert filled("T3", [*first, *second]).total_good == 4

    def test_count_once_when_two_files_tell_them(self):
        first, second = document(claim("A"), level=JOINT), document(claim("a "), number=2, level=JOINT)

        assert filled("T3", [*first, *second]).total_good == 2

    def test_on_a_page_that_counts_only_against_take_no_slot(self):
        page = document(claim("young", on="2026-07-01"), level=JOINT, against_only=True)
        studies = document(*(claim(str(number)) for number in range(6)), number=2, level=JOINT)

        assert filled("T3", [*page, *studies]).total_good == 12

    def test_keep_their_points_for_two_years(self):
        year_old = document(claim("a", on="2024-08-01"), level=JOINT)
        old = document(claim("a", on="2022-07-16"), level=JOINT)

        assert filled("T3", year_old).total_good == 2
        assert filled("T3", old).total_good == pytest.approx(1, abs=0.01)

    def test_are_planned_as_the_definition_says(self):
        assert known_criteria()["T3"].definition.slots == {
            "unit": "claim", "count": code.CLAIMS, "points": code.POINTS
        }  # fmt: skip

    @given(documents(CLAIMS))
    @settings(deadline=None, max_examples=60)
    def test_are_never_lowered_by_one_more_study(self, several):
        *before, added = several

        assert_adding_never_lowers("T3", flat(before), added)

    @given(documents(CLAIMS), LATER)
    @settings(deadline=None, max_examples=60)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("T3", flat(several), later=later)
