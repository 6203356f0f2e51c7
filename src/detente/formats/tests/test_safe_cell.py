"""Nothing that is written to a table runs in a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.certificates_csv import FORMAT as CERTIFICATES
from detente.formats.found import Found, Rejected
from detente.formats.safe_cell import refuse_formulas, safe_cell
from detente.formats.tests.reading import source_of


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


class TestFormulas:
    @pytest.mark.parametrize(
        "row",
        [
            "=HYPERLINK(A1),ISO 27001,x",
            "@SUM(A1),ISO 27001,x",
            "+cmd|' /C calc'!A0,ISO 27001,x",
            "-2+3+cmd|' /C calc'!A0,ISO 27001,x",
            "Acme,=1+1,x",
        ],
    )
    def test_in_a_name_or_a_scheme_reject_the_row(self, tmp_path, row):
        source = source_of(tmp_path, f"Vendor,Scheme,Scope,Issued\n{row},2026-01-01\n")

        [one] = refuse_formulas(CERTIFICATES.parse(source))

        assert isinstance(one, Rejected)
        assert (one.locator, "would run as a formula" in one.reason) == ("line 2", True)

    @pytest.mark.parametrize(
        "row", ["@acme,ISO 27001,x", "-1,ISO 27001,x", "+5 Group,ISO 27001,x", "Acme,ISO 27001,=1+1"]
    )
    def test_are_not_seen_in_plain_signs_nor_refused_in_free_text(self, tmp_path, row):
        source = source_of(tmp_path, f"Vendor,Scheme,Scope,Issued\n{row},2026-01-01\n")

        [one] = refuse_formulas(CERTIFICATES.parse(source))

        assert isinstance(one, Found)
