"""Détente's own table: the fields' own names, several kinds in one file, an error a row."""

import datetime as dt
import tracemalloc

import pytest

from detente.formats import records
from detente.formats.detente_csv import FORMAT
from detente.formats.errors import DamagedFile
from detente.formats.found import UNDATED, Assurance
from detente.formats.record_rules import rules, shapes
from detente.formats.tests.reading import read, recognised_as, source_of

EXAMPLES = {
    str: "Text",
    int: "3",
    float: "0.5",
    bool: "true",
    dt.date: "2024-05-31",
    dt.datetime: "2024-05-31T10:00Z",
}


def day(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def found_in(tmp_path, text):
    return read(FORMAT, source_of(tmp_path, text))


class TestTable:
    @pytest.mark.parametrize("kind", sorted(records.KINDS))
    def test_may_hold_every_kind(self, tmp_path, kind):
        record = records.KINDS[kind]
        words = {name: several[0] for name, several in rules(record).words.items()}
        cells = {shape.name: words.get(shape.name, EXAMPLES[shape.type]) for shape in shapes(record)}
        source = source_of(tmp_path, f"kind,{','.join(cells)}\n{kind},{','.join(cells.values())}\n")

        found = read(FORMAT, source)

        assert recognised_as(source) == ["detente-csv"]
        assert found.rejected == []
        assert type(found.records[0]) is record

    def test_has_typed_values_and_what_stands_beside_them(self, tmp_path):
        [found] = found_in(
            tmp_path,
            "kind,vendor,service,starts_on,ends_on,active,agreed,key,valid_from,valid_to,assurance\n"
            "usage,Acme,Mail,2024-01-01,2024-04-01,450,500,m1,2024-04-02,2025-04-02,Jointly measured\n",
        ).found

        assert found.record == records.Usage("Mail", dt.date(2024, 1, 1), dt.date(2024, 4, 1), 450.0, 500.0)
        assert (found.vendor, found.key, found.locator) == ("Acme", "m1", "line 2")
        assert (found.valid_from, found.valid_to) == (day("2024-04-02"), day("2025-04-02"))
        assert found.assurance is Assurance.JOINTLY_MEASURED

    def test_may_leave_out_what_a_record_tells_by_itself(self, tmp_path):
        [found] = found_in(
            tmp_path,
            "kind,service,starts_on,ends_on,active,agreed\nusage,Mail,2024-01-01,2024-04-01,450,500\n",
        ).found

        assert (found.vendor, found.key, found.assurance) == (None, "Mail 2024-01-01", None)
        assert found.valid_from == day("2024-04-01")

    @pytest.mark.parametrize(
        ("written", "holds"),
        [("2024-01-01", "2024-04-01"), ("2024-03-31", "2024-04-01"), ("2024-05-02", "2024-05-02")],
    )
    def test_may_put_off_from_when_a_row_holds_and_never_bring_it_forward(self, tmp_path, written, holds):
        [found] = found_in(
            tmp_path,
            "kind,service,starts_on,ends_on,active,agreed,valid_from\n"
            f"usage,Mail,2024-01-01,2024-04-01,450,500,{written}\n",
        ).found

        assert found.valid_from == day(holds)

    def test_may_say_from_when_a_row_holds_that_has_no_date_itself(self, tmp_path):
        [found] = found_in(
            tmp_path,
            "kind,framework,control,required,covered,valid_from\ncontrol_covered,ISO,5.1,yes,yes,2024-01-01\n",
        ).found

        assert found.valid_from == day("2024-01-01")

    def test_may_hold_several_kinds(self, tmp_path):
        found = found_in(
            tmp_path,
            "kind;limit;told;on;commitment;owner_side;due_on;done_on;outcome\n"
            "disclosure;No SSO;true;2024-01-02;;;;;\n"
            "commitment;;;;Add SSO;vendor;2024-06-30;?;open\n",
        )

        assert found.records == [
            records.Disclosure("No SSO", told=True, on=dt.date(2024, 1, 2)),
            records.Commitment("Add SSO", "vendor", dt.date(2024, 6, 30), None, "open"),
        ]

    def test_has_no_date_where_a_kind_has_none(self, tmp_path):
        found = found_in(tmp_path, "kind,framework,control,required,covered\ncontrol_covered,CCM,A-1,yes,\n")

        assert found.found[0].valid_from == UNDATED
        assert found.records[0].covered is None

    def test_keeps_the_line_of_a_row_behind_quoted_line_breaks(self, tmp_path):
        found = found_in(
            tmp_path,
            'kind,limit,told,on\ndisclosure,"one\ntwo",no,2024-01-02\n\ndisclosure,x,yes,2024-01-03\n,,,\n',
        )

        assert [one.locator for one in found.found] == ["line 2", "line 5"]
        assert found.rejected == []

    def test_is_read_in_bounded_memory(self, tmp_path):
        row = "disclosure,{},yes,2024-01-03\n"
        source = source_of(
            tmp_path, "kind,limit,told,on\n" + "".join(row.format("x" * number) for number in range(2000)) * 8
        )

        tracemalloc.start()
        count = sum(1 for _ in FORMAT.parse(source))
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert count == 16_000
        assert peak < 12 * 1024**2 < source.path.stat().st_size


class TestRow:
    @pytest.mark.parametrize(
        ("row", "reason"),
        [
            ("usage,Mail,2024-01-01,2024-04-01,many,500,", "active: 'many' is no number"),
            ("usage,Mail,2024-01-01,2024-04-01,-4,500,", "active: '-4' is out of range: 0 or more"),
            ("usage,Mail,01.01.2024,2024-04-01,4,500,", "starts_on: '01.01.2024' is no date"),
            (
                "usage,Mail,2024-04-01,2024-01-01,4,500,",
                "starts_on (2024-04-01) exceeds ends_on (2024-01-01)",
            ),
            ("usage,,2024-01-01,2024-04-01,4,500,", "service: it is empty"),
            ("usage,Mail,2024-01-01,2024-04-01,4,500,great", "assurance: 'great' is no level"),
            ("usag,Mail,2024-01-01,2024-04-01,4,500,", "'usag' is no kind of record: did you mean usage"),
            ("xyz,Mail,2024-01-01,2024-04-01,4,500,", "write one of access_granted"),
            ("ticket,,,,,,", "needs the columns number, opened_at"),
            ("access_granted,,,,,,", "needs the columns access"),
            ("usage,Mail", "2 cells and the header 7"),
        ],
    )
    def test_is_rejected_with_line_column_and_value(self, tmp_path, row, reason):
        header = "kind,service,starts_on,ends_on,active,agreed,assurance\n"
        good = "usage,Web,2024-01-01,2024-04-01,4,500,\n"

        found = found_in(tmp_path, header + good + row + "\n" + good)

        assert [one.locator for one in found.found] == ["line 2", "line 4"]
        assert [one.locator for one in found.rejected] == ["line 3"]
        assert reason in found.rejected[0].reason
        assert found.rejected[0].excerpt == row

    def test_may_not_fill_a_field_of_another_kind(self, tmp_path):
        found = found_in(tmp_path, "kind,limit,told,on,cve\ndisclosure,x,yes,2024-01-02,CVE-1\n")

        assert found.rejected[0].reason == "cve is no field of the kind disclosure: leave the cell empty."


class TestHeader:
    def test_that_names_an_unknown_column_is_refused(self, tmp_path):
        source = source_of(tmp_path, "kind,limit,told,on,materiel\ndisclosure,x,yes,2024-01-02,no\n")

        assert FORMAT.matches(source)
        with pytest.raises(DamagedFile, match="'materiel' is no field of any kind: did you mean material"):
            list(FORMAT.parse(source))

    def test_that_names_a_column_twice_is_refused(self, tmp_path):
        with pytest.raises(DamagedFile, match="stands twice"):
            found_in(tmp_path, "kind,limit,limit\n")

    @pytest.mark.parametrize(
        "content", ["kind\nx\n", "kind,colour,size\na,b,c\n", "limit,told,on\n", '{"kind": 1}', ""]
    )
    def test_of_another_table_is_not_seen(self, tmp_path, content):
        assert not FORMAT.matches(source_of(tmp_path, content))
