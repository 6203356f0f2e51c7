"""CSV: line numbers, delimiters, ragged rows, and what would fill the memory."""

import csv
import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.csv_reading import CsvRecord, CsvRow, column_names, delimiter, raw_rows
from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.found import Rejected
from detente.formats.limits import Limits
from detente.formats.source import Source
from detente.formats.tests.reading import source_of
from detente.formats.text_reading import whole_lines

CELLS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=8)


class TestRows:
    def test_start_on_their_physical_line(self, tmp_path):
        source = source_of(tmp_path, 'a,b\n"one\ntwo\n",2\n\n3,"x ""y"""\n')

        assert list(source.rows()) == [
            CsvRow(1, ("a", "b")),
            CsvRow(2, ("one\ntwo\n", "2")),
            CsvRow(6, ("3", 'x "y"')),
        ]

    def test_may_end_in_bare_carriage_returns(self, tmp_path):
        source = source_of(tmp_path, 'a,b\r1,"2\r2"\r3,4')

        assert list(source.rows()) == [(1, ("a", "b")), (2, ("1", "2\r2")), (4, ("3", "4"))]

    @given(
        st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=9),
        st.sampled_from(["\n", "\r\n", "\r"]),
        st.integers(1, 40),
    )
    def test_come_back_as_they_were_written_with_the_right_line(self, table, end, size):
        text, starts = "", []
        for values in table:
            starts.append(1 + _line_ends(text))
            row = io.StringIO()
            csv.writer(row, quoting=csv.QUOTE_ALL, lineterminator=end).writerow(values)
            text += row.getvalue()
        blocks = iter([text[at : at + size] for at in range(0, len(text), size)])

        found = list(raw_rows(whole_lines(blocks, Limits(), "f"), ",", Limits(), "f"))

        assert found == list(zip(starts, table, strict=True))

    def test_keep_what_a_spreadsheet_would_run(self, tmp_path):
        source = source_of(tmp_path, "a,b\n=1+1,@SUM(A1)\n")

        assert list(source.rows())[1].values == ("=1+1", "@SUM(A1)")

    def test_are_refused_when_a_quote_is_never_closed(self, tmp_path):
        source = source_of(tmp_path, 'a,b\n1,2\n3,"4\n5,6\n')

        with pytest.raises(DamagedFile, match="line 3: a quote is opened here and never closed"):
            list(source.rows())

    def test_come_before_the_fault_that_ends_them(self, tmp_path):
        rows = source_of(tmp_path, 'a,b\n1,2\n3,"4\n').rows()

        assert [next(rows).line, next(rows).line] == [1, 2]


class TestMemory:
    def test_is_bounded_by_a_cell_of_many_lines(self, tmp_path):
        path = tmp_path / "cell.csv"
        path.write_text('a,b\n1,"' + "filling\n" * 1_500_000)

        tracemalloc.start()
        with pytest.raises(UnsafeFile, match=r"line 2: .* A quote is opened there and never closed"):
            list(Source(path, "cell.csv").rows())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert peak < 30 * 1024**2

    def test_is_bounded_by_a_record_of_many_cells(self, tmp_path):
        path = tmp_path / "record.csv"
        path.write_text("a,b\n" + '"c\n",' * 3_000_000)

        with pytest.raises(UnsafeFile, match="line 2: the record is longer"):
            list(Source(path, "record.csv", Limits(line_bytes=1024 * 1024)).rows())

    def test_is_bounded_by_a_cell_on_one_line(self, tmp_path):
        path = tmp_path / "line.csv"
        path.write_text("a,b\n1," + "x" * 5000 + "\n")

        with pytest.raises(UnsafeFile, match="line 2: a cell is longer than 1000 characters"):
            list(Source(path, "line.csv", Limits(cell_characters=1000)).rows())

    def test_does_not_grow_with_the_number_of_rows(self, tmp_path):
        path = tmp_path / "long.csv"
        path.write_text("a,b\n" + f"one,{'two' * 40}\n" * 150_000)  # 19 MB

        tracemalloc.start()
        count = sum(1 for _ in Source(path, "long.csv").raw_rows())
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert count == 150_001
        assert peak < 12 * 1024**2


class TestDelimiter:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("a,b,c\n1,2,3\n", ","),
            ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
            ("a\tb\n1, 2\t3\n", "\t"),
            ("a|b|c\n1|2|3\n", "|"),
            ('a,b\n"x;y;z;w",1\n"p;q;r;s",2\n', ","),
            ("only one column\nand text, with commas, in it\n", ","),
            ("", ","),
        ],
    )
    def test_divides_the_rows_evenly(self, text, found):
        assert delimiter(text) == found


class TestHeader:
    def test_is_the_first_record(self, tmp_path):
        assert source_of(tmp_path, "\ufeff a ;b\n1;2\n").header == ("a", "b")

    def test_may_be_longer_than_the_head(self, tmp_path):
        names = [f"column {number}" for number in range(20_000)]

        assert source_of(tmp_path, ",".join(names) + "\n").header == tuple(names)

    @pytest.mark.parametrize("content", [b"", b'{"a": 1}', b"PK\x03\x04", b"\0", b"\x81\x8d", b'"'])
    def test_is_none_for_what_is_no_csv(self, tmp_path, content):
        assert source_of(tmp_path, content).header is None

    def test_never_raises_even_without_a_file(self, tmp_path):
        assert Source(tmp_path / "gone", "gone").header is None


class TestRecords:
    def test_go_by_column_names(self, tmp_path):
        source = source_of(tmp_path, "Name ,Date,Date\nx,1,2\n,,\n")

        assert list(source.records()) == [CsvRecord(2, {"Name": "x", "Date": "1", "Date (2)": "2"})]

    def test_of_another_width_are_rejected_and_the_others_kept(self, tmp_path):
        found = list(source_of(tmp_path, "a,b\n1,2,3\n4,5\n6\n").records())

        assert [one.locator for one in found if isinstance(one, Rejected)] == ["line 2", "line 4"]
        assert found[0].reason.startswith("The row has 3 cells and the header 2")
        assert found[0].excerpt == "1,2,3"
        assert found[1] == CsvRecord(3, {"a": "4", "b": "5"})

    def test_need_a_header(self, tmp_path):
        with pytest.raises(DamagedFile, match="empty"):
            list(source_of(tmp_path, "\n\n").records())


class TestColumnNames:
    def test_leave_blank_ones_blank(self):
        assert column_names(["", "a", "", "a"]) == ["", "a", "", "a (2)"]


def _line_ends(text):
    return text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
