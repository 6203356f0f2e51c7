"""What each side sees of the other, and a document that is given to further customers."""

import re

import pytest

from detente.evidence.imports.contracts import CannotBeShared
from detente.evidence.imports.selectors import show_seen
from detente.evidence.imports.services.share_document import share_document
from detente.evidence.imports.tests.bringing import EVENTS, LATER, bring, give, known, written
from detente.evidence.ledger.contracts import NoSuchDocument
from detente.evidence.ledger.services.retract_document import retract_document
from detente.evidence.relationships.contracts import NoSuchCustomer, NoSuchRelationship
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import INSURER, NOON, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still", "both_sides")
OTHERS = "Morrow Insurance"


@pytest.fixture
def insurers():
    """Let the insurer, too, buy from the supplier; return the number of the relationship."""
    with acting_for_the_installation(because="a vendor has two customers"):
        parties = {"customer_id": INSURER, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
        return Relationship.objects.create(**parties, first_tier=2, since=NOON.date(), started_at=NOON).pk


@pytest.fixture
def given(the_vendor, tmp_path):
    """Give the bank a file; return the number of the document."""
    return give(the_vendor, written(tmp_path, EVENTS, "log <i>.csv")).files[0].document


def shared(actor, document, customers=(OTHERS,), at=NOON):
    return share_document(actor=actor, at=at, document=document, customers=list(customers))


class TestADocument:
    def test_is_shared_with_a_chosen_customer_as_a_document_of_its_own(
        self, given, insurers, the_vendor, the_stranger
    ):
        assert known(the_stranger, known_on=NOON) == []

        [document] = shared(the_vendor, given)

        facts = known(the_stranger, known_on=NOON)
        assert {one.document for one in facts} == {document}
        assert {one.assurance.words for one in facts} == {"self-attested"}

    def test_is_shared_with_all_and_with_nobody_twice(self, given, insurers, the_vendor):
        first = share_document(actor=the_vendor, at=NOON, document=given)
        again = share_document(actor=the_vendor, at=LATER, document=given)

        assert given in first
        assert first == again

    def test_is_withdrawn_from_one_alone_and_its_history_stays(
        self, given, insurers, the_vendor, the_stranger, the_analyst
    ):
        [theirs] = shared(the_vendor, given)
        retract_document(actor=the_vendor, at=LATER, document=theirs, reason="not meant for you")

        assert known(the_stranger, known_on=NOON)
        assert known(the_stranger, known_on=LATER) == []
        assert known(the_analyst, known_on=LATER)

    def test_of_somebody_else_or_that_counts_no_longer_is_not_shared(
        self, given, insurers, the_vendor, the_analyst, the_rival, tmp_path
    ):
        other = bring(
            the_analyst, written(tmp_path, EVENTS.replace("gate", "mail")), vendor="Northwind Cloud"
        )
        with pytest.raises(CannotBeShared, match="not yours"):
            shared(the_vendor, other.files[0].document)
        with pytest.raises(NoSuchDocument):
            shared(the_rival, given)
        with pytest.raises(NoSuchCustomer):
            shared(the_vendor, given, ["Nobody"])
        with pytest.raises(CannotBeShared):
            shared(the_vendor, given, [])
        retract_document(actor=the_vendor, at=NOON, document=given, reason="wrong")
        with pytest.raises(CannotBeShared, match="retracted"):
            shared(the_vendor, given)


class TestWhoSeesWhat:
    def test_is_told_to_each_side_without_what_others_have(
        self, given, insurers, the_vendor, the_analyst, the_stranger, the_rival
    ):
        shared(the_vendor, given)

        ours = show_seen(actor=the_vendor, relationship=RELATIONSHIP)
        theirs = show_seen(actor=the_analyst, relationship=RELATIONSHIP)
        assert [one.id for one in ours.ours] == [one.id for one in theirs.theirs] == [given]
        assert (ours.theirs, theirs.ours) == ((), ())
        for actor in (the_stranger, the_rival):
            with pytest.raises(NoSuchRelationship):
                show_seen(actor=actor, relationship=RELATIONSHIP)


class TestThePages:
    def test_lead_from_the_room_to_the_preview_and_share_it(
        self, given, insurers, browser, the_vendor, the_stranger, the_analyst
    ):
        vendor = browser(the_vendor)
        assert (
            f"/relationships/{RELATIONSHIP}/seen"
            in vendor.get(f"/relationships/{RELATIONSHIP}").content.decode()
        )
        page = vendor.get(f"/relationships/{RELATIONSHIP}/seen").content.decode()
        assert "log &lt;i&gt;.csv" in page
        assert "What Halden Bank sees of you" in page
        address = f"/documents/{given}/share"
        assert f'href="{address}"' in page
        preview = vendor.get(address).content.decode()
        assert "gate was down" in preview
        assert re.findall(r'name="customers" value="(\d+)"', preview) == [str(insurers)]

        assert vendor.post(address, {}).status_code == 422
        assert vendor.post(address, {"customers": [insurers]})["Location"] == address

        assert "All your customers have it" in vendor.get(address).content.decode()
        for actor, room in ((the_stranger, insurers), (the_analyst, RELATIONSHIP)):
            seen = browser(actor).get(f"/relationships/{room}/seen").content.decode()
            assert "log &lt;i&gt;.csv" in seen
            assert "Share it" not in seen

    def test_are_nobody_elses(self, given, browser, the_analyst, the_rival):
        assert browser(the_analyst).get(f"/documents/{given}/share").status_code == 403
        assert browser(the_rival).get(f"/documents/{given}/share").status_code == 404
        assert browser(the_rival).get(f"/relationships/{RELATIONSHIP}/seen").status_code == 404
