"""JSON within bounds."""

import pytest

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits
from detente.formats.source import Source
from detente.formats.tests.reading import source_of


class TestJson:
    def test_is_parsed_once_and_kept(self, tmp_path):
        source = source_of(tmp_path, '{"a": [1, 2.5, null, "ü"]}')

        assert source.json() == {"a": [1, 2.5, None, "ü"]}
        assert source.json() is source.json_object

    @pytest.mark.parametrize(
        ("content", "word"),
        [
            ('{"a": 1', "line 1, column 8: no JSON"),
            ("[1, 2,\n oops]", "line 2"),
            ('{"a": NaN}', "NaN is no JSON number"),
            ('{"a": -Infinity}', "-Infinity"),
            ('{"a": 1e999}', "too large"),
            ('{"a": ' + "9" * 5000 + "}", "has a whole number of more than 4,300 digits: write null"),
            ('{"a": 1, "a": 2}', "'a' stands twice"),
            ('{"a": 1, "a": true}', "'a' stands twice"),
            ('{"a": {"b": 1}, "a": {"b": 2}}', "'b' stands twice"),
        ],
    )
    def test_is_refused_where_it_is_none(self, tmp_path, content, word):
        source = source_of(tmp_path, content)

        with pytest.raises(DamagedFile, match=word):
            source.json()
        assert source.json_object is None

    def test_unites_a_key_that_stands_twice_without_contradiction(self, tmp_path):
        source = source_of(tmp_path, '{"a": {"b": 1, "c": 2}, "a": {"d": 3, "c": 2}, "e": 4, "e": 4}')

        assert source.json() == {"a": {"b": 1, "c": 2, "d": 3}, "e": 4}

    @pytest.mark.parametrize("depth", [65, 1000, 200_000])
    def test_is_refused_when_nested_too_deeply(self, tmp_path, depth):
        source = source_of(tmp_path, "[" * depth + "]" * depth)

        with pytest.raises(UnsafeFile, match="more than 64 levels"):
            source.json()

    def test_may_be_nested_as_deeply_as_the_limit(self, tmp_path):
        assert source_of(tmp_path, "[" * 64 + "]" * 64).json() is not None

    def test_is_refused_before_parsing_when_it_would_fill_the_memory(self, tmp_path):
        path = tmp_path / "many.json"
        path.write_text("[" + "[]," * 5000 + "[]]")

        with pytest.raises(UnsafeFile, match="may hold 5002 objects"):
            Source(path, "many.json", Limits(json_containers=5000)).json()


class TestJsonObject:
    @pytest.mark.parametrize("content", ["[1]", "no", "", "3", '"a"', '{"a"'])
    def test_is_none_for_anything_else(self, tmp_path, content):
        assert source_of(tmp_path, content).json_object is None

    def test_is_found_behind_blanks_and_a_mark(self, tmp_path):
        source = source_of(tmp_path, '\ufeff \n {"a": 1}'.encode("utf-16-le"))

        assert source.is_json
        assert source.json_object == {"a": 1}

    def test_is_none_without_a_file(self, tmp_path):
        assert Source(tmp_path / "gone", "gone").json_object is None
