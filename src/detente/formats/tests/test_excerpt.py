"""The place of a fact opens to what the file says there."""

import pytest

from detente.formats.excerpt import LONGEST, NoSuchPlace, excerpt
from detente.formats.tests.reading import source_of, workbook_of

JSON = '{"a": [{"b/c": 1, "d~e": {"f": null}}], "": 5}'


class TestALine:
    @pytest.mark.parametrize(
        ("locator", "says"),
        [("line 1", "one"), ("line 3", "three"), ("lines 2 to 3", "two\nthree"), ("lines 3 to 9", "three")],
    )
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_is_counted_from_one_whatever_ends_it(self, tmp_path, locator, says, end):
        source = source_of(tmp_path, end.join(["one", "two", "three"]))

        assert excerpt(source, locator) == says

    def test_of_a_quoted_record_is_shown_from_where_it_starts(self, tmp_path):
        assert excerpt(source_of(tmp_path, 'a,b\n"x\ny",1\n'), "line 2") == '"x'

    def test_is_cut(self, tmp_path):
        assert len(excerpt(source_of(tmp_path, "x" * 5_000), "line 1")) == LONGEST

    @pytest.mark.parametrize("locator", ["line 9", "lines 9 to 10", "line 0", "line x", "somewhere"])
    def test_that_is_not_there_is_refused(self, tmp_path, locator):
        with pytest.raises(NoSuchPlace):
            excerpt(source_of(tmp_path, "one\ntwo\n"), locator)


class TestAJsonPointer:
    @pytest.mark.parametrize(
        ("pointer", "says"),
        [("/a/0/b~1c", "1"), ("/a/0/d~0e", '{\n  "f": null\n}'), ("/a/0/d~0e/f", "null"), ("/", "5")],
    )
    def test_opens_to_its_value(self, tmp_path, pointer, says):
        assert excerpt(source_of(tmp_path, JSON), pointer) == says

    def test_that_is_empty_opens_to_the_whole(self, tmp_path):
        assert excerpt(source_of(tmp_path, "[1]"), "") == "[\n  1\n]"

    def test_opens_yaml_too(self, tmp_path):
        assert excerpt(source_of(tmp_path, "a:\n  - b: 2024-05-31\n"), "/a/0/b") == '"2024-05-31"'

    def test_opens_a_number_that_is_too_large_for_most(self, tmp_path):
        assert excerpt(source_of(tmp_path, '{"a": 123456789012345678901234567890}'), "/a").startswith(
            "1234567"
        )

    @pytest.mark.parametrize("pointer", ["/b", "/a/1", "/a/x", "/a/0/b~1c/deeper", "/a/-1"])
    def test_to_nothing_is_refused(self, tmp_path, pointer):
        with pytest.raises(NoSuchPlace):
            excerpt(source_of(tmp_path, JSON), pointer)


class TestARowOfASheet:
    def test_opens_to_its_cells(self, tmp_path):
        source = workbook_of(tmp_path, {"Answers, all": [["id", "answer"], ["A1", 3.0]], "B": [["x"]]})

        assert excerpt(source, "sheet Answers, all, row 2") == "A1\t3.0"

    @pytest.mark.parametrize("locator", ["sheet B, row 2", "sheet C, row 1"])
    def test_that_is_not_there_is_refused(self, tmp_path, locator):
        with pytest.raises(NoSuchPlace):
            excerpt(workbook_of(tmp_path, {"B": [["x"]]}), locator)
