import json

import pytest

from detente.engine.reference_cases import (
    ELSEWHERE,
    MalformedCases,
    Outcome,
    TopicTaken,
    UnreadableCases,
    cases_in,
    check,
    topic,
    topics,
)

INPUTS = {"x": [0.9, 0.9, 0.1], "w": [0.4, 0.4, 0.2]}


def document(expected, *, inputs=INPUTS, name="C_aggregation", tolerance=1e-9):
    case = {"id": "one", "topic": name, "inputs": inputs, "expected": expected, "tolerance_abs": tolerance}
    return json.dumps({"cases": [case]})


def outcome(expected, **options):
    (result,) = check(document(expected, **options))
    return result.outcome


class TestCheck:
    def test_is_ok_within_the_tolerance(self):
        assert outcome({"arithmetic": 0.74}) is Outcome.OK
        assert outcome({"arithmetic": 0.75}, tolerance=0.02) is Outcome.OK

    def test_scales_the_tolerance_with_large_numbers(self):
        large = {"x": [1000.0], "w": [1.0]}

        assert outcome({"arithmetic": 1000.9}, inputs=large, tolerance=1e-3) is Outcome.OK
        assert outcome({"arithmetic": 1001.1}, inputs=large, tolerance=1e-3) is Outcome.DIFFERENT

    def test_says_where_and_by_what_a_number_differs(self):
        (result,) = check(document({"arithmetic": 0.75, "minimum": 0.1}))

        assert not result.ok
        (difference,) = result.differences
        assert difference.startswith("arithmetic: expected 0.75, got 0.74")

    @pytest.mark.parametrize(
        ("expected", "says"),
        [
            ({"median": 0.9}, "median: expected 0.9, got nothing by that name"),
            ({"arithmetic": None}, "arithmetic: expected no finite value, got 0.74"),
            ({"arithmetic": [0.74]}, "arithmetic: expected a list of 1"),
            ({"arithmetic": {"of": 0.74}}, "arithmetic: expected 1 named values"),
            ({"arithmetic": "0.74"}, "arithmetic: expected '0.74'"),
            ({"arithmetic": True}, "arithmetic: expected True"),
        ],
    )
    def test_tells_kinds_of_answer_apart(self, expected, says):
        (result,) = check(document(expected))

        assert result.outcome is Outcome.DIFFERENT
        assert result.differences[0].startswith(says)

    def test_says_that_a_topic_is_not_covered(self):
        (result,) = check(document({}, name="E_rbo"))

        assert result.outcome is Outcome.NOT_COVERED
        assert not result.ok
        assert "E_rbo" in result.differences[0]

    @pytest.mark.parametrize(
        ("name", "says"),
        [
            ("C_agregation", "no topic 'C_agregation': did you mean C_aggregation?"),
            ("E_rbo_wieght", "no topic 'E_rbo_wieght': did you mean E_rbo_weight?"),
            ("Z9", "no topic 'Z9': use one of C_aggregation, "),
        ],
    )
    def test_says_that_a_topic_is_misspelt(self, name, says):
        (result,) = check(document({"arithmetic": 0.74}, name=name))

        assert result.outcome is Outcome.UNABLE
        assert says in result.differences[0]

    @pytest.mark.parametrize("expected", [{}, {"arithmetic": {}}])
    def test_says_that_a_case_expects_nothing(self, expected):
        (result,) = check(document(expected))

        assert result.outcome is Outcome.UNABLE
        assert "'expected' is empty" in result.differences[0]

    def test_covers_or_leaves_out_each_topic_of_the_published_cases(self, shared_data):
        whole = json.loads((shared_data / "reference" / "stats_cases.json").read_bytes())

        assert {one["topic"] for one in whole["cases"]} - set(topics()) == ELSEWHERE

    @pytest.mark.parametrize(
        ("inputs", "says"),
        [
            ({"x": [0.5]}, "the input 'w' is missing"),
            ({"x": [0.5], "w": [0.4]}, "they must sum to 1"),
            ({"x": ["high"], "w": [1.0]}, "a kind of value that the topic cannot read"),
        ],
    )
    def test_says_why_a_case_cannot_be_computed_and_goes_on(self, inputs, says):
        two = json.loads(document({"minimum": 0.1}, inputs=inputs))
        two["cases"].append(json.loads(document({"minimum": 0.1}))["cases"][0])

        unable, fine = check(json.dumps(two))

        assert unable.outcome is Outcome.UNABLE
        assert says in unable.differences[0]
        assert fine.ok


class TestNoFiniteValue:
    def test_is_met_by_none_and_by_what_is_not_finite(self):
        name = "test only: nothing finite"

        @topic(name)
        def _(inputs):
            return {"a": None, "b": float("inf"), "c": float("nan"), "d": [1.0, None]}

        assert outcome({"a": None, "b": None, "c": None, "d": [1, None]}, name=name) is Outcome.OK
        assert outcome({"a": 1.0}, name=name) is Outcome.DIFFERENT
        assert outcome({"b": 1.0}, name=name) is Outcome.DIFFERENT


class TestCasesIn:
    @pytest.mark.parametrize(
        ("text", "says"),
        [
            ('{"cases": [\n  {"id": }]}', "line 2, column 10"),
            (b"\xff\xfe", "not UTF-8 at byte 0"),
            ("[" * 200_000, "nested too deeply"),
        ],
    )
    def test_says_where_a_file_stops_being_json(self, text, says):
        with pytest.raises(UnreadableCases, match=says):
            cases_in(text)

    @pytest.mark.parametrize(
        ("whole", "says"),
        [
            ([], "a JSON object with a list 'cases'"),
            ({}, "the file: the key 'cases' is missing"),
            ({"cases": {}}, "the file: 'cases' is an object, not a list"),
            ({"cases": [3]}, "case 1: must be an object, not a number"),
            ({"cases": [{"topic": "t"}]}, "case 1: the key 'id' is missing"),
            ({"cases": [{"id": "x", "inputs": {}}]}, r"case 1 \(x\): the key 'topic' is missing"),
            ({"cases": [{"id": "x", "topic": "t", "inputs": []}]}, "'inputs' is a list, not an object"),
            ({"cases": [{"id": "x", "topic": "t", "inputs": {}}]}, "the key 'expected' is missing"),
            (
                {"cases": [{"id": "x", "topic": "t", "inputs": {}, "expected": {}}]},
                "the key 'tolerance_abs' is missing",
            ),
            (
                {"cases": [{"id": "x", "topic": "t", "inputs": {}, "expected": {}, "tolerance_abs": -1}]},
                "'tolerance_abs' is -1.0; it must be finite, 0 or more",
            ),
            ({"cases": [], "constants": 3}, "'constants' must be an object"),
            (
                {"cases": [{"id": "x", "inputs": {}, "expected": {}}], "constants": {}},
                "'constants': the key 'tolerance_abs'",
            ),
            (
                {"cases": [], "constants": {"tolerance_abs": 1}, "comparisons": [{"A": "1"}]},
                "comparison: the key 'B'",
            ),
        ],
    )
    def test_names_the_key_that_is_missing_or_wrong(self, whole, says):
        with pytest.raises(MalformedCases, match=says):
            cases_in(json.dumps(whole))

    def test_reads_a_file_with_a_byte_order_mark(self):
        assert len(cases_in(b"\xef\xbb\xbf" + document({}).encode())) == 1


class TestTopics:
    def test_are_found_without_a_list_of_them(self):
        assert {"C_aggregation", "C_scorecard_criterion", "C_scorecard_method"} <= set(topics())

    def test_are_answered_by_one_function_each(self):
        topics()  # else nobody may have answered it yet

        with pytest.raises(TopicTaken, match="C_aggregation is answered by detente"):
            topic("C_aggregation")(lambda inputs: inputs)
