"""Every address x everybody x every method x everybody's rows: nobody reads what is not theirs."""

import pytest

from detente.foundation.access import Actor
from detente.foundation.roles import Side
from detente.foundation.tests.people import BANK, INSURER, PEOPLE
from detente.site.tests.crawler import Crawler
from detente.site.tests.planting import plant_everywhere
from detente.site.tests.questions import every_route
from detente.site.tests.row_making import tables_of_tenants

OPEN_TO_ANYBODY = {
    "api description",  # is in the documentation, too
    "sign_in",
    "sign_out",
    "invitation",  # for whoever holds its secret
    "healthz",
    "stop_mail",  # for whoever got its signed link by e-mail; it shows nothing of anybody
}
"""What is reached without signing in. To add to it is a decision: whatever it shows, everybody sees."""
FOUND_BY = (
    "name of organisation",
    "name of a document",
    "name of a service",
    "product of a service",
    "title of a contract",
    "name of a contact",
    "what a dispute says",
    "reply to a dispute",
)
"""Where the words stand by which a search finds something."""

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def crawler(db):
    return Crawler(plant_everywhere())


class TestEverywhere:
    @pytest.mark.parametrize("who", sorted(PEOPLE))
    def test_somebody_sees_their_own_alone_and_nothing_breaks(self, who, crawler):
        actor: Actor = crawler.world.actors[who]
        report = crawler.crawl(who, actor)

        assert not report.findings, "\n" + "\n".join(sorted(map(str, report.findings)))
        assert any(actor.organisation in one.readers for one in report.seen), "it saw not even its own"

    def test_nobody_sees_nothing_but_how_to_sign_in(self, crawler):
        report = crawler.crawl("nobody", None)
        open_to_anybody = {one.template for one in crawler.routes if one.name in OPEN_TO_ANYBODY}
        reached = {where for where, statuses in report.reached.items() if 200 in statuses}

        assert not report.findings, "\n" + "\n".join(sorted(map(str, report.findings)))
        assert not report.seen
        assert reached <= open_to_anybody

    @pytest.mark.parametrize("who", ["the_ciso", "the_stranger", "the_vendor", "the_rival", "the_host"])
    def test_whoever_types_a_word_of_others_finds_nothing_and_of_their_own_what_is_found_by_it(
        self, who, crawler
    ):
        actor: Actor = crawler.world.actors[who]
        report = crawler.search(who, actor)
        own = f"name of organisation {actor.organisation}"
        to_find = {
            one.where
            for one in crawler.world.canaries.by_word.values()
            if actor.organisation in one.readers and one.where.startswith(FOUND_BY) and one.where != own
        }
        if actor.side is Side.HOST:
            to_find = set()  # a host has to do with no relationship

        assert not report.findings, "\n" + "\n".join(sorted(map(str, report.findings)))
        assert to_find <= {one.where for one in report.seen}
        assert report.seen

    def test_has_a_value_for_every_parameter_of_every_address(self, crawler):
        assert crawler.questions.unfilled == [], "let `values` in the room's tests/canaries.py fill them"

    def test_has_a_row_of_every_table_for_everybody(self, crawler):
        world = crawler.world
        for model in tables_of_tenants():
            readers = {one for ground in world.grounds if ground.rows[model] for one in ground.readers}
            why = "; ".join(sorted(world.refusals[model.__name__] - {""}))

            assert readers >= {BANK, INSURER}, (
                f"{model.__name__}: {why}: plant it in its room's tests/canaries.py"
            )


def test_no_address_is_open_by_accident():
    marked = {one.name for one in every_route() if getattr(one.view, "open_to", "") == "anybody"}
    pages = {name for name in marked if not name.startswith("api ")}

    assert pages <= OPEN_TO_ANYBODY
