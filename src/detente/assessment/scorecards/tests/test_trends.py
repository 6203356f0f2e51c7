"""Spark lines: what vendors had demonstrated month by month, brought after the page."""

import re

import pytest

from detente.assessment.scorecards.selectors.history import history
from detente.assessment.scorecards.selectors.pages import A_PAGE, TooManyTrends, portfolio_trends
from detente.assessment.scorecards.tests.held import (
    day,
    hold,
    moment,
    performance,
    reads,
    relate,
    show_enough,
)
from detente.foundation.tests.people import INSURER, NOON, RIVAL, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def known(db, everybody):
    relate(notice_hours=24)
    relate(RIVAL, tier=2)
    show_enough(SUPPLIER, good=0.8, first_document=1, known_at=moment(70))
    hold(*performance(), document=8, known_at=moment(20))
    hold(*performance(0.3), document=11, vendor=RIVAL, known_at=moment(100))


def ask(actor, *vendors, **more):
    found = portfolio_trends(actor=actor, at=NOON, vendors=vendors or (SUPPLIER, RIVAL), **more)
    return {one.vendor: one.demonstrated for one in found}


class TestTrends:
    @pytest.mark.parametrize("days", [{}, {"as_of": day(40)}, {"as_of": day(40), "known_on": day(20)}])
    def test_are_the_histories_of_each_vendor_to_the_last_bit(self, known, the_analyst, days):
        found = ask(the_analyst, **days)
        of = {"until": days.get("as_of"), "known_on": days.get("known_on")}

        assert set(found) == {SUPPLIER, RIVAL}
        for vendor, dimensions in found.items():
            alone = history(actor=the_analyst, at=NOON, vendor=str(vendor), months=12, **of)
            assert dimensions == {
                one.dimension: tuple(point.ends.demonstrated if point.ends else None for point in one.points)
                for one in alone
            }
        assert len(set(found[SUPPLIER]["performance"])) > 2

    def test_have_no_vendor_of_others(self, known, the_stranger):
        relate(2801, name="Alder Silent", customer=INSURER)

        assert set(ask(the_stranger, SUPPLIER, RIVAL, 2801)) == {2801}

    def test_of_more_than_a_page_are_refused(self, known, the_analyst):
        with pytest.raises(TooManyTrends, match=f"ask for {A_PAGE} at most"):
            ask(the_analyst, *range(1, A_PAGE + 2))

    def test_take_as_many_queries_for_many_vendors_as_for_few(self, known, the_analyst):
        def queries(vendors):
            with reads() as asked:
                ask(the_analyst, *vendors)
            return len(asked)

        few = queries([SUPPLIER])
        for number in range(4000, 4030):
            relate(number, name=f"Vendor {number}")
            hold(*performance()[-3:], document=number, vendor=number)

        assert queries([SUPPLIER, RIVAL, *range(4000, 4030)]) == few <= 24


class TestTheirPlaces:
    def test_are_kept_in_the_page_and_filled_afterwards(self, known, browser, the_analyst):
        client = browser(the_analyst)
        page = client.get("/vendors").content.decode()
        (address,) = re.findall(r'hx-get="(/vendors/trends[^"]*)"', page)
        brought = client.get(address.replace("&amp;", "&")).content.decode()

        kept = set(re.findall(r'class="dt-interval-trend" id="([^"]+)"', page))
        assert set(re.findall(r'id="(trend-[^"]+)" hx-swap-oob="true"', brought)) == kept
        assert f"trend-{SUPPLIER}-trust" in kept
        assert brought.count("<svg") == len(kept)

    def test_are_of_the_day_that_the_page_is_of(self, known, browser, the_analyst):
        page = browser(the_analyst).get("/vendors", {"as_of": day(40).isoformat()}).content.decode()

        (address,) = re.findall(r'hx-get="(/vendors/trends[^"]*)"', page)
        assert f"as_of={day(40).isoformat()}" in address

    def test_are_none_where_no_vendor_has_a_figure(self, everybody, browser, the_analyst):
        relate()

        assert "vendors/trends" not in browser(the_analyst).get("/vendors").content.decode()
