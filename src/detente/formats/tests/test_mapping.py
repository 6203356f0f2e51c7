"""Mapping files: what they may say, and errors that name the line and what to do."""

import datetime as dt

import pytest
from jsonschema import Draft202012Validator

from detente.formats.errors import MappingError
from detente.formats.found import Assurance
from detente.formats.mapping import read_mapping
from detente.formats.mapping_schema import mapping_schema
from detente.formats.records import Disclosure

SMALL = """\
kind: disclosure
fields:
  limit: Limit
  told: {column: Told by vendor, means_yes: ["ja"], means_no: ["nein"]}
  on: Date
"""


def error_of(text):
    with pytest.raises(MappingError) as caught:
        read_mapping(text, "m.yml")
    return str(caught.value)


class TestSchema:
    def test_is_a_json_schema(self):
        Draft202012Validator.check_schema(mapping_schema())

    def test_describes_everything_a_mapping_may_say(self):
        described = [*mapping_schema()["properties"].values()]

        assert all("description" in one for one in described)


class TestMapping:
    def test_may_be_a_text_or_a_file(self, tmp_path):
        path = tmp_path / "disclosures.yml"
        path.write_text("\ufeff" + SMALL, encoding="utf-8")

        from_file, from_text = read_mapping(path), read_mapping(SMALL, "disclosures.yml")

        assert from_file == from_text
        assert from_file.record is Disclosure
        assert [column.column for column in from_file.columns] == ["Limit", "Told by vendor", "Date"]

    def test_may_call_a_field_on_though_yaml_reads_it_as_true(self):
        assert read_mapping(SMALL).fields["on"].column == "Date"

    def test_knows_everything_else(self):
        mapping = read_mapping(
            SMALL + "name: limits\ntitle: Limits\nabout: Ours.\nsheet: S\nheader_row: 3\ndelimiter: ';'\n"
            "unknown: ['-']\nvendor: {value: Acme}\nkey: [Limit, Date]\nassurance: third-party assessed\n"
            "valid_from: {value: 2024-05-31}\nvalid_to: Until\nabsence: removed\nagainst_only: true\n"
        )

        assert (mapping.name, mapping.title, mapping.sheet, mapping.header_row, mapping.delimiter) == (
            *("limits", "Limits", "S", 3, ";"),
        )
        assert mapping.vendor.value == "Acme"
        assert [column.column for column in mapping.key] == ["Limit", "Date"]
        assert mapping.assurance is Assurance.THIRD_PARTY_ASSESSED
        assert mapping.valid_from.value == dt.datetime(2024, 5, 31, tzinfo=dt.UTC)
        assert (mapping.removed_when_absent, mapping.against_only) == (True, True)
        assert "-" in mapping.fields["limit"].reading.unknown


class TestError:
    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "m.yml, line 1: a mapping is empty"),
            ("- a\n", "m.yml, line 1: a mapping is ['a']"),
            ("kind: usage\n", "m.yml, line 1: a mapping needs fields."),
            ("fields:\n  a: b\n", "needs kind."),
            (
                "kind: usag\nfields: {a: b}\n",
                "m.yml, line 1: 'usag' is no kind of record: did you mean usage?",
            ),
            ("kind: xyz\nfields: {a: b}\n", "the kinds are access_granted"),
            (
                "kind: usage\nfield:\n  a: b\n",
                "m.yml, line 2: 'field' is not known here: did you mean fields?",
            ),
            (
                SMALL.replace("limit:", "limits:"),
                "m.yml, line 3: 'limits' is no field of disclosure: did you mean limit?",
            ),
            (SMALL.replace("  limit: Limit\n", ""), "disclosure needs the field limit"),
            (
                SMALL.replace("column:", "colum:"),
                "m.yml, line 4: 'colum' is not known here: did you mean column?",
            ),
            (SMALL.replace("Limit\n", "3\n"), "m.yml, line 3: limit is 3: text or a table"),
            (
                SMALL.replace('["ja"]', "[yes]"),
                "m.yml, line 4: means_yes is true (words such as yes and no need quotes)",
            ),
            (
                SMALL.replace("on: Date", "on: {column: D, formats: [DD.MM]}"),
                "m.yml, line 5: formats is 'DD.MM'",
            ),
            (
                SMALL.replace("on: Date", "on: {column: D, zone: UTC}"),
                "m.yml, line 5: `zone` does not fit on",
            ),
            (SMALL.replace("on: Date", "on: {value: soon}"), "m.yml, line 5: on: 'soon' is no date"),
            (SMALL.replace("on: Date", "on: {}"), "m.yml, line 5: on cannot be used"),
            (SMALL.replace("on: Date", "on: {unknown: ['-']}"), "needs either `column` or `value`"),
            (
                SMALL.replace("on: Date", "on: {column: a, value: 2024-01-01}"),
                "needs either `column` or `value`",
            ),
            (SMALL + "assurance: best\n", "m.yml, line 6: 'best' is no level of assurance"),
            (
                SMALL + "valid_from: {column: A, zone: Mars/Base}\n",
                "m.yml, line 6: 'Mars/Base' is no time zone",
            ),
            (SMALL + "delimiter: x\n", "m.yml, line 6: delimiter is 'x': write one of"),
            (SMALL + "header_row: 0\n", "m.yml, line 6: header_row cannot be used"),
            (SMALL + "kind: usage\n", "m.yml, line 6: 'kind' stands twice"),
            ("kind: [\n", "m.yml, line 2: no YAML"),
        ],
    )
    def test_names_the_file_the_line_and_what_to_do(self, text, message):
        assert message in error_of(text)

    @pytest.mark.parametrize(
        ("kind", "field", "message"),
        [
            ("ticket", "priority: {column: P, map: {High: TODO}}", "priority: 'TODO' is no number"),
            ("ticket", "priority: {column: P, map: {High: 9}}", "priority: '9' is out of range: 1 to 4"),
            ("usage", "active: {column: A, unit: minutes}", "active has no unit of its own: write `factor`"),
            (
                "commitment",
                "outcome: {column: O, map: {Done: fine}}",
                "'fine' is not one of its words: write on time",
            ),
        ],
    )
    def test_is_found_in_what_words_shall_mean(self, kind, field, message):
        text = error_of(f"kind: {kind}\nfields:\n  {field}\n")

        assert text.startswith("m.yml, line 3: ")
        assert message in text

    def test_names_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(MappingError, match=r"gone\.yml cannot be read"):
            read_mapping(tmp_path / "gone.yml")
