import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from detente.engine.scoring.deciding import NoSuchDimension, deciding_in_dimension, deciding_in_total
from detente.engine.scoring.draws import dimension_draws
from detente.engine.scoring.points import InvalidPoints, PortfolioPoints
from detente.engine.scoring.portfolio import portfolio_scores
from detente.engine.scoring.tests.examples import small_method

METHOD = small_method()
STEPS = st.lists(st.integers(0, 240).map(lambda step: step / 20), min_size=5, max_size=5)


def one(good, bad):
    return PortfolioPoints(points_for=np.array([good], float), points_against=np.array([bad], float))


class TestDecidingInADimension:
    @given(STEPS, STEPS)
    @settings(max_examples=40, deadline=None)
    def test_is_the_end_that_is_shown_and_the_weighed_sum_of_its_parts(self, good, bad):
        points = one(good, bad)
        scores = portfolio_scores(METHOD, points)

        for place, name in enumerate(METHOD.dimensions):
            found = deciding_in_dimension(METHOD, points, name)
            weights = [METHOD.criteria[i].weight for i in METHOD.members(name)]
            assert found.low.value == scores.demonstrated_by_dimension[0, place]
            assert found.high.value == scores.possible_by_dimension[0, place]
            for end in (found.low, found.high):
                summed = sum(w * part for w, part in zip(weights, end.parts, strict=True))
                assert summed == pytest.approx(end.value, abs=1e-12)

    def test_is_the_52nd_from_below_and_the_52nd_from_above(self):
        points = one([4, 9, 6, 2, 7], [1, 2, 3, 4, 5])
        draws = dimension_draws(METHOD, points)

        found = deciding_in_dimension(METHOD, points, "trust")

        assert (draws.low[0, 2] < found.low.value).sum() == 51
        assert (draws.high[0, 2] > found.high.value).sum() == 51
        assert draws.low[0, 2, found.low.scenario] == found.low.value

    def test_of_none_that_the_method_has_is_refused(self):
        with pytest.raises(NoSuchDimension, match="'beauty'; the method has performance, compliance, trust"):
            deciding_in_dimension(METHOD, one([0] * 5, [0] * 5), "beauty")

    def test_of_several_vendors_is_refused(self):
        with pytest.raises(InvalidPoints, match="those of 2 vendors"):
            deciding_in_dimension(
                METHOD,
                PortfolioPoints(points_for=np.zeros((2, 5)), points_against=np.zeros((2, 5))),
                "trust",
            )


class TestDecidingInTheBlend:
    @given(STEPS, STEPS)
    @settings(max_examples=40, deadline=None)
    def test_is_the_end_that_is_shown_and_the_floored_geometric_mean_of_its_parts(self, good, bad):
        points = one(good, bad)
        scores = portfolio_scores(METHOD, points)

        for place, party in enumerate(METHOD.weights_across):
            found = deciding_in_total(METHOD, points, party.weights)
            assert found.low.value == scores.demonstrated_total[0, place]
            assert found.high.value == scores.possible_total[0, place]
            for end in (found.low, found.high):
                product = 1.0
                for weight, part in zip(party.weights, end.parts, strict=True):
                    product *= (0.05 + 0.95 * part) ** weight
                assert (product - 0.05) / 0.95 == pytest.approx(end.value, abs=1e-12)
