"""KPI targets: of each agreed pair the worse one counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.p4_kpi_targets.items import attained
from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    days,
    document,
    documents,
    flat,
    in_slot,
    shown,
)
from detente.formats.records import KpiResult

SPRING = (date(2026, 4, 1), date(2026, 7, 1))


def kpi(metric, actual, target=100.0, *, pair="speed and care", period=SPRING, higher_is_better=True):
    return KpiResult(metric, pair, *period, actual, target, higher_is_better)


def spring(*results):
    return in_slot(shown("P4", document(*results)), "2026-04")


class TestKpiTargets:
    def test_count_the_worse_of_a_pair(self):
        item = spring(kpi("closed in a day", 95), kpi("opened again", 10, 6, higher_is_better=False))

        assert (item.share_for, item.share_against) == (pytest.approx(0.6), pytest.approx(0.4))
        assert (
            item.words
            == "The pair of KPIs reached 60% of the target by the worse one, over 100% of the quarter."
        )

    def test_leave_a_kpi_without_its_pair_unknown(self):
        pair = [kpi("fast", 80), kpi("careful", 100)]

        item = spring(*pair, kpi("cheap", 10, pair="cost and value"))

        assert (item.share_for, item.share_against) == (pytest.approx(0.4), pytest.approx(0.1))
        assert item.words.startswith("1 of 2 pairs of KPIs reached 80%")

    def test_do_not_pair_two_kpis_that_name_no_pair(self):
        assert shown("P4", document(kpi("fast", 80, pair=""), kpi("cheap", 100, pair=""))) == []

    def test_pair_only_results_of_the_same_days(self):
        april = (date(2026, 4, 1), date(2026, 5, 1))

        assert shown("P4", document(kpi("fast", 80), kpi("careful", 100, period=april))) == []

    def test_take_the_worse_of_two_results_for_the_same_days(self):
        assert spring(kpi("fast", 80), kpi("fast", 70), kpi("careful", 100)).share_for == pytest.approx(0.7)


class TestTheShareOfATarget:
    @pytest.mark.parametrize(
        ("actual", "target", "higher_is_better", "share"),
        [
            (99.9, 100, True, 0.999),
            (120, 100, True, 1.0),
            (5, 4, False, 0.8),
            (3, 4, False, 1.0),
            (0, 0, False, 1.0),
            (1, 0, False, 0.0),
            (-5, 10, True, 0.0),
            (-5, -10, True, 1.0),
            (0, 10, True, 0.0),
        ],
    )
    def test_is_at_most_one_and_never_negative(self, actual, target, higher_is_better, share):
        assert attained(kpi("a", actual, target, higher_is_better=higher_is_better)) == pytest.approx(share)


@st.composite
def results(draw):
    ends_on = draw(days())
    starts_on = ends_on - timedelta(days=draw(st.sampled_from([30, 91, 365])))
    return KpiResult(
        draw(st.sampled_from(["a", "b", "c"])),
        draw(st.sampled_from(["", "one", "two"])),
        starts_on,
        ends_on,
        draw(st.floats(-10, 200)),
        draw(st.floats(-10, 200)),
        draw(st.booleans()),
    )


class TestAnyResults:
    @given(documents(results()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P4", flat(before), added)

    @given(documents(results(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("P4", flat(several), later=later, as_of=AS_OF)
