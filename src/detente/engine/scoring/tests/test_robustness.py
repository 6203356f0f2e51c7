import numpy as np
import pytest
from hypothesis import given, settings

from detente.engine.scoring.method import NotInMethod
from detente.engine.scoring.points import PortfolioPoints
from detente.engine.scoring.portfolio import portfolio_scores
from detente.engine.scoring.robustness import TooManyVendors, other_judgements, rank_shares, ranks
from detente.engine.scoring.scorecard import evidence_points
from detente.engine.scoring.tests.examples import evidence, item, small_method
from detente.engine.scoring.tests.test_points import columns

METHOD = small_method()
UNLIKE = PortfolioPoints(
    points_for=np.array([[9.0, 9, 1, 3, 3], [3, 3, 9, 3, 3], [1, 1, 1, 9, 9], [0, 0, 0, 0, 0]]),
    points_against=np.array([[1.0, 1, 1, 3, 3], [1, 1, 1, 6, 1], [9, 1, 1, 1, 1], [0, 0, 0, 0, 0]]),
)


def shares(points=UNLIKE, *, seed=5, **options):
    generator = np.random.default_rng(seed)
    options = {"perturbations": 40, **options}
    return rank_shares(METHOD, points, party="customer", generator=generator, **options)


class TestRankShares:
    def test_give_every_vendor_one_rank_a_perturbation(self):
        result = shares()

        np.testing.assert_allclose(result.by_demonstrated.sum(axis=1), 1)
        np.testing.assert_allclose(result.by_possible.sum(axis=1), 1)

    def test_are_the_same_for_the_same_seed_and_not_for_another(self):
        np.testing.assert_array_equal(shares().by_demonstrated, shares().by_demonstrated)
        assert (shares().by_demonstrated != shares(seed=6).by_demonstrated).any()

    def test_keep_the_methods_own_order_when_hardly_perturbed(self):
        own = portfolio_scores(METHOD, UNLIKE)

        result = shares(concentration=1e9, perturbations=5)

        np.testing.assert_array_equal(
            result.by_demonstrated.argmax(axis=1) + 1, ranks(own.demonstrated_total[:, 0])
        )
        np.testing.assert_array_equal(result.by_possible.argmax(axis=1) + 1, ranks(own.possible_total[:, 0]))
        assert set(result.by_demonstrated.ravel()) == {0.0, 1.0}

    def test_spread_over_more_ranks_the_more_is_perturbed(self):
        certain = shares(concentration=1e6).by_demonstrated.max(axis=1).sum()
        doubtful = shares(concentration=2).by_demonstrated.max(axis=1).sum()

        assert doubtful < certain

    def test_let_equals_share_the_better_rank(self):
        equal = PortfolioPoints(points_for=np.ones((3, 5)), points_against=np.zeros((3, 5)))

        assert shares(equal).by_demonstrated[:, 0].tolist() == [1, 1, 1]

    def test_refuse_a_party_that_is_not_in_the_method(self):
        with pytest.raises(NotInMethod, match="party 'regulator'"):
            rank_shares(METHOD, UNLIKE, party="regulator", generator=np.random.default_rng(1))

    def test_refuse_more_vendors_than_fit(self):
        many = PortfolioPoints(points_for=np.zeros((1001, 5)), points_against=np.zeros((1001, 5)))

        with pytest.raises(TooManyVendors, match="1001 vendors"):
            shares(many)


class TestOtherJudgements:
    def judged(self, shown):
        rows = [
            (vendor, METHOD.position(criterion), "abc".index(i.slot), i)
            for vendor, body in enumerate(shown)
            for criterion, listed in body.items()
            for i in listed
        ]
        return other_judgements(METHOD, columns(rows), vendors=len(shown), party="customer")

    @given(evidence(), evidence())
    @settings(max_examples=20, deadline=None)
    def test_bracket_the_method_as_mathematics_says(self, one, other):
        own, arithmetic, halved, doubled = self.judged([one, other])
        scores = portfolio_scores(METHOD, evidence_points(METHOD, [one, other]))

        np.testing.assert_array_equal(own.demonstrated, scores.demonstrated_total[:, 0])
        np.testing.assert_array_equal(own.possible, scores.possible_total[:, 0])
        assert (arithmetic.demonstrated >= own.demonstrated - 1e-12).all()  # a geometric mean is never larger
        assert (halved.demonstrated <= own.demonstrated).all()
        assert (own.demonstrated <= doubled.demonstrated).all()
        assert (halved.possible >= own.possible).all()
        assert (own.possible >= doubled.possible).all()

    def test_halve_and_double_the_time_after_which_evidence_counts_half(self):
        late = [{"T1": [item(points=8, age_days=365 + 365)]}]  # of 8 points, 4 are left by the method

        own, _, halved, doubled = self.judged(late)

        left = [2.0, 4.0, 8 * 2**-0.5 // 0.05 * 0.05]
        points = np.zeros((3, 5))
        points[:, 3] = left
        expected = portfolio_scores(METHOD, PortfolioPoints(points_for=points, points_against=0 * points))
        got = [halved.demonstrated[0], own.demonstrated[0], doubled.demonstrated[0]]
        assert got == expected.demonstrated_total[:, 0].tolist()

    def test_name_themselves_and_rank(self):
        results = self.judged([{"P1": [item(age_days=545)]}, {"P1": [item(points=3)]}])

        assert [totals.judgement for totals in results] == [
            "as the method says",
            "arithmetic mean",
            "half-lives halved",
            "half-lives doubled",
        ]
        assert [totals.rank_by_demonstrated.tolist() for totals in results] == [[2, 1]] * 4
