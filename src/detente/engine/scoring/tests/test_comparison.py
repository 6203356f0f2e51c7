from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.engine.quantity.period import Period
from detente.engine.scoring.comparison import (
    DifferentMethods,
    DifferentWindows,
    comparison,
    probability_above,
)
from detente.engine.scoring.plan import PartyWeights
from detente.engine.scoring.scorecard import scorecard
from detente.engine.scoring.tests.examples import WINDOW, evidence, item, small_method

METHOD = small_method()
few_values = arrays(np.float64, st.integers(1, 30), elements=st.integers(0, 8).map(float))


def card(share_for, share_against):
    everywhere = item("all", 12, share_for=share_for, share_against=share_against)
    return scorecard(METHOD, {c.id: [everywhere] for c in METHOD.criteria}, window=WINDOW)


def card_by_dimension(**shares_for):
    shown = {
        c.id: [item("all", 12, share_for=shares_for[c.dimension], share_against=1 - shares_for[c.dimension])]
        for c in METHOD.criteria
    }
    return scorecard(METHOD, shown, window=WINDOW)


class TestProbabilityAbove:
    @given(few_values, few_values)
    @settings(deadline=None)
    def test_counts_all_pairs(self, first, second):
        assert probability_above(first, second) == pytest.approx((first[:, None] > second[None, :]).mean())

    @given(few_values, few_values)
    @settings(deadline=None)
    def test_and_its_opposite_and_the_ties_are_everything(self, first, second):
        ties = (first[:, None] == second[None, :]).mean()

        assert probability_above(first, second) + probability_above(second, first) + ties == pytest.approx(1)

    def test_does_not_match_draw_to_draw(self):
        # Matched one to one, the first is above in 2 of 3; over all pairs in 3 of 9.
        assert probability_above(np.array([2.0, 3.0, 1.0]), np.array([1.0, 2.0, 3.0])) == pytest.approx(3 / 9)


class TestComparison:
    def test_says_ahead_when_nothing_that_is_unknown_could_change_it(self):
        result = comparison(METHOD, card(1.0, 0.0), card(0.0, 1.0))

        assert result.has_shown_more
        assert result.is_ahead

    def test_says_shown_more_but_not_ahead_of_one_who_has_shown_nothing(self):
        result = comparison(METHOD, card(1.0, 0.0), scorecard(METHOD, {}, window=WINDOW))

        assert result.has_shown_more
        assert not result.is_ahead

    def test_says_neither_of_equals(self):
        result = comparison(METHOD, card(0.6, 0.4), card(0.6, 0.4))

        assert not result.has_shown_more
        assert all(lead.shown_more == pytest.approx(0.5, abs=0.01) for lead in result.totals)

    def test_needs_every_partys_weights(self):
        performer = card_by_dimension(performance=1.0, compliance=0.0, trust=0.0)
        trusted = card_by_dimension(performance=0.0, compliance=0.0, trust=1.0)

        result = comparison(METHOD, performer, trusted)

        assert {lead.of: lead.shown_more >= 0.95 for lead in result.totals} == {
            "customer": False,
            "vendor": True,
        }
        assert not result.has_shown_more
        assert {lead.of: round(lead.ahead) for lead in result.dimensions} == {
            "performance": 1,
            "compliance": 0,
            "trust": 0,
        }

    def test_is_ahead_only_with_every_partys_weights(self):
        method = small_method(
            weights_across=(PartyWeights("one", (1.0, 0.0, 0.0)), PartyWeights("other", (0.0, 0.0, 1.0)))
        )
        performer = card_by_dimension(performance=1.0, compliance=0.0, trust=0.0)
        trusted = card_by_dimension(performance=0.0, compliance=0.0, trust=1.0)

        result = comparison(method, performer, trusted)

        assert [round(lead.ahead) for lead in result.totals] == [1, 0]
        assert not result.is_ahead

    @given(evidence(), evidence())
    @settings(max_examples=20, deadline=None)
    def test_never_lets_both_be_above(self, one, other):
        first, second = (scorecard(METHOD, shown, window=WINDOW) for shown in (one, other))

        forth, back = comparison(METHOD, first, second), comparison(METHOD, second, first)

        for lead, opposite in zip(
            forth.totals + forth.dimensions, back.totals + back.dimensions, strict=True
        ):
            assert lead.shown_more + opposite.shown_more <= 1
        assert not (forth.has_shown_more and back.has_shown_more)

    def test_refuses_another_version_of_the_method(self):
        other = replace(card(1.0, 0.0), method_version="test 2.0")

        with pytest.raises(DifferentMethods, match=r"test 2\.0 and method test 1\.0 do not compare"):
            comparison(METHOD, card(1.0, 0.0), other)

    def test_refuses_another_window(self):
        other = replace(card(1.0, 0.0), window=Period(date(2023, 1, 1), date(2024, 1, 1)))

        with pytest.raises(DifferentWindows, match="2024-01-01 to 2025-01-01 and from 2023-01-01"):
            comparison(METHOD, card(1.0, 0.0), other)
