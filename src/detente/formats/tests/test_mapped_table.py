"""Tables read by a mapping: CSV and XLSX alike, with the row that each fact came from."""

import datetime as dt

import pytest
from xlsxwriter import Workbook

from detente.formats.errors import DamagedFile, MappingError
from detente.formats.format import Absence
from detente.formats.found import Assurance
from detente.formats.mapped_table import mapped_format
from detente.formats.mapping import read_mapping
from detente.formats.records import Breach, KpiResult, Measure, Ticket, TicketCount
from detente.formats.source import Source
from detente.formats.tests.reading import read, source_of, workbook_of

TICKETS = """\
kind: ticket
vendor: Lieferant
unknown: ["k. A."]
fields:
  number: Nr
  opened_at: {column: Eröffnet, formats: ["%d.%m.%Y %H:%M"], zone: Europe/Berlin}
  resolved_at: {column: Gelöst, formats: ["%d.%m.%Y %H:%M"], zone: Europe/Berlin}
  priority: {column: Prio, map: {Kritisch: 1, Niedrig: 4}}
  kept_sla: {column: SLA, means_yes: ["ja"], means_no: ["nein"]}
  reopened: {column: Wieder, default: 0}
"""


def table(tmp_path, mapping, content):
    return read(mapped_format(read_mapping(mapping, "m.yml")), source_of(tmp_path, content, "t.csv"))


class TestTable:
    def test_becomes_records(self, tmp_path):
        found = table(
            tmp_path,
            TICKETS,
            "Lieferant;Nr;Eröffnet;Gelöst;Prio;SLA;Wieder\nAcme;7;01.07.2024 10:00;k. A.;Kritisch;Ja;\n",
        )

        [one] = found.found
        opened_at = dt.datetime(2024, 7, 1, 8, tzinfo=dt.UTC)
        assert one.record == Ticket("7", opened_at, None, None, 1, kept_sla=True, reopened=0)
        assert (one.vendor, one.key, one.valid_from, one.locator) == ("Acme", "7", opened_at, "line 2")

    def test_may_be_in_utf_16_with_a_mark(self, tmp_path):
        content = "Lieferant;Nr;Eröffnet;Gelöst;Prio;SLA;Wieder\nAcme;7;01.07.2024 10:00;;;;2\n".encode(
            "utf-16"
        )

        assert table(tmp_path, TICKETS, content).records[0].reopened == 2

    def test_converts_units_percentages_and_factors(self, tmp_path):
        mapping = (
            "kind: breach\nfields:\n  entity: E\n  reported_on: D\n"
            "  notice_hours: {column: Minutes, unit: minutes}\n"
            "  agreed_notice_hours: {column: Days, unit: days, decimal: ','}\n"
            "  share_of_our_records: {column: Percent, percent: true}\n"
            "  records: {column: Thousands, factor: 1000}\n"
        )

        found = table(
            tmp_path, mapping, "E;D;Minutes;Days;Percent;Thousands\nAcme;2024-05-31;90;1,5;12.5;4.2\n"
        )

        assert found.records == [
            Breach(
                *("Acme", dt.date(2024, 5, 31)),
                records=4200,
                notice_hours=1.5,
                agreed_notice_hours=36.0,
                share_of_our_records=0.125,
            )
        ]

    def test_may_have_its_header_further_down(self, tmp_path):
        mapping = (
            "kind: measure\nheader_row: 3\nfields: {metric: M, value: V, unit: {value: pages}, ends_at: T}\n"
        )

        found = table(tmp_path, mapping, "A report\nof May\nM,V,T\nRead,12,2024-05-31\n")

        assert found.records == [
            Measure("Read", 12.0, "pages", ends_at=dt.datetime(2024, 5, 31, tzinfo=dt.UTC))
        ]
        assert found.found[0].locator == "line 4"

    def test_may_say_key_validity_and_assurance_in_columns(self, tmp_path):
        mapping = (
            "kind: measure\nkey: [M, Site]\nvalid_from: {column: From, formats: ['%d.%m.%Y']}\nvalid_to: To\n"
            "assurance: {column: Who, map: {us: jointly measured, them: self-attested}}\n"
            "fields: {metric: M, value: V, unit: U}\n"
        )

        found = table(
            tmp_path,
            mapping,
            "M,Site,From,To,Who,V,U\nRead,Bern,31.05.2024,2025-05-31,us,1,x\nRead,Bonn,,,,2,x\n",
        )

        first, second = found.found
        assert (first.key, first.assurance) == ("Read Bern", Assurance.JOINTLY_MEASURED)
        assert (first.valid_from.date(), first.valid_to.date()) == (
            dt.date(2024, 5, 31),
            dt.date(2025, 5, 31),
        )
        assert (second.key, second.assurance, second.valid_to) == ("Read Bonn", None, None)

    def test_may_hold_a_count_by_the_month_and_none_by_the_quarter(self, tmp_path):
        mapping = (
            "kind: ticket_count\nassurance: tool-measured\nvendor: {value: Acme}\nfields:\n"
            "  starts_on: From\n  ends_on: To\n  opened: Tickets\n  priority: {column: Prio, map: {P1: 1}}\n"
        )

        found = table(
            tmp_path,
            mapping,
            "From,To,Tickets,Prio\n2024-01-01,2024-02-01,7,P1\n2024-01-01,2024-03-01,9,\n"
            "2024-01-01,2024-04-01,12,\n2024-02-01,2024-04-01,8,\n",
        )

        assert found.records == [
            TicketCount(dt.date(2024, 1, 1), dt.date(2024, 2, 1), 7, 1),
            TicketCount(dt.date(2024, 1, 1), dt.date(2024, 3, 1), 9, None),
        ]
        assert [one.locator for one in found.rejected] == ["line 4", "line 5"]
        assert "starts_on (2024-01-01) to ends_on (2024-04-01)" in found.rejected[0].reason
        assert found.rejected[0].reason.endswith("give a row for each month.")

    def test_may_be_a_sheet(self, tmp_path):
        mapping = read_mapping(
            "kind: kpi_result\nsheet: KPIs\nheader_row: 2\nvendor: {value: Acme}\nfields:\n"
            "  metric: Metric\n  pair: Pair\n  starts_on: From\n  ends_on: To\n  actual: Actual\n"
            "  target: Target\n  higher_is_better: {column: Up}\n"
        )
        day = dt.datetime.fromisoformat
        source = workbook_of(
            tmp_path,
            {
                "Notes": [["nothing"]],
                "KPIs": [
                    ["KPIs of Acme"],
                    ["Metric", "Pair", "From", "To", "Actual", "Target", "Up"],
                    ["Speed", "speed", day("2024-01-01"), day("2024-04-01"), 0.93, 0.9, True],
                    ["Errors", "speed", day("2024-01-01"), day("2024-04-01"), "many", 2, False],
                    [],
                    ["Errors", "speed", "2024-01-01", "2024-04-01", 3, 2, 0],
                ],
            },
        )
        one = mapped_format(mapping)

        found = read(one, source)

        quarter = (dt.date(2024, 1, 1), dt.date(2024, 4, 1))
        assert one.matches(source)
        assert found.records == [
            KpiResult("Speed", "speed", *quarter, 0.93, 0.9, higher_is_better=True),
            KpiResult("Errors", "speed", *quarter, 3.0, 2.0, higher_is_better=False),
        ]
        assert [one.locator for one in found.found] == ["sheet KPIs, row 3", "sheet KPIs, row 6"]
        assert [(one.locator, one.reason) for one in found.rejected] == [
            ("sheet KPIs, row 4", "Actual: 'many' is no number.")
        ]

    def test_reads_the_first_visible_sheet_where_none_is_named(self, tmp_path):
        mapping = read_mapping("kind: measure\nfields: {metric: M, value: V, unit: U}\n")
        path = tmp_path / "w.xlsx"
        with Workbook(str(path)) as book:
            book.add_worksheet("Lists").hide()
            sheet = book.add_worksheet("Data")
            sheet.write_row(0, 0, ["M", "V", "U"])
            sheet.write_row(1, 0, ["a", 1, "x"])
            sheet.activate()

        found = read(mapped_format(mapping), Source(path, "w.xlsx"))

        assert found.found[0].locator == "sheet Data, row 2"


class TestRow:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("Acme;7;1.7.24;;;;", "Eröffnet: '1.7.24' is no moment: %d.%m.%Y %H:%M was expected"),
            ("Acme;7;01.07.2024 10:00;;Mittel;;", "Prio: 'Mittel' is no number"),
            ("Acme;7;01.07.2024 10:00;;;vielleicht;", "SLA: 'vielleicht' is neither yes (ja) nor no (nein)"),
            ("Acme;;01.07.2024 10:00;;;;", "Nr: it is empty"),
            ("Acme;7;01.07.2024 10:00;01.06.2024 10:00;;;", "exceeds resolved_at"),
            ("Acme;7", "2 cells and the header 7"),
        ],
    )
    def test_is_rejected_with_its_column_and_value(self, tmp_path, row, reason):
        header = "Lieferant;Nr;Eröffnet;Gelöst;Prio;SLA;Wieder\n"

        found = table(tmp_path, TICKETS, header + row + "\nAcme;8;01.07.2024 10:00;;;;\n;;;;;;\n")

        assert [one.key for one in found.found] == ["8"]
        assert [one.locator for one in found.rejected] == ["line 2"]
        assert reason in found.rejected[0].reason


class TestFormat:
    def test_carries_what_the_mapping_says(self):
        one = mapped_format(
            read_mapping(TICKETS + "name: desk\nabsence: removed\nassurance: tool-measured\n")
        )

        assert (one.name, one.absence, one.assurance) == ("desk", Absence.REMOVED, Assurance.TOOL_MEASURED)

    def test_matches_a_table_with_its_columns(self, tmp_path):
        one = mapped_format(read_mapping("kind: measure\nfields: {metric: M, value: V, unit: U}\n"))

        assert one.matches(source_of(tmp_path, "U,V,M,more\n"))
        for other in ("U,V\n", "", '{"U": 1}', "PK\x03\x04"):
            assert not one.matches(source_of(tmp_path, other))

    def test_says_which_column_the_table_lacks(self, tmp_path):
        with pytest.raises(MappingError, match=r"m\.yml, line 5: t\.csv has no column 'Nr': did you mean nr"):
            table(tmp_path, TICKETS, "nr;Eröffnet\n1;2\n")

    def test_says_which_sheets_there_are(self, tmp_path):
        one = mapped_format(
            read_mapping("kind: measure\nsheet: X\nfields: {metric: M, value: V, unit: U}\n", "m.yml")
        )
        source = workbook_of(tmp_path, {"A": [["M"]], "B": [["M"]]})

        assert not one.matches(source)
        with pytest.raises(MappingError, match="has no sheet 'X'; it has A, B"):
            list(one.parse(source))

    def test_says_that_there_is_no_header(self, tmp_path):
        with pytest.raises(DamagedFile, match="no row 9 to be the header"):
            table(tmp_path, "header_row: 9\n" + TICKETS, "a;b\n")
