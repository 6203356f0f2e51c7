"""YAML within bounds, with lines."""

import datetime as dt

import pytest

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits
from detente.formats.tests.reading import source_of
from detente.formats.yaml_reading import read


class TestYaml:
    def test_is_read_by_the_safe_loader(self, tmp_path):
        source = source_of(tmp_path, "a: [1, yes, 2024-05-31]\n")

        assert source.yaml() == {"a": [1, True, dt.date(2024, 5, 31)]}

    def test_runs_nothing(self, tmp_path):
        source = source_of(tmp_path, "!!python/object/apply:os.system ['true']")

        with pytest.raises(DamagedFile, match="line 1"):
            source.yaml()

    @pytest.mark.parametrize(
        ("content", "word"),
        [
            ("a: 1\nb: [", "line 2|line 3"),
            ("a: 1\na: 2\n", "line 2: 'a' stands twice"),
            ("a: 1\n---\nb: 2\n", "line 2"),
            ("a: 2024-02-30\n", "no YAML"),
            (f"a: {'9' * 5000}\n", r"no YAML \(a whole number of more than 4,300 digits\)"),
            ("\ta: 1", "line 1"),
        ],
    )
    def test_is_refused_where_it_is_none(self, tmp_path, content, word):
        with pytest.raises(DamagedFile, match=word):
            source_of(tmp_path, content).yaml()

    def test_refuses_a_bomb_of_aliases(self, tmp_path):
        bomb = "a: &a [x, x]\n" + "".join(
            f"{new}: &{new} [{', '.join(['*' + old] * 20)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        )

        with pytest.raises(UnsafeFile, match="aliases"):
            source_of(tmp_path, bomb).yaml()

    @pytest.mark.parametrize("depth", [65, 100_000])
    def test_refuses_deep_nesting(self, tmp_path, depth):
        with pytest.raises((UnsafeFile, DamagedFile)):
            source_of(tmp_path, "[" * depth + "]" * depth).yaml()

    def test_refuses_length(self):
        with pytest.raises(UnsafeFile, match="the most for YAML"):
            read("a: b", "f.yml", Limits(yaml_bytes=3))

    def test_is_nothing_when_empty(self, tmp_path):
        assert source_of(tmp_path, "# only a comment\n").yaml() is None


class TestDocument:
    def test_knows_the_line_of_each_part(self):
        document = read("a:\n  - 1\n  - b: 2\n    c: 3\nd: 4\n", "f.yml", Limits())

        assert document.line(("a", 1, "c")) == 4
        assert document.line(("d",)) == 5

    def test_gives_the_line_of_what_is_around_where_a_part_is_missing(self):
        document = read("a:\n  b: 1\n", "f.yml", Limits())

        assert document.line(("a", "nothing", 3)) == 1
