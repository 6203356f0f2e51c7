"""A vendor admits a limit: both sides see it with its day, and the scorecard counts it."""

from datetime import timedelta

import pytest

from detente.evidence.disclosures.contracts import AlreadyAdmitted, UnfitLimit
from detente.evidence.disclosures.selectors import list_limits
from detente.evidence.disclosures.services.admit_limit import admit_limit
from detente.evidence.imports.tests.bringing import bring, known, written
from detente.evidence.ledger.selectors import show_evidence
from detente.evidence.relationships.contracts import NoSuchCustomer, NoSuchRelationship, UnfitName
from detente.evidence.relationships.models import Relationship
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import INSURER, NOON, SUPPLIER

TODAY = NOON.date()
A_DAY = timedelta(days=1)
FOUND = "kind,limit,told,on\ndisclosure,No restore was ever tested,false,2026-03-01\n"

pytestmark = pytest.mark.usefixtures("the_clock_stands_still", "both_sides")


def admitted(actor, limit="Logs are kept for 30 days.", at=NOON, **more):
    return admit_limit(actor=actor, at=at, customer="Halden Bank", limit=limit, **more)


def limits(actor, at=NOON, **days):
    return list_limits(actor=actor, at=at, relationship=RELATIONSHIP, **days)


class TestALimit:
    def test_is_on_record_as_told_today_for_both_sides(self, the_vendor, the_director):
        [document] = admitted(
            the_vendor, workaround="Export them.", since=TODAY - A_DAY, expected_end_on=TODAY + A_DAY
        )

        [shown] = limits(the_director)
        assert [shown] == limits(the_vendor)
        assert (shown.told, shown.on, shown.since) == (True, TODAY, TODAY - A_DAY)
        assert (shown.expected_end_on, shown.fixed_on) == (TODAY + A_DAY, None)
        line = show_evidence(actor=the_director, document=document, position=0)
        assert (line.locator, line.assurance) == ("line 2", "self-attested")
        assert line.sentence == (
            "The vendor told on 24 November 2026: Logs are kept for 30 days. (It holds since 23 November 2026; "
            "it is expected to end on 25 November 2026; until then: Export them)"
        )
        [fact] = known(the_director, known_on=NOON)
        assert fact.record.told
        assert fact.record.material

    def test_stands_beside_what_the_customer_found_first(self, the_vendor, the_analyst, tmp_path):
        bring(the_analyst, written(tmp_path, FOUND), vendor="Northwind Cloud")
        admitted(the_vendor)

        assert [one.told for one in limits(the_vendor)] == [True, False]
        assert limits(the_vendor, as_of=TODAY - A_DAY, known_on=TODAY - A_DAY) == []

    def test_is_nobody_elses(self, the_vendor, the_stranger, the_rival):
        admitted(the_vendor)

        for actor in (the_stranger, the_rival):
            with pytest.raises(NoSuchRelationship):
                limits(actor)
        with pytest.raises(NoSuchCustomer):
            admitted(the_rival)

    def test_may_be_told_to_all_customers(self, the_vendor, the_stranger):
        with acting_for_the_installation(because="a vendor has two customers"):
            parties = {"customer_id": INSURER, "vendor_id": SUPPLIER, "visibility": Visibility.SHARED}
            Relationship.objects.create(**parties, first_tier=2, since=TODAY, started_at=NOON)
        admitted(the_vendor, "Only for one.")
        assert known(the_stranger, known_on=NOON) == []

        assert len(admitted(the_vendor, to_all=True)) == 2
        assert [one.record.limit for one in known(the_stranger, known_on=NOON)] == [
            "Logs are kept for 30 days."
        ]

    def test_is_not_told_twice_on_a_day(self, the_vendor):
        admitted(the_vendor)

        with pytest.raises(AlreadyAdmitted):
            admitted(the_vendor)

    @pytest.mark.parametrize(
        ("wrong", "error"),
        [
            ({"limit": " "}, UnfitName),
            ({"limit": "x" * 251}, UnfitName),
            ({"limit": "=1+1"}, UnfitLimit),
            ({"limit": "?"}, UnfitLimit),
            ({"since": TODAY + A_DAY}, UnfitLimit),
            ({"expected_end_on": TODAY - A_DAY}, UnfitLimit),
        ],
    )
    def test_that_cannot_be_is_refused_and_nothing_is_kept(self, the_vendor, wrong, error):
        with pytest.raises(error):
            admitted(the_vendor, **wrong)

        assert limits(the_vendor) == []

    @pytest.mark.parametrize("words", ['Says "no", with a comma', "Ω 🙂 <b>bold</b>", "n/a at night"])
    def test_keeps_its_words(self, the_vendor, words):
        admitted(the_vendor, words)

        assert [one.limit for one in limits(the_vendor)] == [words]


class TestThePages:
    def test_go_from_the_room_to_the_form_and_back(self, browser, the_vendor, the_director):
        vendor, room = browser(the_vendor), f"/relationships/{RELATIONSHIP}"
        assert f'href="{room}/limits/new"' in vendor.get(room).content.decode()

        answer = vendor.post(f"{room}/limits/new", {"limit": "No <phone> at night"})

        assert answer["Location"] == f"{room}#limits"
        page = browser(the_director).get(room).content.decode()
        assert "No &lt;phone&gt; at night" in page
        assert "limits/new" not in page
        scorecard = browser(the_director).get(f"/vendors/{SUPPLIER}").content.decode()
        assert "No &lt;phone&gt; at night" in scorecard

    def test_keep_what_was_typed(self, browser, the_vendor):
        address = f"/relationships/{RELATIONSHIP}/limits/new"
        answer = browser(the_vendor).post(address, {"limit": "Kept <i>", "expected_end_on": "2020-01-01"})

        assert answer.status_code == 422
        assert "Kept &lt;i&gt;" in answer.content.decode()

    def test_are_not_the_customers_to_fill(self, browser, the_ciso):
        address = f"/relationships/{RELATIONSHIP}/limits/new"

        assert browser(the_ciso).get(address).status_code == 403
        assert browser(the_ciso).post(address, {"limit": "x"}).status_code == 403
