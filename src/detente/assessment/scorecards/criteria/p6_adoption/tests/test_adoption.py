"""Adoption: active use of the use agreed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
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
from detente.formats.records import Usage

SPRING = (date(2026, 4, 1), date(2026, 7, 1))


def spring(*usages):
    return in_slot(shown("P6", document(*usages)), "2026-04")


class TestAdoption:
    def test_is_active_use_over_agreed_use(self):
        item = spring(Usage("mail", *SPRING, active=430, agreed=500))

        assert (item.share_for, item.share_against, item.points) == (
            pytest.approx(0.86),
            pytest.approx(0.14),
            3,
        )
        assert item.words == "The service had 86% of the use agreed, over 100% of the quarter."

    def test_beyond_what_was_agreed_is_all_of_it(self):
        assert spring(Usage("mail", *SPRING, active=900, agreed=500)).share_for == 1.0

    def test_is_the_mean_over_the_services(self):
        item = spring(Usage("mail", *SPRING, 500, 500), Usage("files", *SPRING, 0, 500))

        assert (item.share_for, item.share_against) == (0.5, 0.5)

    def test_of_a_service_for_which_nothing_was_agreed_is_unknown(self):
        item = spring(Usage("mail", *SPRING, 500, 500), Usage("files", *SPRING, 300, 0))

        assert (item.share_for, item.share_against) == (0.5, 0.0)
        assert item.words.startswith("1 of 2 services had 100%")

    def test_of_nothing_agreed_at_all_shows_nothing(self):
        assert shown("P6", document(Usage("mail", *SPRING, 300, 0))) == []


@st.composite
def usages(draw):
    ends_on = draw(days())
    starts_on = ends_on - timedelta(days=draw(st.sampled_from([7, 30, 91])))
    active, agreed = draw(st.floats(0, 200)), draw(st.floats(0, 200))
    return Usage(draw(st.sampled_from(["mail", "files"])), starts_on, ends_on, active, agreed)


class TestAnyFigures:
    @given(documents(usages()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("P6", flat(before), added)

    @given(documents(usages(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("P6", flat(several), later=later)
