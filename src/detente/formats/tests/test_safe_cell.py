"""Nothing that is written to a table runs in a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.safe_cell import safe_cell


class TestSafeCell:
    @pytest.mark.parametrize(
        "formula", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1+1", "\uff1d1+1"]
    )
    def test_puts_an_apostrophe_before_a_formula(self, formula):
        assert safe_cell(formula) == "'" + formula

    @pytest.mark.parametrize("plain", ["text", "-12.5", "+49", "-1,5", "12%", "", 3, -2.5, None, True, "a=b"])
    def test_leaves_everything_else(self, plain):
        assert safe_cell(plain) is plain

    @given(st.text())
    def test_gives_nothing_that_begins_like_a_formula_unless_it_is_a_number(self, text):
        safe = safe_cell(text)

        assert safe[:1] not in {"=", "@", "\t", "\r"}
        assert safe[:1] not in {"+", "-"} or safe[1:].strip("%").replace(",", "").replace(".", "").isdecimal()
