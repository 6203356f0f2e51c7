"""T2: limits told, and limits found."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t2_limits import items as code
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
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Disclosure

JOINT = Assurance.JOINTLY_MEASURED


def limit(name, on="2026-05-10", *, told=True, material=True):
    return Disclosure(name, told, date.fromisoformat(on), material=material)


EITHER, NEVER = st.booleans(), st.sampled_from([False])


def limits(told=EITHER):
    names = st.sampled_from(
        ["no SSO", "No  sso", "one region", "no HSM", "no logs", "slow exit", "no SBOM", "no 2FA"]
    )
    return st.builds(Disclosure, names, told, days(900, ahead=20), st.sampled_from([True, True, False]))


class TestLimitsTold:
    def test_give_a_point_each(self):
        one = only("T2", document(limit("No single sign-on for admins."), level=JOINT))

        assert (one.slot, one.points, one.level, one.share_for, one.share_against) == (
            "told 1",
            1,
            "joint",
            1,
            0,
        )
        assert one.age_days == 66.5
        assert one.words == "Northwind Cloud told a limit, on 10 May 2026: No single sign-on for admins."

    def test_give_no_more_than_six_points_however_many_they_are(self):
        told = [limit(f"limit {number}", f"2026-05-{number:02}") for number in range(1, 10)]

        assert filled("T2", document(*told, level=JOINT)).total_good == 6

    def test_are_not_pushed_out_by_younger_ones_that_nobody_checked(self):
        checked = [limit(f"limit {number}", "2026-01-01") for number in range(6)]
        rumours = [limit(f"rumour {number}", "2026-07-01") for number in range(6)]
        before = document(*checked, level=JOINT)

        after = [*before, *document(*rumours, number=2, level=Assurance.SELF_ATTESTED)]

        assert filled("T2", after).total_good == filled("T2", before).total_good == 6

    def test_count_once_when_two_files_tell_them(self):
        twice = [
            *document(limit("No SSO"), level=JOINT),
            *document(limit("no  sso", "2026-06-01"), number=2, level=JOINT),
        ]

        assert filled("T2", twice).total_good == 1

    def test_that_do_not_matter_count_for_nothing(self):
        assert shown("T2", document(limit("a", material=False), limit("b", told=False, material=False))) == []

    def test_on_the_vendors_own_page_take_no_slot(self):
        page = document(limit("No SSO", "2026-07-01"), level=JOINT, against_only=True)
        told = document(*(limit(f"limit {number}") for number in range(6)), number=2, level=JOINT)

        assert filled("T2", [*page, *told]).total_good == 6


class TestLimitsFound:
    def test_take_two_points_each(self):
        one = only("T2", document(limit("no SSO", told=False), level=JOINT))

        assert (one.slot, one.points, one.share_for, one.share_against) == ("found 1", 2, 0, 1)
        assert one.words == "The customer found a limit before Northwind Cloud told, on 10 May 2026: no SSO."

    def test_take_twelve_points_at_most(self):
        found = document(*(limit(f"limit {number}", told=False) for number in range(9)), level=JOINT)

        assert filled("T2", found).total_bad == 12

    def test_count_as_told_if_they_were_told_before_in_any_file(self):
        found = document(limit("no SSO", "2026-06-01", told=False), level=JOINT)
        told = document(limit("No SSO", "2026-05-01"), number=2, level=JOINT)

        points = filled("T2", [*found, *told])

        assert (points.total_good, points.total_bad) == (1, 0)

    def test_stay_found_if_that_they_were_told_is_heard_only_afterwards(self):
        """A register of limits told, with whatever date, takes nothing off what is against."""
        found = document(limit("no SSO", "2026-06-01", told=False), known_at=at("2026-06-02"))
        told = document(limit("No SSO", "2026-05-01"), number=2, known_at=at("2026-06-03"))

        assert filled("T2", [*found, *told]).total_bad == filled("T2", found).total_bad > 0

    def test_stay_found_if_they_were_told_afterwards(self):
        found = document(limit("no SSO", "2026-04-01", told=False), level=JOINT)
        told = document(limit("No SSO", "2026-05-01"), number=2, level=JOINT)

        points = filled("T2", [*found, *told])

        assert (points.total_good, points.total_bad) == (1, 2)


class TestTheCriterion:
    def test_plans_as_the_definition_says(self):
        assert known_criteria()["T2"].definition.slots == {
            "unit": "limit", "told": code.MOST, "points": code.TOLD_POINTS,
            "found": code.MOST, "points_against": code.FOUND_POINTS,
        }  # fmt: skip

    @given(documents(limits()), documents(limits(NEVER), least=1, most=1))
    @settings(deadline=None, max_examples=60)
    def test_is_never_lowered_by_one_more_file_of_findings(self, before, added):
        numbered = document(*flat(added), number=99)

        assert_adding_never_lowers("T2", flat(before), numbered)

    @given(documents(limits()))
    @settings(deadline=None, max_examples=60)
    def test_shows_no_less_after_one_more_file_of_any_kind(self, several):
        *before, added = several
        alone, together = filled("T2", flat(before)), filled("T2", [*flat(before), *added])

        assert all(together.good[slot] >= points - 1e-9 for slot, points in alone.good.items())

    @given(documents(limits()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_is_never_raised_by_time(self, several, later):
        assert_time_never_raises("T2", flat(several), later=later)

    def test_knows_nothing_of_limits_to_come(self):
        assert shown("T2", document(limit("no SSO", "2026-06-01")), as_of=at("2026-05-01")) == []

    @pytest.mark.parametrize("told", [True, False])
    def test_keeps_its_evidence(self, told):
        register = document(
            limit("a", "2026-01-01", told=told), limit("b", "2026-02-01", told=told), number=7
        )

        assert [one.places for one in shown("T2", register)] == [((7, 1),), ((7, 0),)]
