"""The programme's files: the same from the same seed, readable, and as many as promised."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from detente.formats.format import detect
from detente.formats.found import Rejected
from detente.formats.source import Source
from detente.site.commands.demo.programme import Arrival, arrivals, deliveries, world_of, write
from detente.site.commands.demo.vendors import VENDORS

TODAY = date(2026, 11, 24)
ODD_DAYS = (date(2028, 2, 29), date(2027, 1, 1), date(2027, 4, 2))


@pytest.fixture(scope="module")
def the_files():
    return deliveries(world_of(seed=7, today=TODAY))


@pytest.fixture(scope="module")
def what_they_say(the_files, tmp_path_factory):
    """The format of each file, and what it says, as the importer reads it."""
    folder = tmp_path_factory.mktemp("programme")
    write(the_files, folder)
    read = {}
    for one in the_files:
        source = Source(folder / one.file.folder / one.file.name, one.file.name)
        found = detect(source)
        read[one.file.name] = (found.name, list(found.parse(source)))
    return read


@pytest.fixture(scope="module")
def rejected(what_they_say):
    return {
        name: one.reason
        for name, (_, said) in what_they_say.items()
        for one in said
        if isinstance(one, Rejected)
    }


@pytest.fixture(scope="module")
def facts(what_they_say):
    return [one for _, said in what_they_say.values() for one in said if not isinstance(one, Rejected)]


class TestTheVendors:
    def test_are_forty_in_three_tiers(self):
        assert Counter(one.tier for one in VENDORS) == {1: 9, 2: 14, 3: 17}

    def test_are_reached_at_domains_that_nobody_can_register(self):
        assert all(one.domain.endswith(".example") for one in VENDORS)


class TestTheFiles:
    def test_are_the_same_bytes_from_the_same_seed_and_day(self, the_files):
        assert deliveries(world_of(seed=7, today=TODAY)) == the_files

    def test_are_others_from_another_seed(self, the_files):
        others = {one.file.content for one in deliveries(world_of(seed=8, today=TODAY))}

        same = sum(one.file.content in others for one in the_files)
        assert same < len(the_files) / 10

    def test_have_each_a_name_of_their_own(self, the_files):
        assert max(Counter(one.file.name for one in the_files).values()) == 1

    def test_come_in_every_format_that_the_programme_promises(self, what_they_say):
        assert {name for name, _ in what_they_say.values()} == {
            "upptime-events", "detente-csv", "statuspage", "openssf-scorecard", "caiq-csv", "caiq-md", "caiq-xlsx",
            "ticket-log", "certificates-csv", "kev-json", "kev-csv", "fedramp-marketplace", "hhs-breaches",
            "veris-json",
        }  # fmt: skip

    def test_have_no_row_that_cannot_be_used_but_the_two_planted_ones(self, rejected):
        assert len(rejected) == 2
        assert any("31-02" in one for one in rejected.values())
        assert any("before it was issued" in one for one in rejected.values())

    def test_are_as_many_as_a_person_can_still_look_through(self, the_files, facts):
        assert 400 <= len(the_files) <= 650
        assert sum(len(one.file.content) for one in the_files) < 10_000_000
        assert 25_000 <= len(facts) <= 40_000

    def test_speak_of_nothing_that_has_not_happened_when_they_arrive(self, the_files, what_they_say):
        late = [
            (one.file.name, said.locator)
            for one in the_files
            for said in what_they_say[one.file.name][1]
            if not isinstance(said, Rejected)
            and said.valid_from.date() > one.arrives_on
            and getattr(said.record, "outcome", "") != "open"  # a promise is of a day to come
        ]

        assert late == []

    @pytest.mark.parametrize("today", ODD_DAYS, ids=str)
    def test_can_be_made_on_any_day(self, today, tmp_path):
        made = deliveries(world_of(seed=7, today=today))
        write(made, tmp_path)

        assert all(one.arrives_on <= today for one in made)
        assert max(Counter(one.file.name for one in made).values()) == 1
        planted = [one for one in made if one.file.folder in {"registers", "notices", "limits"}]
        sources = [Source(tmp_path / one.file.folder / one.file.name, one.file.name) for one in planted]
        said = [each for source in sources for each in detect(source).parse(source)]
        assert sum(isinstance(each, Rejected) for each in said) == 1


class TestArrivals:
    def test_go_forward_in_time_and_never_past_now(self, the_files):
        now = datetime(2026, 11, 22, 8, 31, tzinfo=UTC)

        moments = [one.at for one in arrivals(the_files, latest=now)]

        assert moments == sorted(moments)
        assert moments[-1] == now

    def test_bring_every_file_once(self, the_files):
        brought: list[Arrival] = list(arrivals(the_files, latest=datetime(2026, 12, 1, tzinfo=UTC)))

        assert sum(len(one.files) for one in brought) == len(the_files)


class TestTheStoryInTheFiles:
    def test_has_the_bank_answer_three_vendors_late(self, facts):
        asked = [
            one for one in facts if one.record.kind == "request_answered" and "-Q-" in one.record.request
        ]

        late = {
            one.vendor
            for one in asked
            if one.record.answered_on and one.record.answered_on > one.record.due_on
        }
        assert late == {"Kestrel", "Aldgate", "Marlow"}

    def test_has_the_desk_count_as_many_tickets_as_it_logs(self, facts):
        counted = [
            one.record for one in facts if one.record.kind == "ticket_count" and one.vendor == "Dunmere"
        ]
        logged = {
            one.key: one.record
            for one in facts
            if one.record.kind == "ticket" and one.vendor == "Dunmere GmbH"
        }

        by_priority = Counter(one.priority for one in logged.values())
        for priority in (1, 2, 3, 4):
            assert sum(one.opened for one in counted if one.priority == priority) == by_priority[priority] > 0

    def test_has_an_entry_of_the_catalogue_taken_back(self, the_files, what_they_say):
        names = [one.file.name for one in the_files if one.file.name.startswith("known-exploited")]
        editions = [{said.key for said in what_they_say[name][1]} for name in names]

        assert any(before - after for before, after in pairwise(editions))

    def test_has_names_that_differ_from_those_of_the_vendors(self, facts):
        written = {one.vendor for one in facts if one.vendor and "kestrel" in one.vendor.casefold()}

        assert written == {
            "Kestrel", "KESTREL, Inc.", "Kestrel Ltd.", "Kestrel Security Ltd", "Kestrel Managed Detection",
        }  # fmt: skip

    def test_has_a_status_page_that_tells_none_of_the_long_outages_that_the_probe_saw(
        self, the_files, what_they_say
    ):
        def long_ones(beginning):
            names = [one.file.name for one in the_files if one.file.name.startswith(beginning)]
            found = [said.record for name in names for said in what_they_say[name][1]]
            outages = [one for one in found if one.kind == "outage" and one.ended_at]
            lately = [one for one in outages if (TODAY - one.started_at.date()).days < 500]
            return [one for one in lately if one.ended_at - one.started_at > timedelta(hours=1)]

        assert len(long_ones("corvane-probe")) > 20
        assert long_ones("corvane-incidents") == []
        assert long_ones("kestrel-incidents")
