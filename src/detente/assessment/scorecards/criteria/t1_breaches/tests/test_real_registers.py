"""Breaches of real registers: they say when and how large, and never who told first."""

import pytest

from detente.assessment.scorecards.criteria.periods import slots
from detente.assessment.scorecards.criteria.tests.worlds import at, imported, shown
from detente.formats.format import formats_by_name
from detente.formats.source import Source
from detente.formats.tests.reading import read


def facts_of(path, name, known_at):
    one = formats_by_name()[name]
    found = read(one, Source(path, path.name)).found
    return [fact for fact in imported(found, one.assurance, known_at=known_at) if fact.valid_from <= known_at]


class TestRegisters:
    @pytest.mark.parametrize(
        ("file", "as_of"), [("hhs_ocr_2009_2017.csv", "2016-11-01"), ("hhs_ocr_2023_2024.csv", "2024-12-01")]
    )
    def test_of_health_data_count_for_nothing_and_are_all_shown(self, shared_data, file, as_of):
        facts = facts_of(shared_data / "incidents" / file, "hhs-breaches", at(as_of))

        found = shown("T1", facts, as_of=at(as_of))

        planned = slots(at(as_of), unit="quarter", count=4)
        inside = [
            one for one in facts if any(slot.starts_at <= one.valid_from < slot.ends_at for slot in planned)
        ]
        assert len(found) == 5
        assert {(one.level, one.share_for, one.share_against) for one in found} == {("regulator", 0, 0)}
        assert sum(int(one.words.split()[3].strip(",")) for one in found) == len(inside) > 50

    def test_of_the_veris_community_leave_out_what_was_no_breach(self, shared_data):
        as_of = at("2013-12-31")
        facts = facts_of(shared_data / "incidents/vcdb_sample_a.csv", "vcdb-csv", as_of)
        recent = [one for one in facts if one.valid_from >= at("2013-01-01")]

        found = shown("T1", facts, as_of=as_of)

        counted = sum(int(one.words.split()[3].strip(",")) for one in found if "2012" not in one.slot)
        no_breach = [one for one in recent if one.record.data_disclosed == "no"]
        assert no_breach
        assert counted == len(recent) - len(no_breach)
        assert {(one.share_for, one.share_against) for one in found} == {(0, 0)}

    def test_of_single_veris_incidents_can_be_read(self, shared_data):
        for path in sorted((shared_data / "incidents/veris_json").glob("*.json")):
            facts = facts_of(path, "veris-json", at("2026-07-15"))

            assert all(one.share_for == one.share_against == 0 for one in shown("T1", facts))
