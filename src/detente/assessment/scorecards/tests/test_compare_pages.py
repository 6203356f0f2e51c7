"""Two vendors side by side, and a vendor's place: what can be said in words, and what is refused with what to do."""

import re

import pytest

from detente.assessment.scorecards.selectors.place import UnfitMost, place
from detente.assessment.scorecards.selectors.robustness import robustness
from detente.assessment.scorecards.tests.held import hold, performance, relate, show_enough
from detente.foundation.tests.people import NOON, RIVAL, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def two(db, everybody):
    relate(notice_hours=24)
    relate(RIVAL, name="Kestrel Networks", notice_hours=24)
    show_enough(SUPPLIER, good=1.0, first_document=1)
    show_enough(RIVAL, good=0.2, first_document=11)


def text_of(response):
    """Return a page's words, without its markup."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).replace("&#x27;", "'").split())


def compared(client, *vendors):
    return client.get("/vendors/compare", {"vendor": vendors})


class TestTheComparison:
    def test_says_who_has_shown_more_in_each_dimension_and_together(self, two, browser, the_ciso):
        words = text_of(compared(browser(the_ciso), SUPPLIER, "kestrel networks"))

        assert "Northwind Cloud has shown more, with either side's weights" in words
        assert words.count("Northwind Cloud has shown more; what is unknown") >= 3
        assert "With Halden Bank’s weights" in words

    def test_is_refused_where_it_is_too_early_and_says_what_to_do(self, browser, the_ciso):
        relate()
        relate(RIVAL, name="Kestrel Networks")
        show_enough(SUPPLIER, good=1.0, first_document=1)
        hold(*performance(), document=11, vendor=RIVAL)

        words = text_of(compared(browser(the_ciso), SUPPLIER, RIVAL))

        assert "They cannot be compared yet It is too early for Kestrel Networks" in words
        assert "See what would raise Kestrel Networks most" in words
        assert "has shown more" not in words

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("Nobody Inc", "Nobody Inc"), (str(SUPPLIER), "Choose two different vendors.")],
    )
    def test_keeps_what_was_typed_and_says_what_is_wrong(self, typed, said, two, browser, the_ciso):
        response = compared(browser(the_ciso), SUPPLIER, typed)

        assert response.status_code == 200
        assert 'aria-invalid="true"' in response.content.decode()
        assert said in response.content.decode()
        assert 'value="Northwind Cloud"' in response.content.decode()

    def test_begins_with_an_empty_form(self, two, browser, the_ciso):
        response = browser(the_ciso).get("/vendors/compare")

        assert response.status_code == 200
        assert "aria-invalid" not in response.content.decode()

    def test_offers_and_finds_no_vendor_of_others(self, two, browser, the_stranger):
        response = compared(browser(the_stranger), SUPPLIER, RIVAL)

        assert "Northwind" not in response.content.decode()
        assert "Kestrel" not in response.content.decode()

    @pytest.mark.parametrize("page", ["/vendors", f"/vendors/{SUPPLIER}"])
    def test_is_reached_from(self, page, two, browser, the_ciso):
        assert 'href="/vendors/compare' in browser(the_ciso).get(page).content.decode()


class TestThePlaceOfAVendor:
    def test_is_said_for_both_sides_as_the_ranks_of_its_tier_are(self, two, the_ciso):
        found = place(actor=the_ciso, at=NOON, vendor=str(SUPPLIER))

        for one in found.parties:
            (same,) = (
                each
                for each in robustness(actor=the_ciso, at=NOON, party=one.party, tier=1).vendors
                if each.vendor.vendor == SUPPLIER
            )
            assert one.ranks == same
        assert [one.party for one in found.parties] == ["customer", "vendor"]
        assert (found.holds, found.ranked) == (True, 2)
        assert found.words.startswith("The place holds: rank 1 of 2 in tier 1")

    def test_hangs_on_the_weights_where_two_are_strong_in_different_things(self, the_ciso):
        relate(notice_hours=24)
        relate(RIVAL, name="Kestrel Networks", notice_hours=24)
        show_enough(SUPPLIER, good=0.7, first_document=1)
        show_enough(RIVAL, good=0.7, first_document=11)
        hold(*performance(0.2), document=5, vendor=RIVAL)

        found = place(actor=the_ciso, at=NOON, vendor=str(SUPPLIER))

        assert found.words.startswith("The place h")
        assert found.holds is (
            found.parties[0].ranks.by_demonstrated.best
            == max(one.ranks.by_demonstrated.worst for one in found.parties)
        )

    def test_is_not_given_where_it_is_too_early(self, two, the_ciso):
        relate(2702, name="Nobody Knows")

        found = place(actor=the_ciso, at=NOON, vendor="2702")

        assert (found.holds, found.parties, found.too_early) == (None, (), ("Nobody Knows",))
        assert "too early to rank Nobody Knows" in found.words

    def test_of_a_tier_with_too_many_says_so(self, two, the_ciso):
        found = place(actor=the_ciso, at=NOON, vendor=str(SUPPLIER), most=1)

        assert found.words == "Tier 1 has 2 vendors: too many to rank, 1 are the most."

    @pytest.mark.parametrize("most", [0, 201])
    def test_is_refused_for_a_number_that_cannot_be_ranked(self, most, two, the_ciso):
        with pytest.raises(UnfitMost):
            place(actor=the_ciso, at=NOON, vendor=str(SUPPLIER), most=most)

    def test_is_said_on_a_page_with_both_sides_weights(self, two, browser, the_ciso):
        words = text_of(browser(the_ciso).get(f"/vendors/{SUPPLIER}/place"))

        assert "Weights around Halden Bank’s weights stays at rank 1 of 2" in words
        assert "Weights around Northwind Cloud’s weights" in words
        assert "Half-lives halved" in words

    def test_follows_the_scorecard_in_a_sentence(self, two, browser, the_ciso):
        client = browser(the_ciso)

        assert (
            f'hx-get="/vendors/{SUPPLIER}/place/words"' in client.get(f"/vendors/{SUPPLIER}").content.decode()
        )
        assert text_of(client.get(f"/vendors/{SUPPLIER}/place/words")).startswith("The place holds: rank 1")
