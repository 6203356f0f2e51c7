"""The worked cases and the worked example of the published method, through the engine."""

import json
from collections import Counter

import numpy as np
import pytest

from detente.engine.reference_cases import Outcome, check
from detente.engine.scoring.aggregation import NothingToAggregate, weighted_means
from detente.engine.scoring.available_mean import Check, NothingAvailable, mean_over_available
from detente.engine.scoring.gates import Gate, GateState, gates_state
from detente.engine.scoring.next_steps import next_steps, usual_options
from detente.engine.scoring.opinion import InvalidEvidence, opinion
from detente.engine.scoring.reference import evidence_of, method_of
from detente.engine.scoring.scorecard import scorecard
from detente.engine.scoring.tests.examples import WINDOW


class TestWorkedCases:
    def test_of_the_scorecard_topics_all_come_out(self, shared_data):
        results = check((shared_data / "reference" / "stats_cases.json").read_bytes())

        ours = [result for result in results if result.topic.startswith("C_")]
        assert [result for result in ours if not result.ok] == []
        assert len(ours) == 9

    def test_of_the_default_method_all_come_out(self, shared_data):
        results = check((shared_data / "reference" / "scorecard_method_cases.json").read_bytes())

        assert [r for r in results if r.topic == "C_scorecard_method" and not r.ok] == []
        compared = Counter(r.outcome for r in results if r.topic == "C_scorecard_comparison")
        assert compared == {Outcome.OK: 1, Outcome.NOT_COVERED: 4}  # cases 5 and 6 are not in the file
        assert len(results) == 9


class TestFirstWeek:
    """Case 2 of the default method, as its document tells it."""

    @pytest.fixture
    def case(self, shared_data):
        document = json.loads((shared_data / "reference" / "scorecard_method_cases.json").read_bytes())
        inputs = document["cases"][1]["inputs"]
        return method_of(document["constants"], inputs["weights_across"]), evidence_of(inputs["items"])

    def test_is_too_early_with_fourteen_and_a_half_points_in(self, case):
        card = scorecard(*case, window=WINDOW)

        assert (card.points_in, card.points_planned, card.too_early) == (14.5, 240, True)

    def test_has_the_ends_of_the_document(self, case):
        card = scorecard(*case, window=WINDOW)

        shown = [(round(100 * d.demonstrated), round(100 * d.possible)) for d in card.dimensions]
        assert shown == [(1, 99), (13, 99), (4, 99)]
        assert (round(100 * card.totals[0].demonstrated), round(100 * card.totals[0].possible)) == (6, 98)

    def test_has_the_next_steps_of_the_document(self, case):
        steps = next_steps(*case, usual_options(*case), limit=3)

        assert [(s.option.kind, s.option.criterion, round(100 * s.gain, 1)) for s in steps] == [
            ("opened by a checker", "C2", 8.1),
            ("more points", "C1", 5.3),
            ("more points", "C3", 3.7),
        ]


class TestWeightedMeans:
    def test_are_those_of_the_handbook(self):
        # OECD & JRC (2008), Handbook on Constructing Composite Indicators, step 6: two countries with
        # (21, 1, 1, 1) and (6, 6, 6, 6) are equal in an additive composite, 2.14 and 6 in a geometric one.
        weights = np.full(4, 0.25)

        uneven, even = (
            weighted_means(np.array([21.0, 1, 1, 1]), weights),
            weighted_means(np.full(4, 6.0), weights),
        )

        assert uneven.arithmetic == even.arithmetic == 6.0
        assert round(uneven.geometric, 2) == 2.14
        assert even.geometric == pytest.approx(6)

    def test_are_zero_where_a_value_with_weight_is_zero(self):
        means = weighted_means(np.array([0.0, 1.0]), np.array([0.5, 0.5]))

        assert (means.arithmetic, means.geometric, means.harmonic, means.minimum) == (0.5, 0, 0, 0)

    def test_do_not_read_a_value_without_weight(self):
        assert weighted_means(np.array([0.0, 0.8]), np.array([0.0, 1.0])).minimum == 0.8

    @pytest.mark.parametrize(
        ("values", "weights"),
        [([], []), ([0.5], [0.5]), ([-0.1], [1.0]), ([0.1, 0.2], [1.0]), ([np.nan], [1.0])],
    )
    def test_refuse_nothing_and_numbers_out_of_range(self, values, weights):
        with pytest.raises(NothingToAggregate):
            weighted_means(np.array(values), np.array(weights))


class TestMeanOverAvailable:
    def test_pays_for_withholding_which_is_why_it_is_not_used(self):
        shown = [Check("High", 10), Check("Critical", 0)]
        hidden = [Check("High", 10), Check("Critical", -1)]

        assert mean_over_available(hidden) > mean_over_available(shown)

    @pytest.mark.parametrize("checks", [[], [Check("High", -1)], [Check("Odd", 3)]])
    def test_refuses_to_be_a_mean_of_nothing(self, checks):
        with pytest.raises(NothingAvailable):
            mean_over_available(checks)


class TestOpinion:
    def test_is_the_published_one_of_seven_against_one(self):
        # Josang & Ismail (2002): the expectation of a Beta(8, 2) reputation is .8
        assert opinion(evidence_for=7, evidence_against=1).expected == pytest.approx(0.8)

    @pytest.mark.parametrize("wrong", [{"evidence_for": -1}, {"base_rate": 1.5}, {"prior_weight": 0}])
    def test_refuses_evidence_that_is_none(self, wrong):
        with pytest.raises(InvalidEvidence):
            opinion(**({"evidence_for": 1, "evidence_against": 1} | wrong))


class TestGates:
    @pytest.mark.parametrize(
        ("states", "together"),
        [
            (["met", "met"], "met"),
            (["met", "not shown"], "not shown"),
            (["not shown", "not met", "met"], "not met"),
        ],
    )
    def test_stand_at_the_worst_of_them(self, states, together):
        assert gates_state(Gate(str(i), GateState(s)) for i, s in enumerate(states)) is GateState(together)
