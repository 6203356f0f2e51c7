"""What the criteria propose is the scorecard method 1.0, number by number."""

import json

import pytest

from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.criteria.shown import LEVELS
from detente.formats.records import KINDS

DIMENSIONS = {"perf": "performance", "comp": "compliance", "trust": "trust"}


@pytest.fixture(scope="module")
def constants(shared_data):
    """Return the numbers of the method as its reference cases have them."""
    path = shared_data / "reference/scorecard_method_cases.json"
    return json.loads(path.read_text(encoding="utf-8"))["constants"]


class TestTheDefinitions:
    def test_have_the_numbers_of_the_method(self, constants):
        proposed = {
            name: {
                "dimension": one.definition.dimension,
                "weight_percent": one.definition.weight_percent,
                "planned_level": one.definition.planned_level,
                "half_life_days": one.definition.half_life_days,
                "refresh_days": one.definition.refresh_days,
            }
            for name, one in known_criteria().items()
            if one.definition.dimension in DIMENSIONS.values()
        }

        assert proposed == {
            name: {**one, "dimension": DIMENSIONS[one["dimension"]]}
            for name, one in constants["criteria"].items()
        }

    def test_weigh_each_dimension_as_a_whole(self):
        weights = {}
        for one in known_criteria().values():
            weights.setdefault(one.definition.dimension, []).append(one.definition.weight_percent)

        assert {dimension: sum(several) for dimension, several in weights.items()} == dict.fromkeys(
            weights, 100
        )

    @pytest.mark.parametrize("name", sorted(known_criteria()))
    def test_say_what_is_unknown_and_what_raises_it(self, name):
        one = known_criteria()[name].definition

        assert one.folder.startswith(f"{name.lower()}_")
        assert one.question.endswith("?")
        for sentence in (one.good, one.unknown, one.raised_by, one.gaming, one.counter):
            assert sentence.rstrip().endswith("."), sentence

    @pytest.mark.parametrize("name", sorted(known_criteria()))
    def test_read_kinds_and_levels_that_there_are(self, name):
        one = known_criteria()[name].definition

        assert {*one.reads, *one.joins} <= KINDS.keys()
        assert one.planned_level in LEVELS
