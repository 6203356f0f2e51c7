import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from detente.engine.scoring.points import PortfolioPoints
from detente.engine.scoring.portfolio import CHUNK, InvalidWeights, PortfolioScores, portfolio_scores
from detente.engine.scoring.scorecard import evidence_points, scorecard
from detente.engine.scoring.tests.examples import WINDOW, ends, evidence, small_method

METHOD = small_method()
steps = st.integers(0, 240).map(lambda step: step / 20)


def points_of(vendors):
    return arrays(np.float64, (vendors, 5), elements=steps)


def flat(scores, vendor):
    low = (scores.demonstrated_by_criterion, scores.demonstrated_by_dimension, scores.demonstrated_total)
    high = (scores.possible_by_criterion, scores.possible_by_dimension, scores.possible_total)
    return [x for array in low for x in array[vendor].tolist()], [
        x for array in high for x in array[vendor].tolist()
    ]


class TestPortfolioScores:
    @given(st.lists(evidence(), min_size=1, max_size=9))
    @settings(max_examples=40, deadline=None)
    def test_are_the_same_bits_as_each_vendors_own_scorecard(self, bodies):
        scores = portfolio_scores(METHOD, evidence_points(METHOD, bodies))

        for vendor, body in enumerate(bodies):
            assert flat(scores, vendor) == ends(scorecard(METHOD, body, window=WINDOW))

    def test_are_the_same_bits_across_the_borders_of_chunks(self):
        generator = np.random.default_rng(7)
        shape = (CHUNK + 3, 5)
        points = PortfolioPoints(
            points_for=generator.integers(0, 241, shape) / 20,
            points_against=generator.integers(0, 241, shape) / 20,
        )

        together = portfolio_scores(METHOD, points)

        for vendor in (0, 1, CHUNK - 1, CHUNK, CHUNK + 2):
            row = slice(vendor, vendor + 1)
            alone = portfolio_scores(
                METHOD,
                PortfolioPoints(points_for=points.points_for[row], points_against=points.points_against[row]),
            )
            assert flat(together, vendor) == flat(alone, 0)

    @given(points_of(2), points_of(2))
    @settings(deadline=None)
    def test_rise_with_every_point_for_and_fall_with_every_point_against(self, one, other):
        fewer, more = np.minimum(one, other), np.maximum(one, other)

        less = portfolio_scores(METHOD, PortfolioPoints(points_for=fewer, points_against=more))
        better = portfolio_scores(METHOD, PortfolioPoints(points_for=more, points_against=fewer))

        for name in PortfolioScores.__slots__:
            if name.startswith(("demonstrated", "possible")):
                assert (getattr(better, name) >= getattr(less, name)).all()

    @given(points_of(3), points_of(3), st.permutations(range(3)))
    @settings(max_examples=20, deadline=None)
    def test_do_not_depend_on_the_order_of_vendors(self, good, bad, order):
        first = portfolio_scores(METHOD, PortfolioPoints(points_for=good, points_against=bad))
        second = portfolio_scores(METHOD, PortfolioPoints(points_for=good[order], points_against=bad[order]))

        np.testing.assert_array_equal(first.demonstrated_total[order], second.demonstrated_total)
        np.testing.assert_array_equal(first.possible_total[order], second.possible_total)

    @given(points_of(1))
    @settings(max_examples=20, deadline=None)
    def test_mirror_good_and_bad_when_the_prior_is_even(self, points):
        none = np.zeros((1, 5))
        good = portfolio_scores(METHOD, PortfolioPoints(points_for=points, points_against=none))
        bad = portfolio_scores(METHOD, PortfolioPoints(points_for=none, points_against=points))

        np.testing.assert_array_equal(bad.possible_by_criterion, 1 - good.demonstrated_by_criterion)
        np.testing.assert_array_equal(bad.possible_by_dimension, 1 - good.demonstrated_by_dimension)

    def test_take_weights_of_each_relationship(self):
        points = PortfolioPoints(
            points_for=np.tile([9.0, 9, 0, 0, 0], (2, 1)), points_against=np.zeros((2, 5))
        )
        own = np.array([[[0.3, 0.3, 0.4], [0.5, 0.25, 0.25]], [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]])

        usual = portfolio_scores(METHOD, points)
        scores = portfolio_scores(METHOD, points, weights_across=own)

        assert scores.demonstrated_total[0].tolist() == usual.demonstrated_total[0].tolist()
        np.testing.assert_allclose(
            scores.demonstrated_total[1], scores.demonstrated_by_dimension[1, [0, 2]], rtol=1e-12
        )

    @pytest.mark.parametrize(
        ("weights", "message"),
        [
            (np.ones((1, 2, 2)) / 2, "has shape"),
            (np.full((1, 2, 3), 0.5), "vendor 0, party customer: .* sum to 1"),
            (np.tile([2.0, -1.0, 0.0], (1, 2, 1)), "must be 0 or more"),
        ],
    )
    def test_refuse_weights_that_are_not_shares(self, weights, message):
        empty = PortfolioPoints(points_for=np.zeros((1, 5)), points_against=np.zeros((1, 5)))

        with pytest.raises(InvalidWeights, match=message):
            portfolio_scores(METHOD, empty, weights_across=weights)

    def test_of_no_vendor_are_empty(self):
        empty = PortfolioPoints(points_for=np.zeros((0, 5)), points_against=np.zeros((0, 5)))

        assert portfolio_scores(METHOD, empty).demonstrated_total.shape == (0, 2)

    def test_show_where_sources_disagree(self):
        both = np.full((1, 5), 12.0)
        points = PortfolioPoints(points_for=both, points_against=both)

        assert portfolio_scores(METHOD, points).sources_disagree.all()
