"""B2: accesses that the customer granted by their day."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.b2_access import items as code
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    days,
    document,
    documents,
    flat,
    only,
)
from detente.formats.records import AccessGranted


def access(granted=None, *, asked="2026-05-01", due="2026-05-10"):
    read = date.fromisoformat
    return AccessGranted(f"log server {granted}", read(asked), read(due), granted and read(granted))


@st.composite
def accesses(draw):
    asked, other, done = sorted(draw(st.tuples(days(), days(), days())))
    return AccessGranted(
        str(draw(st.integers())),
        asked,
        draw(st.sampled_from([other, done])),
        draw(st.sampled_from([None, other, done])),
    )


class TestAccessGrantedOnTime:
    def test_is_a_share_of_all_that_the_vendor_asked_for(self):
        one = only(
            "B2", document(access("2026-05-10"), access("2026-05-11"), access(), access(due="2026-08-01"))
        )

        assert (one.slot, one.points, one.share_for, one.share_against) == (
            "quarter from 2026-04",
            3,
            0.25,
            0.5,
        )
        assert one.words == (
            "Granted in time: 1 of 4 accesses that the vendor asked for; late or overdue: 2."
        )

    def test_is_planned_as_the_definition_says(self):
        assert known_criteria()["B2"].definition.slots == {
            "unit": "quarter", "count": code.QUARTERS, "points": code.POINTS
        }  # fmt: skip

    @given(documents(accesses()))
    @settings(deadline=None, max_examples=30)
    def test_is_never_lowered_by_one_more_register(self, several):
        *before, added = several

        assert_adding_never_lowers("B2", flat(before), added)

    @given(documents(accesses()), LATER)
    @settings(deadline=None, max_examples=30)
    def test_is_never_raised_by_time(self, several, later):
        assert_time_never_raises("B2", flat(several), later=later)
