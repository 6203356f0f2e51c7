"""OpenSSF Scorecard results: a score of -1 is no score, and a check that is none is rejected."""

import datetime as dt
import json

import pytest

from detente.formats.openssf_scorecard import FORMAT, WEIGHTS
from detente.formats.records import CheckScore, RepositoryScore
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of


def result(**changes):
    whole = {
        "date": "2024-05-31T10:00:00+02:00",
        "repo": {"name": "github.com/o/r", "commit": "abc"},
        "scorecard": {"version": "v5"},
        "score": 6.5,
        "checks": [{"name": "SAST", "score": 7, "reason": "runs"}],
    }
    return json.dumps({**whole, **changes})


class TestTheSamples:
    def test_hold_eighteen_checks_and_the_aggregate(self, shared_data):
        source = Source(shared_data / "ossf-scorecard/result_nodejs_077fd7d.json", "r.json")

        found = read(FORMAT, source)

        assert recognised_as(source) == ["openssf-scorecard"]
        assert found.rejected == []
        assert [one.score for one in found.records] == [
            *(7.3, 0, None, 9, 5, 0, 10, 10, 10, 10, 9, 10, None, 7, 0, 10, None, 10, 10)
        ]
        assert found.records[0] == RepositoryScore(
            "github.com/nodejs/node", 7.3, "077fd7d83d7d41695137c1af5b9be1d72250e69e"
        )
        assert found.found[2].locator == "/checks/1"
        assert found.records[2].check == "Branch-Protection"
        assert found.records[2].reason.startswith("internal error")
        assert {one.valid_from for one in found.found} == {dt.datetime(2023, 6, 7, 23, 32, 59, tzinfo=dt.UTC)}

    def test_keep_a_score_between_two_whole_numbers(self, shared_data):
        source = Source(shared_data / "ossf-scorecard/result_nodejs_2ac5e98.json", "r.json")

        found = read(FORMAT, source)

        assert (len(found.found), found.rejected) == (19, [])
        assert (found.records[18].check, found.records[18].score) == ("Vulnerabilities", 7.3)

    @pytest.mark.parametrize(("number", "checks"), [(1, 1), (2, 1), (3, 3), (4, 3), (5, 1), (6, 1)])
    def test_of_the_tool_itself_are_read_whole(self, shared_data, number, checks):
        source = Source(shared_data / f"ossf-scorecard/ossf_testdata/check{number}.json", "r.json")

        found = read(FORMAT, source)

        assert recognised_as(source) == ["openssf-scorecard"]
        assert len(found.found) == checks + 1
        assert found.rejected == []


class TestResult:
    def test_states_each_check_at_the_moment_of_the_run_in_utc(self, tmp_path):
        [_, found] = read(FORMAT, source_of(tmp_path, result())).found

        assert found.record == CheckScore("github.com/o/r", "SAST", 7, 5.0, "abc", "runs", "v5")
        assert found.valid_from == dt.datetime(2024, 5, 31, 8, tzinfo=dt.UTC)
        assert found.key == "github.com/o/r SAST 2024-05-31T08:00:00Z"
        assert found.vendor is None

    def test_tells_not_scored_from_nothing_scored(self, tmp_path):
        checks = [{"name": "SAST", "score": -1}, {"name": "Fuzzing", "score": 0}]

        found = read(FORMAT, source_of(tmp_path, result(score=-1, checks=checks)))

        assert [one.score for one in found.records] == [None, None, 0]

    def test_weighs_a_check_that_is_newer_than_the_list_as_medium(self, tmp_path):
        checks = [{"name": "New", "score": 1}]

        assert read(FORMAT, source_of(tmp_path, result(checks=checks))).records[1].weight == 5.0

    @pytest.mark.parametrize("score", [11, -2, -0.5, "high", None, True])
    def test_rejects_what_is_no_score_and_keeps_the_rest(self, tmp_path, score):
        checks = [{"name": "SAST", "score": score}, {"name": "Fuzzing", "score": 10}]

        found = read(FORMAT, source_of(tmp_path, result(checks=checks)))

        assert [one.locator for one in found.rejected] == ["/checks/0"]
        assert [one.check for one in found.records[1:]] == ["Fuzzing"]

    @pytest.mark.parametrize("changes", [{"date": "yesterday"}, {"repo": {}}, {"repo": [1]}, {"date": None}])
    def test_is_rejected_whole_where_it_does_not_say_of_what_or_when(self, tmp_path, changes):
        found = read(FORMAT, source_of(tmp_path, result(**changes)))

        assert found.found == []
        assert len(found.rejected) == 1

    @pytest.mark.parametrize("checks", ["x", [3], [{}], [None]])
    def test_never_fails_on_a_strange_shape(self, tmp_path, checks):
        read(FORMAT, source_of(tmp_path, result(checks=checks)))


class TestWeights:
    def test_are_those_of_the_risk_levels(self):
        assert set(WEIGHTS.values()) == {10, 7.5, 5, 2.5}
