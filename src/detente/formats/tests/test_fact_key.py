"""Keys that are built from words of a file."""

from hypothesis import given
from hypothesis import strategies as st

from detente.formats.fact_key import LONGEST, fact_key


class TestFactKey:
    @given(st.text(min_size=250), st.text(min_size=60))
    def test_never_grows_beyond_what_the_ledger_keeps(self, one, other):
        assert len(fact_key(one, other)) <= LONGEST

    def test_tells_long_parts_apart_by_their_ends(self):
        assert fact_key("x" * 500 + "a") != fact_key("x" * 500 + "b")

    def test_leaves_out_what_is_empty(self):
        assert fact_key("a", None, "", "b") == "a; b"
