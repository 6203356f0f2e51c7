import json
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.quantity.period import EmptyPeriod, Period
from detente.engine.scoring.method import NotInMethod
from detente.engine.scoring.scorecard import canonical_bytes, scorecard
from detente.engine.scoring.tests import oracle
from detente.engine.scoring.tests.examples import WINDOW, ends, evidence, item, items, small_method

METHOD = small_method()
CRITERIA = [criterion.id for criterion in METHOD.criteria]


def never_below(higher, lower):
    return all(a >= b for a, b in zip(higher, lower, strict=True))


class TestShowingAnything:
    @given(evidence(), st.sampled_from(CRITERIA), items(slots=("a", "b", "c", "new")))
    @settings(deadline=None)
    def test_never_lowers_what_is_demonstrated_nor_raises_what_is_possible(self, shown, criterion, added):
        more = {**shown, criterion: [*shown.get(criterion, []), added]}

        low, high = ends(scorecard(METHOD, shown, window=WINDOW))
        low_with, high_with = ends(scorecard(METHOD, more, window=WINDOW))

        assert never_below(low_with, low)
        assert never_below(high, high_with)

    @given(evidence(), items())
    @settings(max_examples=40, deadline=None)
    def test_never_lowers_it_under_another_prior_and_without_rounding(self, shown, added):
        method = small_method(
            prior_for=0.5, prior_against=1.5, steps_per_point=None, scenarios=64, order_statistic=4
        )
        more = {**shown, "T1": [*shown.get("T1", []), added]}

        low, high = ends(scorecard(method, shown, window=WINDOW))
        low_with, high_with = ends(scorecard(method, more, window=WINDOW))

        # Without steps, a point moves by less than the inverse beta resolves: 1e-12.
        assert never_below([x + 1e-12 for x in low_with], low)
        assert never_below([x + 1e-12 for x in high], high_with)

    def test_raises_what_is_demonstrated_when_it_is_good(self):
        before = scorecard(METHOD, {}, window=WINDOW)
        after = scorecard(METHOD, {"C1": [item(share_for=0.9)]}, window=WINDOW)

        assert after.criteria[2].demonstrated > before.criteria[2].demonstrated + 0.05
        assert after.dimensions[1].demonstrated > before.dimensions[1].demonstrated + 0.05
        assert after.totals[0].demonstrated > before.totals[0].demonstrated

    def test_lowers_what_is_possible_when_it_is_bad(self):
        before = scorecard(METHOD, {}, window=WINDOW)
        after = scorecard(METHOD, {"C1": [item(share_for=0.0, share_against=1.0)]}, window=WINDOW)

        assert after.dimensions[1].possible < before.dimensions[1].possible - 0.05
        assert after.totals[0].possible < before.totals[0].possible


class TestAgeing:
    @given(evidence(), st.integers(0, 2000))
    @settings(deadline=None)
    def test_never_raises_what_is_demonstrated_nor_lowers_what_is_possible(self, shown, days):
        older = {
            criterion: [replace(i, age_days=i.age_days + days) for i in listed]
            for criterion, listed in shown.items()
        }

        low, high = ends(scorecard(METHOD, shown, window=WINDOW))
        low_older, high_older = ends(scorecard(METHOD, older, window=WINDOW))

        assert never_below(low, low_older)
        assert never_below(high_older, high)


class TestScorecard:
    @given(evidence(), st.randoms(use_true_random=False))
    @settings(deadline=None)
    def test_does_not_depend_on_the_order_of_the_evidence(self, shown, chance):
        shuffled = {criterion: chance.sample(listed, len(listed)) for criterion, listed in shown.items()}
        shuffled = dict(chance.sample(list(shuffled.items()), len(shuffled)))

        first = canonical_bytes(scorecard(METHOD, shown, window=WINDOW))

        assert first == canonical_bytes(scorecard(METHOD, shuffled, window=WINDOW))

    @given(evidence())
    @settings(max_examples=8, deadline=None)
    def test_agrees_with_plain_python_and_its_own_incomplete_beta(self, shown):
        method = small_method(scenarios=20, order_statistic=2)

        low, high = ends(scorecard(method, shown, window=WINDOW))
        slow_low, slow_high = oracle.scorecard_ends(method, shown)

        np.testing.assert_allclose(low, slow_low, atol=1e-9)
        np.testing.assert_allclose(high, slow_high, atol=1e-9)

    def test_of_nothing_knows_nothing(self):
        card = scorecard(METHOD, {}, window=WINDOW)

        assert card.points_in == 0
        assert card.points_planned == 60
        assert all(c.unknown == 12 and c.demonstrated < 0.001 and c.possible > 0.999 for c in card.criteria)
        assert card.too_early

    def test_opens_to_the_numbers_of_the_formula(self):
        shown = {
            "P1": [
                item("january", 4, "self", 545, 0.75, 0.25, source="status page"),
                item("january", 4, "tool", 725, 0.25, 0.5, source="probe"),
            ]
        }

        criterion = scorecard(METHOD, shown, window=WINDOW).criteria[0]
        (slot,) = criterion.slots
        page, probe = slot.contributions

        assert (page.source, page.reliability_share, page.freshness) == ("status page", 0.4, 0.5)
        assert page.points_for == pytest.approx(4 * 0.4 * 0.5 * 0.75)
        assert (probe.source, probe.reliability_share, probe.freshness) == ("probe", 1.0, 0.25)
        assert probe.points_against == pytest.approx(4 * 0.25 * 0.5)
        assert (page.counts_for, page.counts_against) == (True, False)
        assert (probe.counts_for, probe.counts_against) == (False, True)
        assert (slot.points_for, slot.points_against) == (page.points_for, probe.points_against)
        assert (criterion.points_for, criterion.points_against, criterion.unknown) == (0.6, 0.5, 10.9)

    def test_counts_the_youngest_of_items_that_show_as_much(self):
        shown = {"P1": [item(source="old", age_days=9), item(source="new", age_days=1)]}

        contributions = scorecard(METHOD, shown, window=WINDOW).criteria[0].slots[0].contributions

        assert [(c.source, c.counts_for) for c in contributions] == [("new", True), ("old", False)]

    def test_caps_the_points_of_a_criterion(self):
        shown = {"T2": [item(slot, 6, share_for=0.0, share_against=1.0) for slot in "abc"]}

        criterion = scorecard(METHOD, shown, window=WINDOW).criteria[4]

        assert (criterion.points_against, criterion.unknown) == (12.0, 0.0)

    def test_reads_a_share_of_nine_decimals_as_the_share_it_stands_for(self):
        shown = {
            "P1": [item(f"month {m}", 2, share_for=0.633333333, share_against=0.366666667) for m in range(6)]
        }

        criterion = scorecard(METHOD, shown, window=WINDOW).criteria[0]

        assert (criterion.points_for, criterion.points_against) == (7.6, 4.4)

    def test_says_that_sources_disagree(self):
        shown = {"C1": [item("a", 12, "third", 0, 1.0, 0.0), item("a", 12, "regulator", 0, 0.0, 1.0)]}

        card = scorecard(METHOD, shown, window=WINDOW)

        (disputed,) = card.disagreements
        assert disputed.criterion == "C1"
        assert (round(disputed.demonstrated, 3), round(disputed.possible, 3)) == (0.855, 0.145)
        assert disputed.unknown == 0
        assert card.dimensions[1].sources_disagree

    def test_is_early_until_every_dimension_is_a_quarter_full(self):
        just_under = {"P1": [item("a", 6)], "C1": [item("a", 2.95)], "T1": [item("a", 6)]}
        just_there = {**just_under, "C1": [item("a", 3)]}

        early = scorecard(METHOD, just_under, window=WINDOW)
        ready = scorecard(METHOD, just_there, window=WINDOW)

        assert [d.too_early for d in early.dimensions] == [False, True, False]
        assert early.too_early
        assert not ready.too_early

    def test_reads_a_critical_tier_with_a_higher_planned_level(self):
        shown = {"P1": [item(level="tool")]}

        usual = scorecard(METHOD, shown, window=WINDOW)
        critical = scorecard(METHOD.with_planned_levels({"P1": "joint"}), shown, window=WINDOW)

        assert (usual.criteria[0].points_for, critical.criteria[0].points_for) == (4.0, 2.0)
        assert usual.method_version == critical.method_version

    @pytest.mark.parametrize(
        ("shown", "named"), [({"X9": [item()]}, "X9"), ({"P1": [item(level="rumour")]}, "rumour")]
    )
    def test_refuses_what_the_method_does_not_have(self, shown, named):
        with pytest.raises(NotInMethod, match=f"'{named}' is not in method test 1.0; use one of"):
            scorecard(METHOD, shown, window=WINDOW)


class TestCanonicalBytes:
    def test_are_json_that_holds_every_number(self):
        card = scorecard(METHOD, {"P1": [item()]}, window=WINDOW)

        read = json.loads(canonical_bytes(card))

        assert read["criteria"][0]["demonstrated"] == card.criteria[0].demonstrated
        assert read["window"] == {"starts_on": "2024-01-01", "ends_on": "2025-01-01"}
        assert read["criteria"][0]["slots"][0]["contributions"][0]["source"] == "file 1"

    def test_differ_when_a_source_differs(self):
        cards = [scorecard(METHOD, {"P1": [item(source=source)]}, window=WINDOW) for source in (1, 2)]

        assert canonical_bytes(cards[0]) != canonical_bytes(cards[1])


class TestPeriod:
    def test_refuses_to_have_no_day(self):
        with pytest.raises(EmptyPeriod, match="must end after it starts"):
            Period(date(2025, 1, 1), date(2025, 1, 1))
