"""T4: promises of the vendor, by the calendar month of their day."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t4_commitments import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    AS_OF,
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    days,
    document,
    documents,
    filled,
    flat,
    in_slot,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import Commitment


def promise(name, due, outcome, done=None, side="vendor"):
    read = date.fromisoformat
    return Commitment(name, side, read(due), done and read(done), outcome)


@st.composite
def promises(draw):
    due = draw(days(ahead=90))
    outcome = draw(st.sampled_from(["on time", "late", "broken", "open"]))
    done = {
        "on time": min(due - timedelta(days=draw(st.integers(0, 120))), AS_OF.date()),
        "late": due + timedelta(days=draw(st.integers(1, 60))),
    }.get(outcome)
    return Commitment(
        str(draw(st.integers())), draw(st.sampled_from(["vendor", "customer"])), due, done, outcome
    )


class TestCommitmentsKept:
    @pytest.mark.parametrize(
        ("outcome", "done", "good", "bad"),
        [
            ("on time", "2026-05-10", 1, 0),
            ("late", "2026-05-12", 0.5, 0.5),
            ("broken", None, 0, 1),
            ("open", None, 0, 0),
        ],
    )
    def test_are_worth_what_became_of_them(self, outcome, done, good, bad):
        one = only(
            "T4", document(promise("a", "2026-05-10", outcome, done), level=Assurance.JOINTLY_MEASURED)
        )

        assert (one.slot, one.points, one.level) == ("2026-05", 1, "joint")
        assert (one.share_for, one.share_against) == (good, bad)

    def test_are_not_kept_before_that_can_be_known(self):
        """A register that names a day of next month tells of a plan: time alone makes no good of it."""
        register = document(
            promise("report", "2026-06-20", "on time", "2026-06-10"), known_at=at("2026-06-01")
        )

        assert filled("T4", register).total_good == 0

    def test_are_shares_of_all_of_their_month(self):
        one = only(
            "T4",
            document(
                promise("a", "2026-05-10", "on time", "2026-05-01"),
                promise("b", "2026-05-10", "late", "2026-05-30"),
                promise("c", "2026-05-10", "broken"),
                promise("d", "2026-05-10", "open"),
                promise("e", "2026-05-10", "broken", side="customer"),
            ),
        )

        assert (one.share_for, one.share_against) == (0.375, 0.375)
        assert one.words == "On time: 1 of 4 commitments of the vendor; late: 1; broken: 1."

    def test_that_are_kept_early_belong_to_the_month_in_which_they_were_done(self):
        register = document(promise("a", "2026-10-10", "on time", "2026-06-05"))

        assert only("T4", register).slot == "2026-06"

    def test_of_twelve_months_give_the_points_of_the_reference_case(self, shared_data):
        case = json.loads((shared_data / "reference/scorecard_method_cases.json").read_text())["cases"][3]
        due = [AS_OF.date() - timedelta(days=5 + 30 * back) for back in range(12)]
        outcomes = ["late" if back in {3, 7} else "on time" for back in range(12)]
        register = document(
            *(
                Commitment(str(day), "vendor", day, day, said)
                for day, said in zip(due, outcomes, strict=True)
            ),
            level=Assurance.JOINTLY_MEASURED,
        )

        points = filled("T4", register)

        assert sorted(points.good.values()) == sorted(one[4] for one in case["inputs"]["items"]["T4"])
        assert points.total_good == case["expected"]["criteria"]["T4"]["points_for"]
        assert points.total_bad == case["expected"]["criteria"]["T4"]["points_against"]

    def test_of_a_thirteenth_month_push_nothing_out(self):
        old = document(promise("a", "2025-08-10", "on time", "2025-08-09"))
        new = document(
            *(promise(f"{month}", f"2026-0{month}-10", "broken") for month in range(1, 8)), number=2
        )

        assert in_slot(shown("T4", [*old, *new]), "2025-08").share_for == 1

    def test_that_were_kept_after_the_day_of_the_scorecard_are_open_on_it(self):
        register = document(promise("a", "2026-05-10", "late", "2026-06-10"))

        assert shown("T4", register, as_of=at("2026-05-20")) == []

    def test_are_planned_as_the_definition_says(self):
        assert known_criteria()["T4"].definition.slots == {
            "unit": "month", "count": code.MONTHS, "points": code.POINTS
        }  # fmt: skip

    @given(documents(promises()))
    @settings(deadline=None, max_examples=60)
    def test_are_never_lowered_by_one_more_register(self, several):
        *before, added = several

        assert_adding_never_lowers("T4", flat(before), added)

    @given(documents(promises()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_are_never_raised_by_time(self, several, later):
        assert_time_never_raises("T4", flat(several), later=later, deadlines_pass=True)
