"""B3: promises of the customer, by the formula of T4."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t4_commitments.tests.test_commitments import promises
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
from detente.formats.records import Commitment

DUE = date(2026, 5, 10)


class TestPromisesKept:
    def test_are_shares_of_what_the_customer_promised(self):
        one = only(
            "B3",
            document(
                Commitment("a", "customer", DUE, DUE, "on time"),
                Commitment("b", "customer", DUE, None, "broken"),
                Commitment("c", "vendor", DUE, None, "broken"),
            ),
        )

        assert (one.slot, one.points, one.share_for, one.share_against) == ("2026-05", 1, 0.5, 0.5)
        assert one.words == "On time: 1 of 2 commitments of the customer; late: 0; broken: 1."

    def test_mirror_what_the_vendor_is_held_to(self):
        mine = Commitment("a", "customer", DUE, date(2026, 5, 20), "late")

        (one,), (other,) = (
            shown("B3", document(mine)),
            shown("T4", document(replace(mine, owner_side="vendor"))),
        )

        assert replace(other, words=one.words) == one
        definitions = [known_criteria()[name].definition for name in ("B3", "T4")]
        assert definitions[0].slots == definitions[1].slots
        assert definitions[0].parameters == definitions[1].parameters

    @given(documents(promises()))
    @settings(deadline=None, max_examples=30)
    def test_are_never_lowered_by_one_more_register(self, several):
        *before, added = several

        assert_adding_never_lowers("B3", flat(before), added)

    @given(documents(promises()), LATER)
    @settings(deadline=None, max_examples=30)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("B3", flat(several), later=later, deadlines_pass=True)
