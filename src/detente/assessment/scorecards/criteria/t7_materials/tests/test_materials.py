"""T7: how complete bills of materials are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.t7_materials import items as code
from detente.assessment.scorecards.criteria.tests.worlds import (
    LATER,
    assert_adding_never_lowers,
    assert_time_never_raises,
    at,
    document,
    documents,
    fact,
    filled,
    flat,
    in_slot,
    moments,
    only,
    shown,
)
from detente.formats.found import Assurance
from detente.formats.records import BillOfMaterials


def bill(
    complete, total, *, product="Drive", subject="components", on="2026-07-01", level=Assurance.TOOL_MEASURED
):
    return fact(BillOfMaterials(product, subject, complete, total), valid_from=at(on), level=level)


@st.composite
def bills(draw):
    complete, total = sorted(draw(st.tuples(st.integers(0, 50), st.integers(0, 50))))
    subject = draw(st.sampled_from(["components", "vulnerabilities"]))
    record = BillOfMaterials(draw(st.sampled_from("abc")), subject, complete, total)
    return fact(record, valid_from=draw(moments()), level=draw(st.sampled_from(Assurance)))


class TestBillOfMaterials:
    def test_has_a_slot_for_components_and_one_for_the_answers_to_vulnerabilities(self):
        found = shown("T7", document(bill(90, 120), bill(1, 4, subject="vulnerabilities")))

        components, vulnerabilities = in_slot(found, "components"), in_slot(found, "vulnerabilities")
        assert (components.points, components.share_for, components.share_against) == (6, 0.75, 0.25)
        assert (vulnerabilities.points, vulnerabilities.share_for, vulnerabilities.share_against) == (
            6,
            0.25,
            0.75,
        )
        assert components.words == "Components with a version and an identifier: 90 of 120."
        assert vulnerabilities.words == "Matched vulnerabilities with a VEX state: 1 of 4."

    def test_that_lists_nothing_shows_nothing(self):
        assert shown("T7", document(bill(0, 0), bill(0, 0, subject="vulnerabilities"))) == []

    def test_counts_all_components_of_several_products(self):
        assert only("T7", document(bill(10, 10), bill(0, 30, product="Mail"))).share_for == 0.25

    def test_takes_the_latest_of_a_product(self):
        one = only("T7", document(bill(1, 10, on="2026-01-01"), bill(9, 10), bill(2, 10, on="2026-02-01")))

        assert (one.share_for, one.age_days) == (0.9, 14.5)

    def test_gives_an_item_to_each_level_over_all_components(self):
        found = shown(
            "T7", document(bill(10, 10), bill(30, 30, product="Mail", level=Assurance.SELF_ATTESTED))
        )

        assert {one.level: one.share_for for one in found} == {"self": 1, "tool": 0.25}

    def test_fades_from_half_a_year_on(self):
        assert filled("T7", document(bill(1, 1, on="2026-01-16"))).total_good == pytest.approx(6, abs=0.02)
        assert filled("T7", document(bill(1, 1, on="2025-07-20"))).total_good == pytest.approx(3, abs=0.02)

    def test_is_planned_as_the_definition_says(self):
        assert known_criteria()["T7"].definition.slots == {
            "unit": "subject",
            "count": 2,
            "points": code.POINTS,
        }
        assert len(code.SUBJECTS) == 2

    @given(documents(bills()))
    @settings(deadline=None, max_examples=60)
    def test_is_never_lowered_by_one_more_file(self, several):
        *before, added = several

        assert_adding_never_lowers("T7", flat(before), added)

    @given(documents(bills()), LATER)
    @settings(deadline=None, max_examples=60)
    def test_is_never_raised_by_time(self, several, later):
        assert_time_never_raises("T7", flat(several), later=later)
