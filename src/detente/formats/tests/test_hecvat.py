"""HECVAT 4 as an Excel workbook."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.found import UNDATED
from detente.formats.hecvat import FORMAT
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, workbook_of

TITLE = ["HECVAT Solution Provider Response - ", "", "", "", "", "Version 4.1.4"]
COLUMNS = ["", "Answer", "Additional Information", "Guidance", "Analyst Notes"]
SCORING = [
    ["This worksheet is filled by formulas."],
    ["New ID", "ID Code", "Question", "Compliant Response"],
    ["REQU-01", "REQU", "Cloud?", "Not scored"],
    ["DOCU-01", "DOCU", "Plan?", "Yes"],
    ["AAAI-08", "AAAI", "Plaintext?", "No"],
]


def sheet(*rows, date="", title="Organization"):
    head = [["Cells may have lists."], [TITLE[0] + title, *TITLE[1:]], ["Date Completed", "", date]]
    return [*head, ["1. Complete the tab."], *rows]


def filled(tmp_path, **changes):
    start = sheet(
        [" General Information"],
        ["GNRL-01", "Solution Provider Name", "Kestrel"],
        ["GNRL-06", "Solution Provider Contact Email", "someone@kestrel.example"],
        [" Required Questions", *COLUMNS],
        ["REQU-01", "Are you offering a cloud-based product?", "Yes", "", "Guidance"],
        date=changes.get("date", date(2026, 5, 4)),
        title="Start Here",
    )
    organisation = sheet(
        [" Required Questions", *COLUMNS],
        ["REQU-01", "Are you offering a cloud-based product?", changes.get("again", "Yes")],
        [" Documentation", "", "Answer", "Additional Information"],
        ["DOCU-01", "Do you have a plan?*", "No", "In 2027"],
        ["DOCU-02", "Have you tested it?", "N/A", "No plan"],
        ["DOCU-03", "Describe it", "", "See the annex"],
        ["DOCU-04", "Is it public?"],
        ["AAAI-08", "Are you storing any passwords in plaintext?*", "No"],
    )
    sheets = {"START HERE": start, "Organization": organisation, "(backend scoring)": SCORING}
    return workbook_of(tmp_path, sheets, hidden=("(backend scoring)",))


class TestTheBlankWorkbook:
    def test_has_322_questions_that_are_all_blank(self, shared_data):
        source = Source(shared_data / "questionnaires" / "hecvat" / "HECVAT414.xlsx", "HECVAT414.xlsx")

        said = read(FORMAT, source)

        assert recognised_as(source) == ["hecvat-xlsx"]
        assert Counter(one.answer for one in said.records) == {"blank": 322}
        assert Counter(one.wanted for one in said.records) == {"yes": 246, "no": 40, "not scored": 36}
        assert (said.rejected, said.vendors) == ([], {None})
        assert {one.valid_from for one in said.found} == {UNDATED}
        assert len({one.key for one in said.found}) == 322

    def test_says_that_passwords_in_plain_text_are_not_wanted(self, shared_data):
        source = Source(shared_data / "questionnaires" / "hecvat" / "HECVAT414.xlsx", "HECVAT414.xlsx")

        found = read(FORMAT, source).by_key("HECVAT 4.1.4; AAAI-08")

        assert found.record.question == "Are you storing any passwords in plaintext?*"
        assert found.record.wanted == "no"
        assert found.record.domain == "Authentication, Authorization, and Account Management"
        assert found.locator == "sheet Product, row 27"


class TestAFilledWorkbook:
    def test_gives_answers_with_what_was_added_to_them(self, tmp_path):
        said = read(FORMAT, filled(tmp_path))

        assert [(one.question_id, one.answer, one.words, one.evidence) for one in said.records] == [
            ("REQU-01", "yes", "Yes", ""),
            ("DOCU-01", "no", "No", "In 2027"),
            ("DOCU-02", "not applicable", "N/A", "No plan"),
            ("DOCU-03", "text", "", "See the annex"),
            ("DOCU-04", "blank", "", ""),
            ("AAAI-08", "no", "No", ""),
        ]
        assert said.rejected == []

    def test_says_which_answer_is_good(self, tmp_path):
        said = read(FORMAT, filled(tmp_path))

        assert {one.question_id: one.wanted for one in said.records} == {
            "REQU-01": "not scored",
            "DOCU-01": "yes",
            "DOCU-02": "",
            "DOCU-03": "",
            "DOCU-04": "",
            "AAAI-08": "no",
        }

    def test_names_vendor_day_version_domain_and_place(self, tmp_path):
        found = read(FORMAT, filled(tmp_path)).by_key("HECVAT 4.1.4; DOCU-01")

        assert found.vendor == "Kestrel"
        assert found.valid_from == datetime(2026, 5, 4, tzinfo=UTC)
        assert found.record.questionnaire == "HECVAT 4.1.4"
        assert found.record.domain == "Documentation"
        assert found.locator == "sheet Organization, row 8"

    def test_keeps_no_contacts(self, tmp_path):
        assert "someone@kestrel.example" not in repr(read(FORMAT, filled(tmp_path)))

    def test_takes_the_typed_answer_and_rejects_another_one(self, tmp_path):
        said = read(FORMAT, filled(tmp_path, again="No"))

        assert said.records[0].answer == "yes"
        assert [one.locator for one in said.rejected] == ["sheet Organization, row 6"]
        assert "answered 'No' here and 'Yes' at sheet START HERE, row 9" in said.rejected[0].reason

    def test_counts_headings_contacts_and_what_stands_on_two_sheets(self, tmp_path):
        said = read(FORMAT, filled(tmp_path))

        assert said.passed_over == {
            "are headings, or hold nothing to import": 6,
            "are general information, such as contacts, which is not kept": 1,
            "show a question again that stands on another sheet": 1,
        }

    @pytest.mark.parametrize(
        ("row", "place", "says"),
        [
            (["OWN-1", "Ours?", "Yes"], 5, "an answer and no question id"),
            (["REQU-01", "Cloud?", "Yes", "But not all"], 5, "answered 'Yes, But not all' here and 'Yes' at"),
        ],
    )
    def test_rejects_what_holds_an_answer_and_would_be_lost(self, tmp_path, row, place, says):
        kept = sheet(["REQU-01", "Cloud?", "Yes"])
        source = workbook_of(tmp_path, {"One": kept, "Two": sheet(row), "(backend scoring)": SCORING})

        said = read(FORMAT, source)

        assert [one.locator for one in said.rejected] == [f"sheet Two, row {place}"]
        assert says in said.rejected[0].reason

    def test_reads_a_day_that_was_typed(self, tmp_path):
        assert read(FORMAT, filled(tmp_path, date="May 4, 2026")).dates[0] == datetime(2026, 5, 4, tzinfo=UTC)

    def test_rejects_a_day_that_is_none_and_keeps_the_answers(self, tmp_path):
        said = read(FORMAT, filled(tmp_path, date="spring"))

        assert len(said.found) == 6
        assert {one.valid_from for one in said.found} == {UNDATED}
        assert [one.locator for one in said.rejected] == ["sheet START HERE, row 3"]

    def test_refuses_another_workbook(self, tmp_path):
        source = workbook_of(tmp_path, {"S": [["Name"], ["x"]]})

        assert recognised_as(source) == []
        with pytest.raises(DamagedFile, match="no sheet with HECVAT answers"):
            read(FORMAT, source)
