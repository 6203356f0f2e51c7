"""A method file: what it may say, and every mistake told by its line and what to write instead."""

import json

import pytest
import yaml
from jsonschema import Draft202012Validator

from detente.assessment.scorecards.contracts import InvalidMethodFile
from detente.assessment.scorecards.criteria.registry import known_criteria
from detente.assessment.scorecards.methods.assembling import buyer_text, default_text
from detente.assessment.scorecards.methods.reading import SHIPPED, read_method, shipped_method, shipped_text
from detente.assessment.scorecards.methods.shape import schema

SOUND = shipped_text("default-1.0")
MISTAKES = [
    (
        "name: default",
        'name: "Our Method"',
        5,
        "name is 'Our Method': write small letters, digits and hyphens",
    ),
    ('version: "1.0"', "version: 1.0", 6, "version is 1.0: write text in quotes"),
    ("detente: scorecard-method/1", "detente: scorecard-method/9", 4, "write scorecard-method/1"),
    (
        "weight_percent: 25",
        "weigth_percent: 25",
        44,
        "no 'weigth_percent' in P1: did you mean weight_percent? Look at line 42",
    ),
    ("weight_percent: 25", "weight_percent: lots", 44, "weight_percent is 'lots': write a number"),
    ("weight_percent: 25", "weight_percent: 250", 44, "weight_percent is 250: write 100 at most"),
    (
        "weight_percent: 25",
        "weight_percent: 24",
        27,
        "performance: the weights of its criteria (P1, P2, P3, P4, P5, P6) make 99 %: let them make 100 %",
    ),
    ("    weight_percent: 25\n", "", 42, "P1 lacks weight_percent: add it"),
    ("  P1:  #", "  P99:  #", 42, "there is no criterion 'P99': use one of P1, P2, P3"),
    (
        "planned_level: tool",
        "planned_level: toool",
        45,
        "planned_level has 'toool': write self or tool or third",
    ),
    (
        "dimension: performance",
        "dimension: performence",
        43,
        "no dimension 'performence': did you mean performance?",
    ),
    ("half_life_days: 180", "half_life_days: 0", 47, "half_life_days is 0: write more than 0"),
    ("half_life_days: 180", "half_life_days: .inf", 47, "half_life_days is inf: write a finite number"),
    ("  self: 0.2", "  self: 1.2", 21, "self is 1.2: write 1 at most"),
    ("  self: 0.2", "  selfish: 0.2", 21, "no 'selfish' in levels: did you mean self?"),
    ('{"1": 30', "{1: 30", 27, 'floors has 1 without quotes: write "1"'),
    ('{"1": 30', '{"4": 30', 27, "floors has '4': write 1 or 2 or 3"),
    ('{"1": 30', '{"1": 300', 27, "floors 1 is 300: write 100 at most"),
    (
        "planned_levels_by_tier: {}",
        "planned_levels_by_tier: {1: {P1: joint}}",
        34,
        'has 1 without quotes: write "1"',
    ),
    (
        "planned_levels_by_tier: {}",
        'planned_levels_by_tier: {"1": {P1: high}}',
        34,
        "P1 has 'high': write self or tool",
    ),
    (
        "planned_levels_by_tier: {}",
        'planned_levels_by_tier: {"1": {P99: joint}}',
        34,
        "no criterion 'P99': add it, or leave it out",
    ),
    (
        "equal: [1/3, 1/3, 1/3]",
        "equal: [1/3, 1/3]",
        31,
        "equal has 2 weights for 3 dimensions: give one each",
    ),
    (
        "equal: [1/3, 1/3, 1/3]",
        "equal: [1/2, 1/3, 1/3]",
        31,
        "the weights of equal make 1.16667: let them make 1",
    ),
    (
        "equal: [1/3, 1/3, 1/3]",
        "equal: [a third, 1/3, 1/3]",
        31,
        "equal, place 1, is 'a third': write a number from 0 to 1, or a fraction",
    ),
    (
        "- certificate_in_force",
        "- certificate_in_farce",
        36,
        "no must-have 'certificate_in_farce': did you mean certificate_in_force?",
    ),
    ("  - notice_hours_agreed", "  - certificate_in_force", 35, "gates names something twice: take one away"),
    ("  prior_for: 0.5\n", "", 10, "model lacks prior_for: add it"),
    ("scenarios: 1024", "scenarios: 1024.5", 16, "scenarios is 1024.5: write a whole number"),
    ("scenarios: 1024", "scenarios: 20", 17, "order_statistic is 52; it must be from 1 to scenarios, 20"),
    (
        "steps_per_point: 20",
        "steps_per_point: 2000",
        13,
        "24000 steps; this must be a whole number up to 600",
    ),
    (
        "allowed_minutes_a_month: 43.8",
        "allowed_minutes: 43.8",
        49,
        "P1 has no parameter 'allowed_minutes': did you mean allowed_minutes_a_month?",
    ),
    (
        "      allowed_minutes_a_month: 43.8\n",
        "",
        48,
        "P1 lacks the parameter allowed_minutes_a_month: add it; 43.8 is proposed",
    ),
    (
        "allowed_minutes_a_month: 43.8",
        "allowed_minutes_a_month: many",
        49,
        "is 'many': write a number, such as 43.8",
    ),
    ("allowed_minutes_a_month: 43.8", "allowed_minutes_a_month: -1", 49, "is -1: write more than 0"),
    ("late: 0.5", "late: 5", 171, "late is 5: write a share from 0 to 1"),
    ("      - 8", "      - eight", 68, "weights, place 1, is 'eight': write a number, such as 8"),
    (
        "      - - ISO/IEC 27001",
        "      - ISO/IEC 27001",
        98,
        "required, place 1, is 'ISO/IEC 27001 - FedRAMP': write a list",
    ),
    ("  prior_for: 0.5", "  prior_for: 0.5\n  prior_for: 1", 12, "'prior_for' stands twice"),
    ("model:", "model: [", 12, "no YAML (did not find expected"),
]


def mistaken(written, instead):
    assert written in SOUND, written
    with pytest.raises(InvalidMethodFile) as refused:
        read_method(SOUND.replace(written, instead, 1), "ours.yaml")
    return str(refused.value)


class TestAMethodFile:
    @pytest.mark.parametrize(("written", "instead", "line", "said"), MISTAKES)
    def test_with_a_mistake_is_refused_by_file_line_and_what_to_write(self, written, instead, line, said):
        message = mistaken(written, instead)

        assert message.startswith(f"ours.yaml, line {line}: ")
        assert said in message

    @pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "null"])
    def test_that_is_none_at_all_is_refused(self, text):
        with pytest.raises(InvalidMethodFile, match=r"line 1: the file is .*copy a shipped method"):
            read_method(text, "ours.yaml")

    def test_that_is_too_deep_or_too_long_is_refused(self):
        for text in ("[" * 5000, "a: " + "x" * 10_000_000):
            with pytest.raises(InvalidMethodFile, match=r"ours\.yaml"):
                read_method(text, "ours.yaml")

    def test_names_the_lines_of_further_mistakes(self):
        text = SOUND.replace("self: 0.2", "self: 2").replace("tool: 0.5", "tool: 5")

        with pytest.raises(InvalidMethodFile, match=r"line 21: .* Look at line 22, too\."):
            read_method(text, "ours.yaml")

    def test_may_leave_criteria_out_and_weigh_the_others_anew(self):
        said = yaml.safe_load(SOUND)
        said["criteria"] = {name: said["criteria"][name] for name in ("P1", "C1", "T1")}
        for one in said["criteria"].values():
            one["weight_percent"] = 100
        said["weights_across"] = {"equal": ["1/2", 0.25, 0.25]}

        method = read_method(yaml.safe_dump(said), "small.yaml").method

        assert [one.id for one in method.criteria] == ["C1", "P1", "T1"]
        assert method.weights_across[0].weights == (0.5, 0.25, 0.25)

    def test_keeps_its_text_and_hash(self):
        file = read_method(SOUND, "x")

        assert (file.id, file.text) == ("default-1.0", SOUND)
        assert file.sha256 != read_method(SOUND + "# a remark\n", "x").sha256


class TestTheShippedMethods:
    def test_are_what_the_definitions_beside_the_code_say(self):
        assert shipped_text("default-1.0") == default_text()
        assert shipped_text("buyer-1.0") == buyer_text()

    def test_use_every_criterion_there_is(self):
        used = [one.id for name in SHIPPED for one in shipped_method(name).method.criteria]

        assert sorted(used) == sorted(known_criteria())

    def test_have_the_constants_of_the_design(self):
        method = shipped_method("default-1.0").method

        assert {one.id: one.reliability for one in method.levels} == {
            "self": 0.2, "tool": 0.5, "third": 0.6, "regulator": 0.8, "joint": 1.0,
        }  # fmt: skip
        assert (method.prior_for, method.prior_against, method.points_per_criterion) == (0.5, 0.5, 12)
        assert (method.scenarios, method.order_statistic, method.steps_per_point) == (1024, 52, 20)
        assert (method.floor, method.early_share, method.quantile_level) == (0.05, 0.25, 0.05)

    @pytest.mark.parametrize("name", SHIPPED)
    def test_fit_the_schema_that_is_shipped_with_them(self, name):
        Draft202012Validator.check_schema(schema())
        said = json.loads(json.dumps(yaml.safe_load(shipped_text(name))))

        assert list(Draft202012Validator(schema()).iter_errors(said)) == []

    @pytest.mark.parametrize("name", SHIPPED)
    def test_say_that_they_are_judgement(self, name):
        assert "judgement" in shipped_method(name).status
