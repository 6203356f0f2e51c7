"""The crawl proves something only if it fails when somebody leaks: here leaks are planted, and it must."""

import io
import zipfile

import pytest

from detente.foundation.tests.people import BANK
from detente.site.tests.crawler import Crawler
from detente.site.tests.hearing import unpacked
from detente.site.tests.planted import leaks
from detente.site.tests.planting import plant_everywhere
from detente.site.tests.questions import every_route
from detente.ui import search

pytestmark = pytest.mark.urls(leaks.__name__)
PLANTED = {one.template: one for one in every_route(leaks.LEAKS)}
OF_NOTES = PLANTED.keys() - {"leak/fault", "leak/foundation"}
NO_LEAK = next(one for one in every_route(leaks.urlpatterns) if one.template == "no-leak")


@pytest.fixture
def crawl(db):
    world = plant_everywhere(only=frozenset({"foundation", "site.tests.planted"}))
    world.queries["leak by query"] = ["note"]

    def crawled(route, who="the_rival"):
        """Return what the crawler finds at one address, as somebody."""
        return Crawler(world, [route]).crawl(who, world.actors.get(who))

    return crawled


@pytest.fixture
def crawler(db):
    return Crawler(plant_everywhere(only=frozenset({"foundation", "site.tests.planted"})), [])


class TestTheCrawler:
    def test_catches_every_leak_that_is_planted(self, crawl):
        found = {name: {one.what for one in crawl(route).findings} for name, route in PLANTED.items()}

        assert [name for name, what in found.items() if not what] == []
        assert {name for name, what in found.items() if any("answers 500" in one for one in what)} == {
            "leak/fault"
        }
        assert all("shows the planted.note text" in " ".join(found[name]) for name in OF_NOTES)
        assert (
            f"shows the title of a job (customer {BANK}, vendor None, customer)" in found["leak/foundation"]
        )

    def test_says_where_a_fault_is(self, crawl):
        found = crawl(PLANTED["leak/fault"]).findings

        assert "answers 500 (RuntimeError: broken in leaks.py" in found[0].what

    def test_says_who_asked_what_and_whose_it_is(self, crawl):
        said = str(crawl(PLANTED["leak/page"]).findings[0])

        assert said.startswith("the_rival: GET /leak/page: shows the planted.note text (customer ")

    def test_catches_what_anybody_may_read_and_nothing_where_they_must_sign_in(self, crawl):
        assert crawl(PLANTED["leak/anybody"], who="nobody").findings
        assert not crawl(PLANTED["leak/page"], who="nobody").findings

    def test_finds_nothing_where_nothing_leaks(self, crawl):
        reports = {
            who: crawl(NO_LEAK, who) for who in ("the_rival", "the_vendor", "the_ciso", "the_stranger")
        }

        assert [one for report in reports.values() for one in report.findings] == []
        assert all(report.seen for report in reports.values())


class TestTheSearch:
    def test_shows_nothing_of_others_to_begin_with(self, crawler):
        report = crawler.search("the_rival", crawler.world.actors["the_rival"])

        assert not report.findings
        assert report.seen

    @pytest.mark.parametrize("leak", leaks.PROVIDERS, ids=lambda one: one.name)
    def test_is_caught_when_a_kind_of_thing_leaks_were_it_only_that_it_is_there(
        self, crawler, leak, monkeypatch
    ):
        monkeypatch.setattr(search, "_providers", {**search._providers, leak.name: leak})

        said = {str(one) for one in crawler.search("the_rival", crawler.world.actors["the_rival"]).findings}

        assert any(
            one.startswith("the_rival: search for zq") and "finds the planted.memo text" in one
            for one in said
        )


class TestUnpacking:
    def test_looks_into_what_is_packed_twice(self):
        inner, outer = io.BytesIO(), io.BytesIO()
        with zipfile.ZipFile(inner, "w") as archive:
            archive.writestr("a.txt", b"words")
        with zipfile.ZipFile(outer, "w") as archive:
            archive.writestr("b.zip", inner.getvalue())

        assert b"words" in list(unpacked(outer.getvalue()))
