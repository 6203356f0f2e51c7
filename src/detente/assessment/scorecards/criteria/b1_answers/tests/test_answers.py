"""B1: the customer's answers to the vendor, by the formula of C4."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from detente.assessment.scorecards.criteria.c4_requests.tests.test_requests import requests
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    document,
    documents,
    flat,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import RequestAnswered

ASKED, DUE = date(2026, 5, 1), date(2026, 5, 10)


class TestAnswersOnTime:
    def test_are_shares_of_what_the_vendor_asked(self):
        log = document(
            RequestAnswered("1", "vendor", ASKED, DUE, DUE),
            RequestAnswered("2", "vendor", ASKED, DUE, None),
            RequestAnswered("3", "customer", ASKED, DUE, None),
            level=Assurance.JOINTLY_MEASURED,
        )

        one = only("B1", log)

        assert (one.slot, one.points, one.share_for, one.share_against) == (
            "quarter from 2026-04",
            3,
            0.5,
            0.5,
        )
        assert one.words == "Answered in time: 1 of 2 requests of the vendor; late or overdue: 1."

    def test_mirror_what_the_vendor_is_held_to(self):
        log = [RequestAnswered(str(day), "vendor", ASKED, date(2026, 5, day), DUE) for day in (9, 10, 11, 12)]
        turned = [replace(one, asked_by="customer") for one in log]

        (mine,), (theirs,) = shown("B1", document(*log)), shown("C4", document(*turned))

        assert replace(theirs, words=mine.words) == mine
        assert known_criteria()["B1"].definition.slots == known_criteria()["C4"].definition.slots

    @given(documents(requests()))
    @settings(deadline=None, max_examples=30)
    def test_are_never_lowered_by_one_more_log(self, several):
        *before, added = several

        assert_adding_never_lowers("B1", flat(before), added)

    @given(documents(requests()), LATER)
    @settings(deadline=None, max_examples=30)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("B1", flat(several), later=later)
