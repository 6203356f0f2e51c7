"""JSON as people write it by hand."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.commented_json import Located, read
from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def of(text, limits=None):
    return read(text, limits or Limits(), "the file")


class TestRead:
    @given(ANY, st.sampled_from([None, 2]))
    def test_reads_what_strict_json_says(self, value, indent):
        assert of(json.dumps(value, indent=indent)) == value

    @given(ANY)
    def test_does_not_mind_comments_between_values(self, value):
        text = json.dumps(value, indent=1).replace("\n", ' // a ] } " comment\n/* and " ] another */ ')

        assert of(text) == value

    def test_keeps_what_looks_like_a_comment_in_a_string(self):
        assert of('{"url": "https://example.test/*x*/"} // end') == {"url": "https://example.test/*x*/"}

    def test_joins_strings_across_lines(self):
        assert of('["a" +\r\n   "b" + // why\n "c"]') == ["abc"]

    def test_knows_hexadecimal_escapes(self):
        assert of(r'"\x41\\x41\""') == 'A\\x41"'

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_tells_the_line_an_object_opens_on(self, end):
        value = of(end.join(["// one", "[", "{},", '{"a": {}}', "]"]))

        assert [one.line for one in value] == [3, 4]

    def test_tells_which_keys_stand_twice_and_takes_the_last(self):
        value = of('{"a": 1, "b": 2, "a": 3}')

        assert isinstance(value, Located)
        assert (value, value.repeated) == ({"a": 3, "b": 2}, ("a",))

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "{",
            "[1,]",
            "[1 2]",
            '{"a" 1}',
            "{a: 1}",
            '"open',
            '"a\nb"',
            '["a" + 1]',
            "[1] 2",
            "/* open",
            "NaN",
            "tru",
            '"\\q"',
            "1e",
            "9" * 5000,
        ],
    )
    def test_refuses_what_is_no_json(self, text):
        with pytest.raises(DamagedFile, match="the file, line 1"):
            of(text)

    def test_names_the_line_of_the_fault(self):
        with pytest.raises(DamagedFile, match="line 3: no JSON"):
            of('{\n"a": 1,\n"b" 2}')

    def test_refuses_deep_nesting(self):
        with pytest.raises(UnsafeFile, match="64 levels"):
            of("[" * 100_000)

    def test_refuses_what_is_too_large(self):
        with pytest.raises(UnsafeFile, match="split it"):
            of("[1, 2, 3]", Limits(yaml_bytes=5))

    def test_is_not_slowed_down_by_an_unclosed_comment(self):
        with pytest.raises(DamagedFile):
            of("/*" * 200_000)
