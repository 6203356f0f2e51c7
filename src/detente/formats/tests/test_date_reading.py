"""Dates as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.date_parts import PartialDate
from detente.formats.date_reading import DayOrder, UnreadableDate, day_order, read_date
from detente.formats.found import UNDATED

DAYS = st.dates(date(1000, 1, 1), date(9999, 12, 31))


class TestReadDate:
    @pytest.mark.parametrize(
        "text",
        [
            "2024-03-25",
            "2024/03/25",
            "2024-03-25T04:00:00.000Z",
            "2024-03-25 00:00:00",
            "March 25, 2024",
            "Mar 25 2024",
            "march 25th, 2024",
            "25 March 2024",
            "25-Mar-2024",
            "25. Mar. 2024",
            "25.03.2024",
            "25/3/2024",
            "3/25/2024",
            " 03/25/2024 ",
        ],
    )
    def test_reads_many_styles(self, text):
        assert read_date(text) == date(2024, 3, 25)

    def test_says_which_two_days_it_may_be(self):
        with pytest.raises(UnreadableDate, match="may be 2025-03-04 or 2025-04-03"):
            read_date("03/04/2025")

    def test_follows_the_order_that_is_known(self):
        assert read_date("03/04/2025", DayOrder.DAY_FIRST) == date(2025, 4, 3)
        assert read_date("03/04/2025", DayOrder.MONTH_FIRST) == date(2025, 3, 4)

    def test_needs_no_order_where_both_are_the_same_day(self):
        assert read_date("05/05/2025") == date(2025, 5, 5)

    def test_reads_the_day_first_before_a_dot(self):
        assert read_date("03.04.2025", DayOrder.MONTH_FIRST) == date(2025, 4, 3)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "soon",
            "2025",
            "2025-04",
            "April 2025",
            "25/04/25",
            "2025-02-30",
            "31/04/2025",
            "13/13/2025",
            "Mai 25, 2024",
            "Ma 25, 2024",
            "0000-01-01",
            "٣/٤/2025x",
        ],
    )
    def test_refuses_what_is_no_complete_date(self, text):
        with pytest.raises(UnreadableDate):
            read_date(text)

    @given(DAYS)
    def test_reads_back_what_is_written_by_iso_8601(self, day):
        assert read_date(day.isoformat()) == day

    @given(DAYS)
    def test_reads_back_both_orders(self, day):
        assert read_date(f"{day.day}/{day.month}/{day.year}", DayOrder.DAY_FIRST) == day
        assert read_date(f"{day.month}/{day.day}/{day.year}", DayOrder.MONTH_FIRST) == day


class TestDayOrder:
    def test_is_shown_by_one_date(self):
        assert day_order(["01/02/2025", "2025-01-31", "31/01/2025"]) is DayOrder.DAY_FIRST
        assert day_order(["01/02/2025", "01/31/2025"]) is DayOrder.MONTH_FIRST

    def test_is_unclear_where_dates_contradict_each_other(self):
        assert day_order(["31/01/2025", "01/31/2025"]) is DayOrder.UNCLEAR

    def test_is_not_shown_by_dates_with_dots(self):
        assert day_order(["31.01.2025"]) is DayOrder.UNCLEAR

    @given(st.lists(DAYS, min_size=1))
    def test_never_contradicts_how_the_file_was_written(self, days):
        texts = [f"{day.day}/{day.month}/{day.year}" for day in days]

        assert day_order(texts) in {DayOrder.DAY_FIRST, DayOrder.UNCLEAR}


class TestPartialDate:
    def test_begins_at_the_earliest_moment_it_may_have_been(self):
        assert PartialDate(2016, 9).earliest.isoformat() == "2016-09-01T00:00:00+00:00"
        assert PartialDate().earliest == UNDATED

    @pytest.mark.parametrize("parts", [(2016, 13), (2015, 2, 29), (0,), (2016, None, 3), (None, 3)])
    def test_refuses_what_no_calendar_has(self, parts):
        with pytest.raises(ValueError, match=r".+"):
            PartialDate(*parts)

    @given(DAYS)
    def test_is_the_day_where_all_is_known(self, day):
        known = PartialDate(day.year, day.month, day.day)

        assert (known.whole, known.words) == (day, "")
        assert known.earliest.date() - day == timedelta(0)
