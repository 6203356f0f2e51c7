from statistics import NormalDist

import numpy as np
import pytest
from scipy import stats

from detente.engine.scoring.quantiles import beta_quantile, scenario_order, step_table
from detente.engine.scoring.tests import oracle


class TestBetaQuantile:
    @pytest.mark.parametrize("probability", [0.0005, 0.05, 0.5, 0.999])
    def test_is_the_arcsine_law_for_one_half_and_one_half(self, probability):
        # NIST DLMF 8.17(ii): I_x(1/2, 1/2) = (2 / pi) arcsin(sqrt(x))
        got = beta_quantile(np.array(probability), np.array(0.5), np.array(0.5))

        assert got == pytest.approx(np.sin(np.pi * probability / 2) ** 2, rel=1e-12)

    def test_is_the_jeffreys_limit_that_the_method_states(self):
        # scorecard method 1.0, worked example: C1 with 6 of 12 points for
        assert beta_quantile(np.array(0.05), np.array(6.5), np.array(6.5)) == pytest.approx(0.280, abs=5e-4)

    def test_nears_the_normal_limit_of_many_points(self):
        # Brown, Cai & DasGupta (2001): the Jeffreys limits approach the Wald limits as n grows
        n, p = 1_000_000, 0.3
        wald = p + NormalDist().inv_cdf(0.05) * (p * (1 - p) / n) ** 0.5

        jeffreys = beta_quantile(np.array(0.05), np.array(p * n + 0.5), np.array((1 - p) * n + 0.5))

        assert jeffreys == pytest.approx(wald, abs=2e-6)


class TestStepTable:
    def setup_method(self):
        self.table = step_table(steps=240, steps_per_point=20, a=0.5, b=0.5, level=0.05, scenarios=1024)

    def test_has_a_row_for_every_twentieth_of_a_point(self):
        assert self.table.points[[0, 1, 240]].tolist() == [0.0, 0.05, 12.0]
        assert self.table.scenarios.shape == (241, 1024)

    def test_rises_with_the_points_and_along_the_scenarios(self):
        assert (np.diff(self.table.tail) > 0).all()
        assert (np.diff(self.table.scenarios, axis=0) > 0).all()
        assert (np.diff(self.table.scenarios, axis=1) > 0).all()

    @pytest.mark.parametrize("step", [0, 1, 7, 120, 231, 240])
    def test_agrees_with_two_other_codes(self, step):
        s = step / 20
        levels = (np.arange(0, 1024, 93) + 0.5) / 1024

        got = self.table.scenarios[step, ::93]

        np.testing.assert_allclose(got, stats.beta.ppf(levels, 0.5 + s, 12.5 - s), atol=1e-12)
        np.testing.assert_allclose(
            got, [oracle.beta_quantile(level, 0.5 + s, 12.5 - s) for level in levels], atol=1e-12
        )

    def test_cannot_be_written_to(self):
        with pytest.raises(ValueError, match="read-only"):
            self.table.tail[0] = 1.0


class TestScenarioOrder:
    def test_is_a_permutation(self):
        assert sorted(scenario_order("P1", 1024).tolist()) == list(range(1024))

    def test_is_the_same_on_every_machine(self):
        # Read off the definition: rank of sha256("P1:0") .. sha256("P1:4") among themselves.
        assert scenario_order("P1", 5).tolist() == [3, 2, 0, 4, 1]

    def test_looks_independent_between_criteria(self):
        correlation = np.corrcoef(scenario_order("P1", 1024), scenario_order("P2", 1024))[0, 1]

        assert abs(correlation) < 0.1
