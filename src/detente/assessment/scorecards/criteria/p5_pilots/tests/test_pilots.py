"""Pilots: the two that show most, and the two that show worst."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    RELIABILITY,
    assert_adding_never_lowers,
    assert_time_never_raises,
    days,
    document,
    documents,
    filled,
    flat,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import PilotResult

JOINT = Assurance.JOINTLY_MEASURED


def pilot(name, supported=0, failed=0, registered=4, decided_on=date(2026, 6, 1), **more):
    return PilotResult(name, date(2026, 1, 10), decided_on, registered, supported, failed, **more)


def points(*pilots, level=JOINT):
    found = filled("P5", document(*pilots, level=level))
    return pytest.approx(found.total_good), pytest.approx(found.total_bad)


class TestPilots:
    def test_show_the_criteria_supported_of_those_registered(self):
        item = only("P5", document(pilot("Alerts", supported=2, failed=1), level=JOINT))

        assert (item.share_for, item.share_against, item.points) == (0.5, 0.25, 6.0)
        assert item.words == "Alerts: 2 of 4 registered criteria were supported, 1 failed."

    def test_show_nothing_good_where_a_guardrail_was_broken(self):
        item = only("P5", document(pilot("Alerts", supported=4, guardrail_broken=True)))

        assert (item.share_for, item.share_against) == (0.0, 1.0)

    def test_that_are_not_decided_show_nothing_yet_but_stand_there(self):
        item = only("P5", document(pilot("Alerts", supported=3, decided_on=None)))

        assert (item.share_for, item.share_against) == (0.0, 0.0)
        assert item.words == "Alerts was registered on 10 January 2026 and is not decided."

    def test_fill_both_slots_only_together(self):
        assert points(pilot("A", supported=4)) == (6.0, 0.0)
        assert points(pilot("A", supported=4), pilot("B", supported=4)) == (12.0, 0.0)

    def test_do_not_fill_a_second_slot_with_the_same_pilot_told_twice(self):
        twice = [*document(pilot("A", supported=4)), *document(pilot("a ", supported=4), number=2)]

        assert filled("P5", twice).total_good == pytest.approx(6 * 0.5)

    def test_count_the_best_two_for_and_the_worst_two_against(self):
        every = [pilot("A", 4), pilot("B", 3, 1), pilot("C", 2, 2), pilot("D", 0, 4)]

        assert points(*every) == (6 * (1 + 0.75), 6 * (1 + 0.5))

    def test_do_not_add_up_from_many_half_good_ones(self):
        assert points(*(pilot(name, 2, 2) for name in "ABCDEF")) == (6.0, 6.0)

    def test_keep_what_they_showed_when_a_later_one_is_registered(self):
        both = [pilot("A", 4), pilot("B", 4)]

        assert points(*both, pilot("C", decided_on=None)) == points(*both)

    def test_of_two_documents_stand_beside_each_other(self):
        apart = [
            *document(pilot("A", 4), level=JOINT),
            *document(pilot("B", 2), number=2, level=Assurance.SELF_ATTESTED),
        ]

        found = filled("P5", apart)

        assert found.total_good == pytest.approx(6 + 6 * 0.5 * RELIABILITY["self"])

    def test_posted_by_the_vendor_itself_are_no_good_neighbours(self):
        posted = document(pilot("A", 4), number=2, against_only=True)

        assert filled("P5", [*document(pilot("B", 4)), *posted]).total_good == pytest.approx(3.0)

    def test_of_a_second_slot_say_whom_they_stand_beside(self):
        items = shown("P5", document(pilot("A", 4), pilot("B", 3)))

        assert items[-1].words == "B: 3 of 4 registered criteria were supported, 0 failed, beside A."


def pilots():
    return st.builds(
        lambda name, on, decided, supported, failed, broken: PilotResult(
            name, on, on if decided else None, 4, supported, failed, broken
        ),
        st.sampled_from("ABCD"),
        days(900),
        st.sampled_from([True, True, False]),
        st.integers(0, 4),
        st.integers(0, 4),
        st.sampled_from([False, False, True]),
    )


class TestAnyPilots:
    @given(documents(pilots()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P5", flat(before), added)

    @given(documents(pilots(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("P5", flat(several), later=later, as_of=AS_OF)

    @given(documents(pilots(), least=1))
    def test_never_fill_more_than_the_two_fullest_by_hand(self, several):
        facts = flat(several)
        alone = {}
        for one in facts:
            name = one.record.pilot
            alone[name] = max(alone.get(name, 0.0), filled("P5", [one]).total_good)

        assert filled("P5", facts).total_good <= sum(sorted(alone.values())[-2:]) + 1e-9
