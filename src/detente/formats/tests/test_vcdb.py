"""The VERIS Community Database as a table, and an extract of it."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest

from detente.formats.errors import DamagedFile
from detente.formats.source import Source
from detente.formats.tests.reading import read, recognised_as, source_of
from detente.formats.vcdb import FORMAT

NAMES = (
    "incident_id,victim.victim_id,timeline.incident.year,timeline.incident.month,timeline.incident.day,"
    "action.Hacking,action.Malware,asset.assets.variety.S - Database,"
    "attribute.confidentiality.data_disclosure.Yes,attribute.confidentiality.data_total,security_incident.Confirmed,actor.Partner\n"
)
EXTRACT = "year,victim.state,action.Malware,action.Hacking,victim.industry.name,pattern\n"


class TestTheSamples:
    def test_name_victims_of_650_incidents(self, shared_data):
        source = Source(shared_data / "incidents" / "vcdb_sample_a.csv", "vcdb")

        said = read(FORMAT, source)

        assert recognised_as(source) == ["vcdb-csv"]
        assert (len(said.found), said.rejected) == (650, [])
        assert len(said.vendors - {None}) == 497
        assert sum(one.vendor is None for one in said.found) == 43
        assert said.dates == (datetime(1984, 1, 1, tzinfo=UTC), datetime(2014, 7, 1, tzinfo=UTC))
        assert Counter(one.data_disclosed for one in said.records) == {
            "yes": 381,
            "potentially": 171,
            "": 59,
            "unknown": 29,
            "no": 10,
        }
        assert Counter(one.certainty for one in said.records) == {
            "confirmed": 646,
            "suspected": 3,
            "near miss": 1,
        }

    def test_tell_of_riot_games(self, shared_data):
        said = read(FORMAT, Source(shared_data / "incidents" / "vcdb_sample_a.csv", "vcdb"))

        found = said.by_key("VERIS 5ED3973D-1F1F-43A5-9D42-C22A38E0A65F")

        assert (found.vendor, found.record.records) == ("Riot Games, Inc.", 24_500_000)
        assert (found.record.category, found.record.occurred_in) == ("malware, hacking", "2012")
        assert found.locator == "line 3"

    def test_keep_the_month_of_a_day_that_no_month_has(self, shared_data):
        said = read(FORMAT, Source(shared_data / "incidents" / "vcdb_sample_a.csv", "vcdb"))

        found = next(one for one in said.found if one.locator == "line 201")

        assert (found.record.occurred_on, found.record.occurred_in) == (None, "2007-11")

    def test_count_5701_incidents_of_nobody_by_their_actions(self, shared_data):
        source = Source(shared_data / "incidents" / "vcdb_actions_5700.csv", "vcdb")

        said = read(FORMAT, source)

        assert recognised_as(source) == ["vcdb-csv"]
        assert (len(said.found), said.rejected, said.vendors) == (5701, [], {None})
        assert len({one.key for one in said.found}) == 5701
        assert said.dates == (datetime(1971, 1, 1, tzinfo=UTC), datetime(2016, 1, 1, tzinfo=UTC))
        flags = Counter(action for one in said.records for action in one.category.split(", "))
        assert flags == {
            "malware": 427,
            "hacking": 1612,
            "social": 348,
            "physical": 1099,
            "misuse": 1021,
            "error": 1673,
            "environmental": 7,
            "unknown": 203,
        }


class TestTheTable:
    def test_has_a_flag_for_every_value(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, f"{NAMES}I-1,Kestrel,2013.0,4.0,3.0,1,TRUE,1,1,12.0,1,1\n"))

        (found,) = said.found
        record = found.record
        assert (record.occurred_on, record.records) == (date(2013, 4, 3), 12)
        assert (record.category, record.assets) == ("malware, hacking", "S - Database")
        assert (record.data_disclosed, record.certainty, record.supplier_involved) == (
            "yes",
            "confirmed",
            True,
        )

    def test_knows_nothing_of_what_is_empty_or_na(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, f"{NAMES}I-1,Unknown,2013,NA,,0,0,0,0,NA,0,0\n"))

        record = said.records[0]
        assert (said.vendors, record.occurred_in, record.records) == ({None}, "2013", None)
        assert (record.category, record.assets, record.data_disclosed) == ("", "", "")
        assert (record.certainty, record.supplier_involved) == ("", None)

    def test_rejects_a_row_alone_and_shows_what_it_says(self, tmp_path):
        rows = (
            "I-1,Kestrel,2013,13,,1,0,0,0,,1,0",
            ",Kestrel,2013,,,1,0,0,0,,1,0",
            "I-3,x",
            "I-4,Heron,2014,,,0,1,0,0,,1,0",
        )

        said = read(FORMAT, source_of(tmp_path, NAMES + "\n".join(rows)))

        assert [one.locator for one in said.rejected] == ["line 2", "line 3", "line 4"]
        assert "month 13" in said.rejected[0].reason
        assert "no incident_id" in said.rejected[1].reason
        assert said.rejected[0].excerpt.startswith("incident_id=I-1; victim.victim_id=Kestrel; timeline")
        assert "actor.Partner" not in said.rejected[0].excerpt
        assert said.vendors == {"Heron"}


class TestTheExtract:
    def test_tells_equal_rows_apart_by_their_turn(self, tmp_path):
        said = read(FORMAT, source_of(tmp_path, EXTRACT + "2012,TX,0,1,Public ,Web Applications\n" * 2))

        assert [one.key for one in said.found] == [
            f"VERIS year=2012; victim.state=TX; action.Hacking=1; victim.industry.name=Public; "
            f"pattern=Web Applications ({turn})"
            for turn in (1, 2)
        ]
        assert said.records[0].summary == "Web Applications, Public"

    def test_keeps_its_keys_when_rows_are_added_before(self, tmp_path):
        row, other = "2012,TX,0,1,Public,Everything Else\n", "2011,NY,1,0,Finance,Crimeware\n"

        before = {one.key for one in read(FORMAT, source_of(tmp_path, EXTRACT + row)).found}
        after = {one.key for one in read(FORMAT, source_of(tmp_path, EXTRACT + other + row)).found}

        assert before <= after

    def test_is_told_from_other_tables_with_years(self, tmp_path):
        source = source_of(tmp_path, "year,pattern\n2012,Crimeware\n")

        assert recognised_as(source) == []
        with pytest.raises(DamagedFile, match=r"lacks action\.Hacking"):
            read(FORMAT, source)
