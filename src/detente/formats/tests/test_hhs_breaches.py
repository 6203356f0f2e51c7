"""Breaches as the US Office for Civil Rights lists them, in three shapes."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.found import Assurance
from detente.formats.hhs_breaches import FORMAT
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of

PLAIN = (
    "Name of Covered Entity,State,Covered Entity Type,Individuals Affected,Breach Submission Date,"
    "Type of Breach,Location of Breached Information,Business Associate Present,Web Description\n"
)
SNAKE = (
    "name_of_covered_entity,state,covered_entity_type,individuals_affected,breach_submission_date,type_of_breach,"
    "location_of_breached_information,business_associate_present,web_description\n"
)
FACES = (
    '"javax.faces.component.UIPanel@4aeff997","State","Covered Entity Type","Individuals Affected",'
    '"Breach Submission Date","Type of Breach","Location of Breached Information",'
    '"javax.faces.component.UIPanel@30064d1d","Web Description"\n'
)
PART_2 = FACES.replace('"Covered Entity Type",', "")


def row(entity="Kestrel Clinic", people="1200", day="8/29/2017", kind="Theft", associate="No", text=""):
    return f'{entity},TX,Health Plan,{people},{day},{kind},Laptop,{associate},"{text}"\n'


def read_text(tmp_path, text):
    return read(FORMAT, source_of(tmp_path, text))


class TestTheSamples:
    @pytest.mark.parametrize(
        ("name", "breaches", "rejected", "vendors", "first", "last", "unknown", "people"),
        [
            ("2009_2016", 1699, ["line 197"], 1542, date(2009, 10, 21), date(2016, 10, 14), 23, 168_886_140),
            ("2009_2017", 2044, [], 1849, date(2009, 10, 21), date(2017, 8, 29), 60, 175_651_291),
            ("2023_2024", 853, [], 830, date(2023, 1, 5), date(2024, 12, 3), 0, 254_733_053),
        ],
    )
    def test_hold_so_many_breaches(
        self, shared_data, name, breaches, rejected, vendors, first, last, unknown, people
    ):
        source = Source(shared_data / "incidents" / f"hhs_ocr_{name}.csv", name)

        said = read(FORMAT, source)

        assert recognised_as(source) == ["hhs-breaches"]
        assert len(said.found) == len({one.key for one in said.found}) == breaches
        assert [one.locator for one in said.rejected] == rejected
        assert len(said.vendors) == vendors
        assert tuple(one.date() for one in said.dates) == (first, last)
        assert sum(one.records is None for one in said.records) == unknown
        assert sum(one.records or 0 for one in said.records) == people

    def test_know_a_breach_by_the_same_key_in_two_shapes(self, shared_data):
        first, second = (
            {
                one.key
                for one in read(FORMAT, Source(shared_data / "incidents" / f"hhs_ocr_{name}.csv", name)).found
            }
            for name in ("2009_2016", "2009_2017")
        )

        assert len(first & second) > 0.95 * len(first)

    def test_tell_what_is_said_of_the_first_breach(self, shared_data):
        found = read(FORMAT, Source(shared_data / "incidents" / "hhs_ocr_2009_2016.csv", "x")).found[0]

        assert found.vendor == found.record.entity == "Brooke Army Medical Center"
        assert found.record.reported_on == date(2009, 10, 21)
        assert (found.record.records, found.record.category, found.record.assets) == (
            1000,
            "theft",
            "Paper/Films",
        )
        assert found.record.summary.startswith("A binder containing the protected health information")
        assert found.record.supplier_involved is False
        assert found.locator == "line 2"

    def test_have_clean_descriptions_in_spite_of_bare_carriage_returns(self, shared_data):
        said = read(FORMAT, Source(shared_data / "incidents" / "hhs_ocr_2009_2016.csv", "x"))

        assert not any(one.summary.endswith("\\") or "\r" in one.summary for one in said.records)
        assert not any(one.summary == r"\N" for one in said.records)
        assert sum(one.summary == "" for one in said.records) > 600
        assert sum(said.passed_over.values()) == 1

    def test_count_the_largest_breach_in_full(self, shared_data):
        said = read(FORMAT, Source(shared_data / "incidents" / "hhs_ocr_2023_2024.csv", "x"))

        largest = max(said.records, key=lambda one: one.records)

        assert (largest.entity, largest.records) == ("Change Healthcare, Inc.", 100_000_000)

    def test_name_a_clinic_of_the_sample_once_however_its_name_is_spaced(self, shared_data):
        said = read(FORMAT, Source(shared_data / "incidents" / "hhs_ocr_2023_2024.csv", "x"))

        assert all(one.entity == " ".join(one.entity.split()) for one in said.records)
        assert Counter(one.category for one in said.records)["hacking"] == 738


class TestTheThreeShapes:
    @pytest.mark.parametrize("header", [PLAIN, SNAKE, FACES])
    @pytest.mark.parametrize("day", ["8/29/2017", "08/29/2017", "2017-08-29"])
    def test_say_the_same(self, tmp_path, header, day):
        source = source_of(tmp_path, header + row(day=day, associate="Yes"))

        (found,) = read(FORMAT, source).found

        assert recognised_as(source) == ["hhs-breaches"]
        assert found.record.reported_on == date(2017, 8, 29)
        assert found.valid_from == datetime(2017, 8, 29, tzinfo=UTC)
        assert found.key == "kestrel clinic, tx, 2017-08-29"
        assert (found.vendor, found.record.supplier_involved) == ("Kestrel Clinic", True)

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_end_their_lines_as_they_like(self, tmp_path, end):
        text = PLAIN + row() + row(entity="Heron Health")

        assert [one.locator for one in read_text(tmp_path, text.replace("\n", end)).found] == [
            "line 2",
            "line 3",
        ]

    def test_are_read_without_the_type_of_entity_too(self, tmp_path):
        text = PART_2 + row().replace("Health Plan,", "")

        assert read_text(tmp_path, text).found[0].record.supplier_involved is False

    def test_take_the_month_first(self, tmp_path):
        assert read_text(tmp_path, PLAIN + row(day="3/4/2015")).records[0].reported_on == date(2015, 3, 4)

    def test_are_of_a_regulator(self):
        assert FORMAT.assurance is Assurance.REGULATOR_LISTED


class TestARow:
    @pytest.mark.parametrize(("people", "number"), [("", None), (" ", None), ("0", 0), ('"1,200"', 1200)])
    def test_knows_no_number_where_none_is_given(self, tmp_path, people, number):
        assert read_text(tmp_path, PLAIN + row(people=people)).records[0].records == number

    @pytest.mark.parametrize(
        ("written", "reason"),
        [
            ({"people": "many"}, "Individuals affected is 'many'"),
            ({"people": "-5"}, "Individuals affected is '-5'"),
            ({"people": "1.5"}, "Individuals affected is '1.5'"),
            ({"day": "29/8/2017"}, "no day of the calendar"),
            ({"day": ""}, "no complete date"),
            ({"entity": " "}, "names no covered entity"),
        ],
    )
    def test_is_rejected_alone(self, tmp_path, written, reason):
        said = read_text(tmp_path, PLAIN + row(**written) + row(entity="Heron Health"))

        assert [one.locator for one in said.rejected] == ["line 2"]
        assert reason in said.rejected[0].reason
        assert "TX" in said.rejected[0].excerpt
        assert [one.entity for one in said.records] == ["Heron Health"]

    def test_has_its_kinds_in_words_of_the_product(self, tmp_path):
        said = read_text(tmp_path, PLAIN + row(kind='"Hacking/IT Incident, Unauthorized Access/Disclosure"'))

        assert said.records[0].category == "hacking, unauthorized access"

    def test_loses_backslashes_before_line_ends(self, tmp_path):
        said = read_text(tmp_path, PLAIN + row(text="It was found. \r\\\r\\"))

        assert said.records[0].summary == "It was found."

    def test_is_one_breach_where_it_stands_twice(self, tmp_path):
        said = read_text(tmp_path, PLAIN + row() + row(entity="Heron Health") + row() + row())

        assert [one.entity for one in said.records] == ["Kestrel Clinic", "Heron Health"]
        assert said.passed_over == {"repeat an earlier one, word for word, and count once with it": 2}

    def test_says_nothing_where_a_database_wrote_null(self, tmp_path):
        nothing = r"\N"

        said = read_text(tmp_path, PLAIN + row(people=nothing, associate=nothing, text=nothing))

        (record,) = said.records
        assert (record.records, record.supplier_involved, record.summary) == (None, None, "")
        nameless = read_text(tmp_path, PLAIN + row(entity=nothing))
        assert "names no covered entity" in nameless.rejected[0].reason

    def test_is_another_breach_where_another_number_is_affected(self, tmp_path):
        said = read_text(tmp_path, PLAIN + row(people="5") + row(people="7"))
        turned = read_text(tmp_path, PLAIN + row(people="7") + row(people="5"))

        assert {one.key for one in said.found} == {one.key for one in turned.found}
        assert len(said.found) == 2

    def test_is_another_breach_where_anything_differs(self, tmp_path):
        said = read_text(tmp_path, PLAIN + row(associate="No") + row(associate="Yes"))

        assert len({one.key for one in said.found}) == 2


class TestAnotherTable:
    def test_is_refused_with_what_it_lacks(self, tmp_path):
        source = source_of(tmp_path, "Name of Covered Entity,State\nKestrel,TX\n")

        assert recognised_as(source) == []
        with pytest.raises(
            DamagedFile, match="lacks breach submission date, individuals affected, type of breach"
        ):
            read(FORMAT, source)
