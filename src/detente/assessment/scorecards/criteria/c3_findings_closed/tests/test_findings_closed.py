"""Findings closed: by the dates first set, of all that an assessor found."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    fact,
    flat,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import AssessedFinding

FOUND, DUE = date(2026, 3, 1), date(2026, 5, 1)


def finding(closed_on=None, due_on=DUE, severity="moderate", found_on=FOUND):
    return AssessedFinding("Annual assessment", "F-1", severity, found_on, due_on, closed_on)


def shares(*findings, **more):
    item = only("C3", document(*findings, **more))
    return pytest.approx(item.share_for), pytest.approx(item.share_against)


class TestFindingsClosed:
    def test_count_by_their_severity(self):
        high, low = finding(DUE, severity="high"), finding(date(2026, 5, 2), severity="low")

        assert shares(high, low) == (4 / 5, 1 / 5)

    def test_in_time_are_good_on_the_last_day_and_bad_a_day_later(self):
        assert shares(finding(DUE)) == (1.0, 0.0)
        assert shares(finding(DUE + timedelta(days=1))) == (0.0, 1.0)

    def test_are_bad_while_open_past_their_date(self):
        assert shares(finding(), finding(DUE)) == (0.5, 0.5)

    def test_are_unknown_while_open_and_not_due(self):
        assert shares(finding(due_on=date(2026, 9, 1)), finding(DUE)) == (0.5, 0.0)

    def test_are_unknown_past_their_date_where_the_report_is_older(self):
        """A later report may show that it was closed in time: it could not take back what this one counted."""
        assert shares(finding(), known_at=at("2026-04-01")) == (0.0, 0.0)

    def test_without_a_date_are_unknown(self):
        assert shares(finding(date(2026, 4, 1), due_on=None), finding(DUE)) == (0.5, 0.0)

    def test_say_how_many_there_are(self):
        item = only("C3", document(finding(DUE), finding(), finding(due_on=None)))

        assert item.words == ("1 of 3 findings were closed by their date, 1 were not; of 1 it is not known.")
        assert (item.points, item.slot) == (12.0, "findings")

    def test_are_as_old_as_the_latest_day_that_the_report_names(self):
        assert only("C3", document(finding(DUE), finding())).age_days == pytest.approx(75.5)

    def test_that_an_assessor_saw_do_not_stand_for_those_that_nobody_did(self):
        seen = fact(finding(DUE), level=Assurance.THIRD_PARTY_ASSESSED)
        told = fact(finding(DUE), level=Assurance.SELF_ATTESTED)

        items = shown("C3", document(seen, told))

        assert [(one.level, one.share_for) for one in items] == [("self", 1.0), ("third", 0.5)]


@st.composite
def findings(draw):
    found_on = draw(days())
    due_on = draw(st.none() | st.integers(0, 400).map(lambda number: found_on + timedelta(days=number)))
    closed_on = draw(st.none() | st.integers(0, 400).map(lambda number: found_on + timedelta(days=number)))
    closed_on = None if closed_on is not None and closed_on > AS_OF.date() else closed_on
    severity = draw(st.sampled_from(["high", "moderate", "low", "informational"]))
    return finding(closed_on, due_on, severity, found_on)


class TestAnyFindings:
    @given(documents(findings()))
    def test_added_lower_nothing_that_others_have_shown(self, several):
        *before, added = several

        assert_adding_never_lowers("C3", flat(before), added)

    @given(documents(findings(), least=1), LATER)
    def test_show_no_more_as_time_goes_by(self, several, later):
        assert_time_never_raises("C3", flat(several), later=later)
