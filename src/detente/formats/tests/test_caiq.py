"""CAIQ and CAIQ-Lite in three shapes."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from detente.formats.caiq import FORMATS
from detente.formats.errors import DamagedFile
from detente.formats.found import UNDATED, Assurance
from detente.formats.questionnaire_table import caiq_name
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of, workbook_of

CSV, XLSX, MARKDOWN = FORMATS
HEADER = "Question ID,Question,Answer\n"


def answers(source, one=CSV):
    return [(found.record.question_id, found.record.answer) for found in read(one, source).found]


class TestTheSamples:
    @pytest.fixture
    def folder(self, shared_data):
        return shared_data / "questionnaires" / "caiq"

    def test_relay_has_124_answers_109_yes_7_no_and_8_that_settle_nothing(self, folder):
        source = Source(folder / "relay_caiq-lite_completed.csv", "relay.csv")

        said = read(CSV, source)

        assert recognised_as(source) == ["caiq-csv"]
        assert Counter(one.answer for one in said.records) == {"yes": 109, "no": 7, "text": 5, "blank": 3}
        assert (len(said.found), said.rejected, said.vendors) == (124, [], {None})
        assert {one.valid_from for one in said.found} == {UNDATED}

    def test_relay_keeps_words_source_and_confidence(self, folder):
        said = read(CSV, Source(folder / "relay_caiq-lite_completed.csv", "relay.csv"))

        bug_bounty = said.by_key("CAIQ; CAIQ-110")

        assert bug_bounty.locator == "line 111"
        assert bug_bounty.record.answer == "no"
        assert bug_bounty.record.words.startswith("No — Relay does not run a bug bounty program;")
        assert bug_bounty.record.evidence == "Relay Tier 2 Additions; evidenced"
        assert said.found[0].record.domain == "A&A"
        unsettled = {one.question_id for one in said.records if one.answer in {"text", "blank"}}
        assert unsettled == {f"CAIQ-{n:03}" for n in (22, 56, 75, 84, 89, 103, 115, 119)}

    def test_acme_answers_in_part_where_it_says_so(self, folder):
        source = Source(folder / "acme_demo_completed.xlsx", "acme.xlsx")

        said = read(XLSX, source)

        assert recognised_as(source) == ["caiq-xlsx"]
        assert Counter(one.answer for one in said.records) == {"yes": 2, "partial": 4, "blank": 2, "text": 7}
        overview = said.by_key("Security Questionnaire; Q1").record
        assert (overview.answer, overview.evidence) == ("text", "Company Profile; evidenced")
        assert said.by_key("Security Questionnaire; Q15").locator == "sheet Security Questionnaire, row 16"

    def test_forged_apps_states_its_version_its_day_and_who_runs_each_control(self, folder):
        source = Source(folder / "forgedapps_caiq-lite-4.0.3_completed.md", "forged.md")

        said = read(MARKDOWN, source)

        assert recognised_as(source) == ["caiq-md"]
        assert Counter(one.answer for one in said.records) == {"yes": 24}
        assert said.vendors == {"Forged Apps"}
        assert said.dates == (datetime(2024, 3, 25, tzinfo=UTC),) * 2
        assert {one.questionnaire for one in said.records} == {"CAIQ-Lite 4.0.3"}
        assert Counter(one.owner for one in said.records) == {"CSP-owned": 19, "Shared CSP and CSC": 5}
        assert said.found[-1].locator == "line 45"


class TestCsv:
    def test_is_attested_by_the_vendor_itself(self):
        assert {one.assurance for one in FORMATS} == {Assurance.SELF_ATTESTED}

    def test_reads_the_columns_of_version_4(self, tmp_path):
        source = source_of(
            tmp_path,
            "Question ID,Question,CSP CAIQ Answer,SSRM Control Ownership,"
            "CSP Implementation Description (Optional/Recommended)\n"
            "IAM-01.1,Is there a policy?,Yes,CSP-owned,It is reviewed yearly. (Policy 4)\n",
        )

        (found,) = read(CSV, source).found

        assert found.record.questionnaire == "CAIQ 4"
        assert found.record.words == "Yes — It is reviewed yearly. (Policy 4)"
        assert (found.record.evidence, found.record.owner) == ("Policy 4", "CSP-owned")

    def test_leaves_open_what_has_notes_but_no_answer(self, tmp_path):
        source = source_of(tmp_path, "Question ID,Question,Answer,Notes\n1,Why?,,Because\n")

        assert answers(source) == [("1", "text")]

    def test_rejects_a_second_answer_and_keeps_the_first(self, tmp_path):
        said = read(CSV, source_of(tmp_path, f"{HEADER}1,Why?,Yes\n1,Why?,No\n2,How?,No\n"))

        assert [one.answer for one in said.records] == ["yes", "no"]
        assert [one.locator for one in said.rejected] == ["line 3"]
        assert said.rejected[0].reason == "Question 1 is answered already at line 2: keep one of them."
        assert said.rejected[0].excerpt == "1 | Why? | No"

    def test_rejects_ragged_rows_and_rows_without_an_id(self, tmp_path):
        said = read(CSV, source_of(tmp_path, f"{HEADER}1,Why, oh why?,Yes\n,How?,Yes\n,,\n3,When?,Yes\n"))

        assert [(one.locator, one.reason[:24]) for one in said.rejected] == [
            ("line 2", "The row has 4 cells and "),
            ("line 3", "The row has no question "),
        ]
        assert [one.question_id for one in said.records] == ["3"]

    def test_counts_headings_and_rejects_notes_that_would_be_lost(self, tmp_path):
        table = (
            "Question ID,Question,Answer,Notes,Domain\nAIS,,,,Application\n,,,,Section 2\n,,,,\n"
            "1,,,See the annex,\n,,,Ask Kim,\n2,Why?,Yes,,\n"
        )

        said = read(CSV, source_of(tmp_path, table))

        assert [one.question_id for one in said.records] == ["2"]
        assert said.passed_over == {"are headings, or hold nothing to import": 2}
        assert [(one.locator, one.reason) for one in said.rejected] == [
            ("line 5", "1 has neither a question nor an answer: add one, or delete it."),
            ("line 6", "The row has no question id: give it one, or delete it."),
        ]

    def test_gives_the_line_on_which_an_answer_starts(self, tmp_path):
        said = read(CSV, source_of(tmp_path, f'{HEADER}1,Why?,"Yes\nindeed"\n2,How?,No\n'))

        assert [one.locator for one in said.found] == ["line 2", "line 4"]

    def test_reads_semicolons_and_a_byte_order_mark(self, tmp_path):
        source = source_of(tmp_path, "\ufeffQuestion ID;Question;Answer\r\n1;Why?;Yes, always\r\n")

        assert answers(source) == [("1", "yes")]

    def test_is_empty_without_rows(self, tmp_path):
        assert answers(source_of(tmp_path, HEADER)) == []

    def test_refuses_a_table_of_something_else(self, tmp_path):
        source = source_of(tmp_path, "Name,Price\nx,1\n")

        assert recognised_as(source) == []
        with pytest.raises(DamagedFile, match="question id"):
            read(CSV, source)


class TestXlsx:
    def test_finds_the_header_below_a_title_and_passes_over_hidden_sheets(self, tmp_path):
        table = [
            ["CAIQ v4.0.3"],
            [],
            ["Question ID", "Question", "CSP CAIQ Answer"],
            ["A&A-01.1", "Why?", "Yes"],
        ]
        source = workbook_of(
            tmp_path, {"Intro": [["Read me"]], "CAIQv4.0.3": table, "Old": table}, hidden=("Old",)
        )

        (found,) = read(XLSX, source).found

        assert recognised_as(source) == ["caiq-xlsx"]
        assert (found.record.questionnaire, found.locator) == ("CAIQ 4.0.3", "sheet CAIQv4.0.3, row 4")

    def test_reads_numbers_and_truth_values_as_people_see_them(self, tmp_path):
        source = workbook_of(tmp_path, {"S": [["Question ID", "Question", "Answer"], [7, "Why?", True]]})

        assert answers(source, XLSX) == [("7", "yes")]

    def test_refuses_a_workbook_without_answers(self, tmp_path):
        with pytest.raises(DamagedFile, match="question id"):
            read(XLSX, workbook_of(tmp_path, {"S": [["Name"], ["x"]]}))


class TestMarkdown:
    TABLE = "| Question ID | Question | Answer |\n|---|---|---|\n| 1 | Why? | Yes |\n"

    def test_takes_the_vendor_from_the_details(self, tmp_path):
        details = "| Field | Value |\n|--|--|\n| **Company** | Kestrel |\n| Date | soon |\n\n"

        (found,) = read(MARKDOWN, source_of(tmp_path, details + self.TABLE)).found

        assert (found.vendor, found.valid_from) == ("Kestrel", UNDATED)
        assert found.record.questionnaire == "questionnaire"

    def test_rejects_a_row_with_a_bar_too_many(self, tmp_path):
        said = read(
            MARKDOWN, source_of(tmp_path, f"{self.TABLE}| 2 | This | that? | No |\n| 3 | How? | No |\n")
        )

        assert [one.question_id for one in said.records] == ["1", "3"]
        assert said.rejected[0].locator == "line 4"
        assert "write a bar in a cell as \\|" in said.rejected[0].reason

    def test_reads_answers_from_several_tables(self, tmp_path):
        more = self.TABLE.replace("| 1 |", "| 2 |")

        assert answers(source_of(tmp_path, f"{self.TABLE}\n## More\n\n{more}"), MARKDOWN) == [
            ("1", "yes"),
            ("2", "yes"),
        ]


class TestCaiqName:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("CAIQ Lite v4.0.3", "CAIQ-Lite 4.0.3"),
            ("CAIQv4.0.2_Q", "CAIQ 4.0.2"),
            ("Questionnaire (CAIQ) version 3.1", "CAIQ 3.1"),
            ("CAIQ-Lite", "CAIQ-Lite"),
            ("CAIQ-001", "CAIQ"),
            ("Security Questionnaire", None),
        ],
    )
    def test_has_one_spelling(self, text, name):
        assert caiq_name(text) == name
