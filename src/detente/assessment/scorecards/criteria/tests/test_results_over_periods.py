"""Results over periods of any length, laid over quarters: KPIs and adoption both rest on it."""

from datetime import timedelta

import pytest

from detente.assessment.scorecards.criteria.results_over_periods import Result, quarterly
from detente.assessment.scorecards.criteria.tests.worlds import AS_OF, LONG_AGO, at, fact, in_slot
from detente.formats.found import Assurance
from detente.formats.records import Usage

A_FACT = fact(Usage("mail", LONG_AGO.date(), LONG_AGO.date(), 1, 1))


def result(subject, starts_on, ends_on, share, fact=A_FACT):
    return Result(subject, (at(starts_on), at(ends_on)), share, (fact,))


def spring(*results, subjects=1):
    items = list(quarterly(results, subjects, AS_OF, "{:.2f} {} {:.2f}.".format))
    return in_slot(items, "2026-04")


class TestQuarterlyResults:
    def test_of_three_months_are_their_mean_weighed_by_days(self):
        months = [
            result("mail", "2026-04-01", "2026-05-01", 1.0),
            result("mail", "2026-05-01", "2026-06-01", 0.5),
            result("mail", "2026-06-01", "2026-07-01", 0.0),
        ]

        item = spring(*months)

        assert item.share_for == pytest.approx((30 + 15.5) / 91)
        assert item.share_against == pytest.approx((15.5 + 30) / 91)

    def test_that_cover_a_month_count_for_a_month(self):
        item = spring(result("mail", "2026-04-01", "2026-05-01", 0.5))

        assert (item.share_for, item.share_against) == (pytest.approx(15 / 91), pytest.approx(15 / 91))
        assert item.words == "0.50 1 0.33."

    def test_of_a_year_speak_for_each_of_its_quarters(self):
        year = result("mail", "2025-07-01", "2026-07-01", 0.8)

        assert spring(year).share_for == pytest.approx(0.8)

    def test_that_overlap_cover_their_days_once(self):
        quarter, month = (
            result("a", "2026-04-01", "2026-07-01", 1.0),
            result("a", "2026-04-01", "2026-05-01", 1.0),
        )

        assert spring(quarter, month).share_for == pytest.approx(1.0)

    def test_leave_a_subject_without_a_result_unknown(self):
        item = spring(result("mail", "2026-04-01", "2026-07-01", 0.5), subjects=2)

        assert (item.share_for, item.share_against) == (0.25, 0.25)

    def test_give_the_better_checked_ones_an_item_of_their_own(self):
        checked = fact(A_FACT.record, level=Assurance.JOINTLY_MEASURED)
        both = [
            result("mail", "2026-04-01", "2026-07-01", 1.0),
            result("files", "2026-04-01", "2026-07-01", 1.0, checked),
        ]

        items = list(quarterly(both, 2, AS_OF, "{} {} {}.".format))

        assert [(one.level, one.share_for) for one in items] == [("tool", 1.0), ("joint", 0.5)]

    def test_that_end_within_the_current_quarter_count_up_to_there(self):
        items = list(quarterly([result("a", "2026-07-01", "2026-07-15", 1.0)], 1, AS_OF, "{} {} {}.".format))

        assert in_slot(items, "2026-07").share_for == pytest.approx(14 / 92)

    def test_of_long_ago_are_none(self):
        old = AS_OF - timedelta(days=800)

        assert (
            list(quarterly([Result("a", (old, old + timedelta(days=30)), 1.0, (A_FACT,))], 1, AS_OF, str))
            == []
        )
