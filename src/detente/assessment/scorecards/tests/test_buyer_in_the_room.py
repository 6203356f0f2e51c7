"""The customer as a buyer, in the room that both sides enter."""

import re

import pytest

from detente.assessment.scorecards.contracts import NoSuchCriterion
from detente.assessment.scorecards.selectors.buyer import explain_buyer_here, show_buyer_here
from detente.assessment.scorecards.tests.held import as_buyer, hold, relate
from detente.evidence.relationships.contracts import NoSuchRelationship
from detente.foundation.tests.people import NOON, RIVAL

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


@pytest.fixture
def room(everybody):
    """Return the number of the bank's relationship with the supplier, with what the bank owed."""
    row = relate()
    hold(*as_buyer(), document=1)
    return row.pk


class TestTheBuyerInTheRoom:
    def test_is_the_same_for_both_sides_down_to_the_line(self, room, browser, the_director, the_vendor):
        ours, theirs = browser(the_director), browser(the_vendor)
        where = f"/relationships/{room}"
        link = re.compile(rf'href="({where}/buyer/B1)"')

        pages = [one.get(where).content.decode() for one in (ours, theirs)]

        assert all("Halden Bank as a buyer" in one for one in pages)
        for client, page in zip((ours, theirs), pages, strict=True):
            why = client.get(link.search(page)[1]).content.decode()
            line = re.search(r'href="(/documents/\d+/evidence/\d+)"', why)[1]
            assert client.get(line).status_code == 200

    def test_rests_on_nothing_that_other_vendors_gave(self, room, the_vendor, the_director):
        before = show_buyer_here(actor=the_vendor, at=NOON, relationship=room)
        relate(RIVAL, name="Kestrel Networks")
        hold(*as_buyer()[:3], document=2, vendor=RIVAL)

        for actor in (the_vendor, the_director):
            assert show_buyer_here(actor=actor, at=NOON, relationship=room) == before

    def test_is_nobody_elses(self, room, the_rival, the_stranger):
        for actor in (the_rival, the_stranger):
            with pytest.raises(NoSuchRelationship):
                show_buyer_here(actor=actor, at=NOON, relationship=room)

    def test_has_only_its_own_criteria(self, room, the_vendor):
        with pytest.raises(NoSuchCriterion, match="B1, B2, B3"):
            explain_buyer_here(actor=the_vendor, at=NOON, relationship=room, criterion="P1")

    def test_says_so_where_nothing_is_on_record(self, browser, the_vendor):
        page = browser(the_vendor).get(f"/relationships/{relate().pk}").content.decode()

        assert "Nothing is on record yet" in page
