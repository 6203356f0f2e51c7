"""Nothing that is written to a table runs in a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.caiq import FORMATS as CAIQ_FORMATS
from detente.formats.certificates_csv import FORMAT as CERTIFICATES
from detente.formats.found import Found, Rejected
from detente.formats.safe_cell import refuse_formulas, runs, safe_cell
from detente.formats.tests.reading import source_of

CAIQ = CAIQ_FORMATS[0]


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
            "=HYPERLINK(A1),ISO 27001,x,BSI",
            "@SUM(A1),ISO 27001,x,BSI",
            "+cmd|' /C calc'!A0,ISO 27001,x,BSI",
            "-2+3+cmd|' /C calc'!A0,ISO 27001,x,BSI",
            "Acme,=1+1,x,BSI",
            'Acme,ISO 27001,"=HYPERLINK(""http://x"")",BSI',
            "Acme,ISO 27001,-1+cmd|' /C calc'!A0,BSI",
            "Acme,ISO 27001,-B2+SUM(A1),BSI",
            "Acme,ISO 27001,-LOG10(A1),BSI",
            'Acme,ISO 27001,"+""x""&SUM(A1)",BSI',
            "Acme,ISO 27001,x,@SUM(A1)",
            "Acme,ISO 27001,x,\uff1d1+1",
        ],
    )
    def test_in_any_text_reject_the_row(self, tmp_path, row):
        source = source_of(tmp_path, f"Vendor,Scheme,Scope,Auditor,Issued\n{row},2026-01-01\n")

        [one] = refuse_formulas(CERTIFICATES.parse(source))

        assert isinstance(one, Rejected)
        assert (one.locator, "would run as a formula" in one.reason) == ("line 2", True)

    def test_are_named_with_their_field(self, tmp_path):
        source = source_of(tmp_path, "Question ID,Question,Answer\n1,Why?,=1+1\n")

        [one] = refuse_formulas(CAIQ.parse(source))

        assert one.reason == (
            "words: '=1+1' would run as a formula in a spreadsheet: write it without the first '='."
        )

    @pytest.mark.parametrize(
        "text",
        ["@acme", "-1", "+5 Group", "+BSI", "- none", "- none (see | below)", "+49 (0) 30 12", "+BSI (DE)"],
    )
    def test_are_not_seen_in_plain_signs(self, tmp_path, text):
        table = f"Vendor,Scheme,Scope,Auditor,Issued\n{text},ISO 27001,{text},{text},2026-01-01\n"

        [one] = refuse_formulas(CERTIFICATES.parse(source_of(tmp_path, table)))

        assert isinstance(one, Found)
        assert (one.vendor, one.record.scope, one.record.auditor) == (text, text, text)

    def test_are_looked_for_in_no_time_however_long_the_text(self):
        assert not runs("+" + "A1" * 50_000)
        assert not runs("-" + '"' * 50_000 + "(" * 50_000)
