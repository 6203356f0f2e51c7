"""The pages: for whom they are, what they say first, and that looking is remembered by a POST alone."""

import re

import pytest

from detente.assessment.changes.models import Visit
from detente.assessment.changes.tests.laid import contract, tier
from detente.assessment.scorecards.tests.held import day, hold, moment, relate, show_enough, trust
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
CUSTOMERS = ["/vendors/changes", "/vendors/changes/glance", f"/vendors/changes?since={day(20)}"]


def text_of(response):
    """Return a page's words, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def visits():
    with acting_for_the_installation(because="a test counts"):
        return Visit.objects.count()


@pytest.fixture
def moved(db, everybody):
    relate(tier=2, notice_hours=24)
    show_enough(SUPPLIER, good=0.6, first_document=1, known_at=moment(60))
    hold(*trust(1.0), document=9, known_at=moment(5))
    tier(1, back=3)
    contract("Hosting", renews_on=day(-30))


class TestEveryPage:
    @pytest.mark.parametrize("page", [*CUSTOMERS, "/coming-up"])
    def test_is_there_for_the_customers_side(self, page, moved, browser, everybody):
        for who in ("the_ciso", "the_analyst", "the_director", "the_auditor"):
            assert browser(everybody[who]).get(page).status_code == 200

    @pytest.mark.parametrize(("page", "status"), [*((one, 403) for one in CUSTOMERS), ("/coming-up", 200)])
    def test_is_for_the_vendors_side_where_it_is_its_own(self, page, status, moved, browser, the_vendor):
        assert browser(the_vendor).get(page).status_code == status

    @pytest.mark.parametrize("page", CUSTOMERS)
    def test_says_nothing_of_the_vendors_of_others(self, page, moved, browser, the_stranger):
        assert "Northwind" not in text_of(browser(the_stranger).get(page))

    @pytest.mark.parametrize("page", [*CUSTOMERS, "/vendors", "/coming-up"])
    def test_remembers_nothing_by_itself(self, page, moved, browser, the_ciso):
        browser(the_ciso).get(page)

        assert visits() == 0


class TestWhatChanged:
    def test_leads_each_sentence_to_its_why(self, moved, browser, the_ciso):
        response = browser(the_ciso).get("/vendors/changes", {"since": day(20)})

        assert "Northwind Cloud ’s trust rose from" in text_of(response)
        assert f"/vendors/{SUPPLIER}/dimensions/trust/since/{day(20)}" in response.content.decode()

    def test_has_only_addresses_that_are_there(self, moved, browser, the_ciso):
        client = browser(the_ciso)
        pages = ("/vendors/changes", "/vendors/changes/glance", "/coming-up")
        links = {one for page in pages for one in _links(client.get(page)) if one != "/"}

        assert links
        assert {client.get(one).status_code for one in links} == {200}

    @pytest.mark.parametrize(
        ("since", "said"),
        [("tomorrow", "is no day"), ("2031-01-01", "has not come yet"), (str(day(0)), "give a day before")],
    )
    def test_of_a_day_that_is_none_says_so(self, since, said, moved, browser, the_ciso):
        response = browser(the_ciso).get("/vendors/changes", {"since": since})

        assert response.status_code == 422
        assert said in text_of(response)

    @pytest.mark.parametrize("name", ["as_of", "known_on", "until"])
    def test_refuses_a_day_that_it_does_not_take(self, name, moved, browser, the_ciso):
        response = browser(the_ciso).get("/vendors/changes", {name: "2026-10-31"})

        assert response.status_code == 422
        assert "takes a day as `since`" in text_of(response)


class TestTheStripAboveAllVendors:
    def test_follows_the_page_and_is_not_there_in_the_past(self, moved, browser, the_ciso):
        client = browser(the_ciso)

        assert 'hx-get="/vendors/changes/glance"' in client.get("/vendors").content.decode()
        assert "glance" not in client.get("/vendors", {"as_of": day(9)}).content.decode()

    def test_asks_to_be_remembered_once_a_day(self, moved, browser, the_ciso):
        client = browser(the_ciso)

        assert 'hx-post="/vendors/seen"' in client.get("/vendors/changes/glance").content.decode()
        assert client.post("/vendors/seen").status_code == 204
        again = client.get("/vendors/changes/glance")
        assert "hx-post" not in again.content.decode()
        assert "it is your first visit" in text_of(again)
        assert visits() == 1

    def test_says_what_comes_up(self, moved, browser, the_ciso):
        words = text_of(browser(the_ciso).get("/vendors/changes/glance"))

        assert "“Hosting” renews" in words
        assert "30 days left" in words


def _links(response):
    return re.findall(r'<a [^>]*href="(/[^"#]*)"', response.content.decode().replace("&amp;", "&"))
