"""Cells to values: what is written, in whatever way, or a reason that says what to write."""

import datetime as dt
from dataclasses import MISSING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.formats.cell_typing import Reading, Remembered, WrongCell, converter
from detente.formats.record_rules import Shape

BOTH = pytest.mark.parametrize("remember", [True, False])


def needed(kind):
    return Shape("field", kind, nullable=False, default=MISSING)


def optional(kind, default=MISSING):
    return Shape("field", kind, nullable=True, default=default)


def read(kind, cell, *, remember=True, **reading):
    return converter(needed(kind), Reading(**reading), remember=remember)(cell)


class TestUnknown:
    @BOTH
    @pytest.mark.parametrize("kind", [str, int, float, bool, dt.date, dt.datetime])
    @pytest.mark.parametrize("cell", ["", " ", "?", "n/a", None])
    def test_is_none_and_never_zero(self, kind, cell, remember):
        convert = converter(optional(kind), Reading(unknown=frozenset({"", "?", "n/a"})), remember=remember)

        assert convert(cell) is None

    def test_gives_the_default_where_there_is_one(self):
        assert converter(optional(int, 7), Reading())("") == 7

    @pytest.mark.parametrize("kind", [str, int, float, bool, dt.date, dt.datetime])
    def test_is_wrong_where_every_row_needs_it(self, kind):
        with pytest.raises(WrongCell, match="every row needs it"):
            read(kind, "")


class TestNumber:
    @BOTH
    @pytest.mark.parametrize(
        ("cell", "options", "value"),
        [
            ("98.5", {}, 98.5),
            (" -3 ", {}, -3),
            ("1e3", {}, 1000),
            ("98,5", {"decimal": ","}, 98.5),
            ("1.234.567,5", {"decimal": ",", "thousands": "."}, 1234567.5),
            ("1'234.5", {"thousands": "'"}, 1234.5),
            ("98.5%", {}, 0.985),
            ("98.5 %", {"factor": 0.01}, 0.985),
            ("90", {"factor": 1 / 60}, 1.5),
        ],
    )
    def test_is_read_as_it_is_written(self, cell, options, value, remember):
        assert read(float, cell, remember=remember, **options) == pytest.approx(value)

    @BOTH
    @pytest.mark.parametrize("cell", ["nan", "inf", "-Infinity", "1e400", "many", "1 2", "0x1F", "12-5"])
    def test_is_wrong_where_it_is_none(self, cell, remember):
        with pytest.raises(WrongCell):
            read(float, cell, remember=remember)

    def test_says_what_to_do_about_a_decimal_comma(self):
        with pytest.raises(WrongCell, match=r"'98,5' is no number: .* `decimal: ','`"):
            read(float, "98,5")

    @BOTH
    def test_is_wrong_outside_its_range(self, remember):
        with pytest.raises(WrongCell, match=r"'1\.2' is out of range: 0 to 1"):
            read(float, "1.2", remember=remember, least=0, most=1)
        with pytest.raises(WrongCell, match="'-1' is out of range: 0 or more"):
            read(float, "-1", remember=remember, least=0, most=1e15)

    def test_of_a_workbook_is_no_yes_or_date(self):
        assert read(float, 1.5, remember=False) == 1.5
        for cell in (True, dt.date(2024, 1, 1)):
            with pytest.raises(WrongCell):
                read(float, cell, remember=False)

    @given(st.floats(allow_nan=False, allow_infinity=False))
    def test_comes_back_as_it_was_written(self, number):
        assert read(float, repr(number)) == number


class TestWholeNumber:
    @BOTH
    @pytest.mark.parametrize(("cell", "value"), [("3", 3), ("3.0", 3), ("-2", -2), ("1e3", 1000)])
    def test_is_read(self, cell, value, remember):
        found = read(int, cell, remember=remember)

        assert (found, type(found)) == (value, int)

    @pytest.mark.parametrize("cell", ["3.5", "three", "1,000"])
    def test_is_wrong_where_it_is_none(self, cell):
        with pytest.raises(WrongCell, match=repr(cell)):
            read(int, cell)

    def test_may_stand_for_words(self):
        meanings = {"Critical": "1", "Low": "4", "3.5": "2"}

        assert read(int, "Critical", meanings=meanings) == 1
        assert read(int, 3.5, meanings=meanings, remember=False) == 2


class TestYesOrNo:
    @pytest.mark.parametrize("cell", ["TRUE", "yes", "Y", "1", True, 1.0])
    def test_is_yes(self, cell):
        assert read(bool, cell, remember=False) is True

    @pytest.mark.parametrize("cell", ["False", "no", "N", "0", False, 0.0])
    def test_is_no(self, cell):
        assert read(bool, cell, remember=False) is False

    def test_may_be_in_another_language(self):
        words = {"yes": frozenset({"ja"}), "no": frozenset({"nein"})}

        assert [read(bool, cell, **words) for cell in ("Ja", "nein")] == [True, False]
        with pytest.raises(WrongCell, match=r"neither yes \(ja\) nor no \(nein\)"):
            read(bool, "yes", **words)


class TestWord:
    def test_is_one_of_those_the_field_may_have(self):
        words = ("on time", "late")

        assert read(str, "On_Time", words=words) == "on time"
        with pytest.raises(WrongCell, match="'soon' is not one of its words: write on time, late"):
            read(str, "soon", words=words)

    @pytest.mark.parametrize(
        ("cell", "text"), [(3.0, "3"), (2.5, "2.5"), (dt.date(2024, 5, 31), "2024-05-31")]
    )
    def test_of_a_workbook_is_as_it_would_be_written(self, cell, text):
        assert read(str, cell, remember=False) == text


class TestDate:
    @BOTH
    @pytest.mark.parametrize(
        ("cell", "formats"),
        [
            ("2024-05-31", ()),
            ("2024-05-31T23:59:00+02:00", ()),
            ("31.05.2024", ("%d.%m.%Y",)),
            ("5/31/2024", ("%d.%m.%Y", "%m/%d/%Y")),
        ],
    )
    def test_is_read_by_its_formats_or_iso(self, cell, formats, remember):
        assert read(dt.date, cell, formats=formats, remember=remember) == dt.date(2024, 5, 31)

    def test_is_not_guessed(self):
        with pytest.raises(WrongCell, match="'05/06/2024' is no date: 2024-05-31 was expected"):
            read(dt.date, "05/06/2024")
        with pytest.raises(WrongCell, match=r"%d\.%m\.%Y or %d/%m/%Y was expected"):
            read(dt.date, "2024-05-31", formats=("%d.%m.%Y", "%d/%m/%Y"))

    def test_of_a_workbook_is_one_already(self):
        moment = dt.datetime.fromisoformat("2024-05-31T10:00")

        assert read(dt.date, moment, remember=False) == dt.date(2024, 5, 31)


class TestMoment:
    @BOTH
    @pytest.mark.parametrize(
        ("cell", "options", "hour"),
        [
            ("2024-07-01T10:00:00Z", {}, 10),
            ("2024-07-01T10:00:00", {}, 10),
            ("2024-07-01T10:00:00+02:00", {}, 8),
            ("2024-07-01T10:00:00", {"zone": ZoneInfo("Europe/Berlin")}, 8),
            ("2024-07-01 10:00Z", {"zone": ZoneInfo("Europe/Berlin")}, 10),
            ("01.07.2024 10:00", {"zone": ZoneInfo("Europe/Berlin"), "formats": ("%d.%m.%Y %H:%M",)}, 8),
            ("2024-07-01", {}, 0),
        ],
    )
    def test_is_in_utc(self, cell, options, hour, remember):
        found = read(dt.datetime, cell, remember=remember, **options)

        assert found == dt.datetime(2024, 7, 1, hour, tzinfo=dt.UTC)
        assert found.tzinfo is dt.UTC

    def test_of_a_workbook_is_in_the_zone_of_the_column(self):
        zone = ZoneInfo("America/New_York")
        moment = dt.datetime.fromisoformat("2024-07-01T10:00")

        assert read(dt.datetime, moment, zone=zone, remember=False).hour == 14
        assert read(dt.datetime, dt.date(2024, 7, 1), zone=zone, remember=False).hour == 4

    @BOTH
    @pytest.mark.parametrize("cell", ["noon", "0001-01-01T00:00:00+14:00", "2024-07-01T25:00"])
    def test_is_wrong_where_it_is_none(self, cell, remember):
        with pytest.raises(WrongCell, match="is no moment"):
            read(dt.datetime, cell, remember=remember)


class TestRemembered:
    def test_reads_each_cell_once(self):
        asked = []
        values = Remembered(lambda cell: asked.append(cell) or cell.upper())

        assert [values["a"], values["a"], values["b"]] == ["A", "A", "B"]
        assert asked == ["a", "b"]

    def test_forgets_before_it_fills_the_memory(self):
        values = Remembered(lambda cell: cell)
        for number in range(70_000):
            values[number]

        assert len(values) < 65_537
