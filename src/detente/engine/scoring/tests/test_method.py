import pytest

from detente.engine.scoring.method import NotInMethod
from detente.engine.scoring.plan import AssuranceLevel, Criterion, InvalidMethod, PartyWeights
from detente.engine.scoring.tests.examples import small_method

ONE = Criterion("X", "performance", 1.0, "tool", 365, 180)


class TestMethod:
    @pytest.mark.parametrize(
        ("changes", "message"),
        [
            ({"prior_for": 0}, "prior_for is 0"),
            ({"points_per_criterion": float("inf")}, "points_per_criterion is inf"),
            ({"quantile_level": 0.5}, "quantile_level is 0.5"),
            ({"floor": 0}, "floor is 0"),
            ({"early_share": 1.5}, "early_share is 1.5"),
            ({"scenarios": 1, "order_statistic": 1}, "at least 2"),
            ({"order_statistic": 1025}, "from 1 to scenarios, 1024"),
            ({"steps_per_point": 0}, "steps_per_point is 0"),
            ({"points_per_criterion": 0.33, "steps_per_point": 2}, "must be a whole number"),
            ({"steps_per_point": 1000}, "up to 600"),
            ({"levels": ()}, "the method has no level"),
            (
                {"dimensions": ("performance", "compliance", "trust", "trust")},
                "dimension trust is given twice",
            ),
            ({"criteria": (ONE,)}, "dimension compliance: the weights of its criteria sum to 0"),
            ({"dimensions": ("compliance",)}, "dimension 'performance' is not one of compliance"),
            ({"levels": (AssuranceLevel("joint", 1.0),)}, "planned level 'tool' is not one of joint"),
            ({"weights_across": (PartyWeights("customer", (1.0,)),)}, "1 weights for 3 dimensions"),
        ],
    )
    def test_refuses_what_the_model_cannot_hold(self, changes, message):
        with pytest.raises(InvalidMethod, match=message):
            small_method(**changes)

    def test_finds_its_parts_by_name(self):
        method = small_method()

        assert method.position("C1") == 2
        assert method.members("trust") == (3, 4)
        assert method.reliability("third") == 0.6
        assert method.party_position("vendor") == 1

    @pytest.mark.parametrize("ask", ["position", "members", "reliability", "party_position"])
    def test_names_what_it_has_when_asked_for_what_it_has_not(self, ask):
        with pytest.raises(NotInMethod, match=r"'Z' .* in method test 1\.0; use one of"):
            getattr(small_method(), ask)("Z")

    def test_refuses_a_planned_level_that_it_has_not(self):
        with pytest.raises(InvalidMethod, match="planned level 'oath'"):
            small_method().with_planned_levels({"P1": "oath"})

    def test_refuses_a_planned_level_of_a_criterion_that_it_has_not(self):
        with pytest.raises(NotInMethod, match="criterion 'Z'"):
            small_method().with_planned_levels({"Z": "tool"})


class TestPlan:
    @pytest.mark.parametrize(
        ("build", "message"),
        [
            (lambda: AssuranceLevel("tool", 0), "level tool: reliability is 0"),
            (lambda: Criterion("X", "d", 0, "tool", 1, 1), "criterion X: weight is 0"),
            (lambda: Criterion("X", "d", 1, "tool", -1, 1), "criterion X: refresh_days is -1"),
            (lambda: Criterion("X", "d", 1, "tool", 1, 0), "criterion X: half_life_days is 0"),
            (lambda: PartyWeights("customer", (0.5, 0.6)), "party customer: weights .* sum to 1"),
            (lambda: PartyWeights("customer", (1.5, -0.5)), "must be 0 or more"),
        ],
    )
    def test_refuses_numbers_outside_their_ranges(self, build, message):
        with pytest.raises(InvalidMethod, match=message):
            build()
