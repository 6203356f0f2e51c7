"""Calendar periods: as many points are planned on every day, and time alone raises nothing."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.periods import (
    MONTHS,
    covered_together,
    slots,
    together,
    without,
)
from detente.assessment.scorecards.criteria.tests.worlds import AS_OF, at, moments

DAY = timedelta(days=1)
UNITS = st.sampled_from(sorted(MONTHS))
SPANS = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 20)), max_size=8).map(
    lambda pairs: [(AS_OF + DAY * start, AS_OF + DAY * (start + length)) for start, length in pairs]
)


class TestSlots:
    @given(moments(1500), UNITS, st.integers(1, 12))
    def test_plan_the_same_number_of_periods_on_every_day(self, as_of, unit, count):
        current, *before = slots(as_of, unit=unit, count=count)
        elapsed = (as_of - current.starts_at) / (current.ends_at - current.starts_at)

        assert elapsed + sum(slot.factor for slot in before) == pytest.approx(count)

    @given(moments(1500), UNITS)
    def test_lie_end_to_end_and_hold_the_day(self, as_of, unit):
        found = slots(as_of, unit=unit, count=4)

        assert found[0].starts_at <= as_of < found[0].ends_at
        assert all(later.starts_at == earlier.ends_at for later, earlier in pairwise(found))

    @pytest.mark.parametrize(
        ("unit", "name"),
        [
            ("month", "2026-07"),
            ("two months", "two months from 2026-07"),
            ("quarter", "quarter from 2026-07"),
        ],
    )
    def test_are_named_by_their_first_month(self, unit, name):
        assert slots(AS_OF, unit=unit, count=4)[0].name == name

    def test_age_from_their_middle(self):
        may = slots(AS_OF, unit="month", count=12)[2]

        assert may.age_days == pytest.approx((AS_OF - at("2026-05-16 12:00")) / DAY)


def days_of(spans):
    return {day for starts, ends in spans for day in range((starts - AS_OF).days, (ends - AS_OF).days)}


class TestSpans:
    @given(SPANS)
    def test_together_are_the_same_days_apart_and_in_order(self, spans):
        joined = together(spans)

        assert days_of(joined) == days_of(spans)
        assert all(first[1] < second[0] for first, second in pairwise(joined))

    @given(SPANS, SPANS.filter(bool))
    def test_without_others_are_the_days_that_these_do_not_have(self, others, spans):
        one = spans[0]

        assert days_of(without(one, together(others))) == days_of([one]) - days_of(others)

    def test_cover_a_period_once_where_they_overlap(self):
        may = slots(AS_OF, unit="month", count=12)[2]
        spans = [(at("2026-05-01"), at("2026-05-11")), (at("2026-05-06"), at("2026-05-16"))]

        assert covered_together(spans, may) == pytest.approx(15 / 31)
