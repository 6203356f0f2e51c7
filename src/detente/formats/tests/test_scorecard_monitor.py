"""The scorecard-monitor database: every score at its date, once."""

import datetime as dt
import json

import pytest

from detente.formats.records import RepositoryScore
from detente.formats.scorecard_monitor import FORMAT
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of


def database(previous, current, name="r"):
    return json.dumps({"github.com": {"o": {name: {"previous": previous, "current": current}}}})


OLD = {"score": 5.5, "date": "2022-11-28", "commit": "a"}
NEW = {"score": 6, "date": "2023-03-20T01:02:03Z", "commit": "b"}


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "scores", "first", "last"),
        [
            ("nodejs_database", 790, dt.date(2022, 11, 28), dt.date(2025, 11, 6)),
            ("monitor_demo_database", 405, dt.date(2023, 4, 10), dt.date(2024, 6, 25)),
        ],
    )
    def test_hold_every_score(self, shared_data, name, scores, first, last):
        source = Source(shared_data / f"ossf-scorecard/{name}.json", "d.json")

        found = read(FORMAT, source)

        assert recognised_as(source) == ["scorecard-monitor"]
        assert (len(found.found), len(found.rejected)) == (scores, 0)
        assert len({one.key for one in found.found}) == scores
        assert tuple(one.date() for one in found.dates) == (first, last)

    def test_open_at_the_place_that_says_it(self, shared_data):
        found = read(FORMAT, Source(shared_data / "ossf-scorecard/nodejs_database.json", "d.json"))

        one = found.by_key("github.com/nodejs/node-gyp 2023-03-20T00:00:00Z")

        assert one.record == RepositoryScore(
            "github.com/nodejs/node-gyp", 4.4, "41882a975bbdccddf451415ff445108703eca8a3"
        )
        assert one.locator == "/github.com/nodejs/node-gyp/previous/1"


class TestDatabase:
    def test_says_a_score_once_that_is_both_current_and_the_last_of_the_previous(self, tmp_path):
        found = read(FORMAT, source_of(tmp_path, database([OLD, NEW], NEW)))

        assert [one.record.score for one in found.found] == [5.5, 6.0]
        assert found.rejected == []

    def test_rejects_a_second_score_at_the_same_moment(self, tmp_path):
        found = read(FORMAT, source_of(tmp_path, database([OLD, NEW], {**NEW, "score": 9})))

        assert [one.locator for one in found.rejected] == ["/github.com/o/r/current"]
        assert "another score at /github.com/o/r/previous/1" in found.rejected[0].reason

    def test_escapes_names_in_a_pointer(self, tmp_path):
        found = read(FORMAT, source_of(tmp_path, database([OLD], None, name="a/b~c")))

        assert found.found[0].locator == "/github.com/o/a~1b~0c/previous/0"

    def test_rejects_an_organisation_that_is_none_and_keeps_the_rest(self, tmp_path):
        content = json.loads(database([OLD], NEW))
        content["github.com"]["nobody"] = ["r"]
        content["elsewhere"] = "o"

        found = read(FORMAT, source_of(tmp_path, json.dumps(content)))

        assert [one.locator for one in found.rejected] == ["/github.com/nobody", "/elsewhere"]
        assert len(found.found) == 2

    @pytest.mark.parametrize(
        "bad", [{}, {"score": 99, "date": "2024-01-01"}, {"score": 5, "date": "x"}, 3, None]
    )
    def test_rejects_what_is_no_score_and_keeps_the_rest(self, tmp_path, bad):
        found = read(FORMAT, source_of(tmp_path, database([bad, OLD], NEW)))

        assert (len(found.found), len(found.rejected)) == (2, 1)

    @pytest.mark.parametrize(
        "content", ['{"a": {"b": {"c": 1}}}', '{"a": {"b": {"c": {}}}}', "{}", '{"a": []}']
    )
    def test_is_not_seen_in_other_json(self, tmp_path, content):
        assert not FORMAT.matches(source_of(tmp_path, content))
