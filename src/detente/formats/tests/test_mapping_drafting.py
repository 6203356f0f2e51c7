"""A first mapping: guesses that can be used where they are good, and marks where they are not."""

import datetime as dt
import tracemalloc

import pytest

from detente.formats.errors import DamagedFile, MappingError, UnsafeFile
from detente.formats.limits import Limits
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping
from detente.formats.mapping_drafting import draft_mapping
from detente.formats.records import Usage
from detente.formats.source import Source
from detente.formats.tests.reading import read, source_of, workbook_of


class TestDraft:
    def test_reads_the_table_it_was_made_for(self, tmp_path):
        source = source_of(
            tmp_path,
            "Supplier;Service name;From;To;Active users;Agreed\n"
            "Acme;Mail;01.01.2024;01.04.2024;1.200,5;2.000,0\nAcme;Mail;15.04.2024;01.07.2024;n/a;2.000,0\n",
        )

        found = read(mapped_format(read_mapping(draft_mapping(source))), source)

        assert found.records == [Usage("Mail", dt.date(2024, 1, 1), dt.date(2024, 4, 1), 1200.5, 2000.0)]
        assert found.vendors == {"Acme"}
        assert [one.reason for one in found.rejected] == [
            "Active users: it is empty, and every row needs it."
        ]

    def test_guesses_the_kind_and_the_columns_of_a_real_log(self, shared_data):
        source = Source(shared_data / "performance/uci_incident_event_log_a.csv", "log.csv")

        mapping = read_mapping(draft_mapping(source))
        found = read(mapped_format(mapping), source)

        assert mapping.record.kind == "ticket"
        assert {name: column.column for name, column in mapping.fields.items()} == {
            "number": "number",
            "opened_at": "opened_at",
            "resolved_at": "resolved_at",
            "closed_at": "closed_at",
            "priority": "priority",
            "kept_sla": "made_sla",
            "reopened": "reopen_count",
            "state": "incident_state",
        }
        assert len(found.found) > 4000

    def test_guesses_the_kind_of_real_breaches(self, shared_data):
        source = Source(shared_data / "incidents/hhs_ocr_2023_2024.csv", "b.csv")

        mapping = read_mapping(draft_mapping(source))

        assert mapping.record.kind == "breach"
        assert mapping.fields["records"].column == "Individuals Affected"

    def test_marks_what_is_missing_so_that_it_cannot_be_overlooked(self, tmp_path):
        draft = draft_mapping(source_of(tmp_path, "Limit,Colour\nNo SSO,blue\n"))

        assert "kind: disclosure" in draft
        assert "limit: Limit" in draft
        assert "# told: COLUMN  # TODO: yes or no" in draft
        assert "Colour: text; such as 'blue'" in draft
        with pytest.raises(MappingError, match="disclosure needs the field told"):
            read_mapping(draft, "d.yml")

    def test_asks_where_days_or_months_may_come_first(self, tmp_path):
        draft = draft_mapping(
            source_of(tmp_path, "Limit,Told,Date\nx,yes,01/02/2024\n".replace("Date", "On"))
        )

        assert "do days or months come first?" in draft

    def test_asks_for_words_that_it_cannot_translate(self, tmp_path):
        text = "Commitment,Owner side,Due,Outcome\nAdd SSO,vendor,2024-06-30,erledigt\n"

        draft = draft_mapping(source_of(tmp_path, text))

        with pytest.raises(MappingError, match="'TODO' is not one of its words: write on time"):
            read_mapping(draft, "d.yml")

    def test_reads_sheets(self, tmp_path):
        day = dt.datetime.fromisoformat("2024-01-02")
        source = workbook_of(tmp_path, {"Limits": [["Limit", "Told", "On"], ["No SSO", True, day]]})

        found = read(mapped_format(read_mapping(draft_mapping(source))), source)

        assert [one.on for one in found.records] == [dt.date(2024, 1, 2)]

    @pytest.mark.parametrize("content", ["", "one column\nonly\n", '{"a": 1}'])
    def test_is_refused_where_there_is_no_table(self, tmp_path, content):
        with pytest.raises(DamagedFile, match="no table"):
            draft_mapping(source_of(tmp_path, content))

    def test_is_refused_where_there_are_more_columns_than_a_table_has(self, tmp_path):
        source = source_of(tmp_path, "," * 1_000 + "\n")

        with pytest.raises(UnsafeFile, match="has 1,001 columns, and 1,000 is the most"):
            draft_mapping(source)

    def test_takes_little_memory_whatever_is_in_the_rows(self, tmp_path):
        wide, long = "," * 100_000, "x" * 900_000
        rows = f"{wide}\n{long},{long}\n" * 30
        source = source_of(tmp_path, f"Limit,Told\n{rows}")
        source.limits = Limits(line_bytes=2_000_000)
        tracemalloc.start()
        try:
            draft_mapping(source)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()

        assert peak < 40_000_000
