"""Excel workbooks: typed cells with their row numbers, and archives that would exhaust the reader."""

import datetime as dt
import zipfile
import zlib

import pytest
from xlsxwriter import Workbook

from detente.formats.errors import DamagedFile, UnsafeFile
from detente.formats.limits import Limits
from detente.formats.source import Source
from detente.formats.tests.reading import source_of, workbook_of

MOMENT = dt.datetime.fromisoformat("2024-05-31T13:30")
SHEET = "xl/worksheets/sheet1.xml"


def repacked(source, changes, method=zipfile.ZIP_DEFLATED):
    """Return the same workbook with some entries replaced (or added)."""
    path = source.path.with_name("repacked.xlsx")
    with zipfile.ZipFile(source.path) as old, zipfile.ZipFile(path, "w", method) as new:
        for name in old.namelist():
            if name not in changes:
                new.writestr(name, old.read(name))
        for name, content in changes.items():
            new.writestr(name, content)
    return Source(path, path.name)


@pytest.fixture
def workbook(tmp_path):
    return workbook_of(tmp_path, {"One": [["a", "b"], ["x", 1.5]], "Two": [["c"]]}, hidden=("Two",))


class TestSheets:
    def test_have_typed_cells_and_row_numbers_as_excel_shows_them(self, tmp_path):
        path = tmp_path / "w.xlsx"
        with Workbook(str(path)) as book:
            day = book.add_format({"num_format": "yyyy-mm-dd"})
            clock = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
            sheet = book.add_worksheet("One")
            sheet.write_string("C5", "=text")
            sheet.write_datetime("D5", dt.date(2024, 5, 31), day)
            sheet.write_datetime("E5", MOMENT, clock)
            sheet.write_row("C7", [True])
            sheet.write_formula("D7", "=1+1", None, 2)
            sheet.write_blank("XFD1048576", None, day)

        [one] = Source(path, "w.xlsx").sheets()

        assert list(one.rows) == [
            (5, (None, None, "=text", dt.date(2024, 5, 31), MOMENT)),
            (7, (None, None, True, 2.0, None)),
        ]

    def test_say_which_is_hidden(self, workbook):
        assert [(one.name, one.hidden) for one in workbook.sheets()] == [("One", False), ("Two", True)]

    def test_are_recognised_by_content(self, workbook, tmp_path):
        assert workbook.is_xlsx
        assert not source_of(tmp_path, "a,b\n", "lies.xlsx").is_xlsx
        assert not source_of(tmp_path, workbook.path.read_bytes()[:200], "cut.xlsx").is_xlsx


class TestHostileArchives:
    def test_that_unpack_too_far_are_refused(self, workbook):
        bomb = repacked(workbook, {"xl/media/bomb.xml": b"<a>" + b" " * 20_000_000})

        with pytest.raises(UnsafeFile, match="an archive bomb"):
            list(bomb.sheets())

    def test_that_are_large_for_their_size_are_refused_by_the_absolute_limit(self, workbook):
        bomb = repacked(workbook, {"xl/media/large.bin": b" " * 3_000_000})
        bomb.limits = Limits(unpacked_bytes=2_000_000)

        with pytest.raises(UnsafeFile, match="unpacks to more than"):
            list(bomb.sheets())

    def test_that_lie_about_their_sizes_are_refused(self, workbook, tmp_path):
        content = repacked(workbook, {"xl/media/lie.bin": b"A" * 50_000}).path.read_bytes()
        true, false = (50_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
        checksum = zlib.crc32(b"A" * 50_000).to_bytes(4, "little")
        forged = content.replace(true, false).replace(checksum, zlib.crc32(b"A" * 10).to_bytes(4, "little"))

        with pytest.raises(DamagedFile, match="lies about its size"):
            list(source_of(tmp_path, forged, "forged.xlsx").sheets())

    @pytest.mark.parametrize(
        "prologue",
        [
            b'<!DOCTYPE lolz [<!ENTITY lol "lol">]>',
            b"<!doctype x>",
            b'<!ENTITY x SYSTEM "file:///etc/passwd">',
        ],
    )
    def test_with_entities_are_refused(self, workbook, prologue):
        bomb = repacked(workbook, {SHEET: b'<?xml version="1.0"?>' + prologue + b"<worksheet/>"})

        with pytest.raises(UnsafeFile, match="declares entities"):
            list(bomb.sheets())

    def test_hide_no_entity_at_the_edge_of_two_blocks(self, workbook):
        filling = b"<a>" + b"x" * ((1 << 20) - 8)
        bomb = repacked(workbook, {SHEET: filling + b"<!DOCTYPE x>"}, zipfile.ZIP_STORED)

        with pytest.raises(UnsafeFile, match="declares entities"):
            list(bomb.sheets())

    def test_hide_no_entity_in_another_encoding(self, workbook):
        bomb = repacked(workbook, {SHEET: "<?xml version='1.0'?><!DOCTYPE x><worksheet/>".encode("utf-16")})

        with pytest.raises(UnsafeFile, match="no UTF-8 text"):
            list(bomb.sheets())

    def test_whose_sheet_spans_too_far_are_refused(self, workbook):
        row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        cell = b"<worksheet><sheetData>" + row + b"</sheetData></worksheet>"

        with pytest.raises(UnsafeFile, match="spans 17179869184 cells"):
            list(repacked(workbook, {SHEET: cell}).sheets())

    def test_with_too_many_cells_are_refused(self, workbook):
        rows = b"".join(b'<c r="A1"><v>%d</v></c>' % number for number in range(300))
        many = repacked(workbook, {SHEET: b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>"})
        many.limits = Limits(sheet_cells=200)

        with pytest.raises(UnsafeFile, match="spans 300 cells"):
            list(many.sheets())

    def test_with_too_many_entries_are_refused(self, workbook):
        many = repacked(workbook, {f"xl/{number}.bin": b"" for number in range(50)})
        many.limits = Limits(archive_entries=40)

        with pytest.raises(UnsafeFile, match="entries"):
            list(many.sheets())

    def test_that_are_no_workbook_are_refused(self, tmp_path):
        path = tmp_path / "other.zip"
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("readme.txt", "hello")
        source = Source(path, "other.zip")

        assert not source.is_xlsx
        with pytest.raises(DamagedFile, match="without an Excel workbook"):
            list(source.sheets())

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_that_break_off_are_refused(self, workbook, tmp_path, share):
        content = workbook.path.read_bytes()

        with pytest.raises(DamagedFile):
            list(source_of(tmp_path, content[: int(len(content) * share)], "cut.xlsx").sheets())

    def test_with_a_broken_stream_are_refused(self, workbook, tmp_path):
        content = bytearray(workbook.path.read_bytes())
        at = content.index(SHEET.encode()) + len(SHEET) + 5
        content[at : at + 20] = b"\xff" * 20

        with pytest.raises(DamagedFile):
            list(source_of(tmp_path, bytes(content), "broken.xlsx").sheets())

    def test_packed_in_an_unusual_way_are_refused(self, workbook):
        with pytest.raises(UnsafeFile, match="packed as no workbook is"):
            list(repacked(workbook, {}, zipfile.ZIP_LZMA).sheets())

    def test_whose_workbook_is_nonsense_are_refused(self, workbook):
        with pytest.raises(DamagedFile, match="no Excel workbook"):
            list(repacked(workbook, {"xl/workbook.xml": b"<nonsense"}).sheets())
