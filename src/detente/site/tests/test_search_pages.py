"""Search: each side finds what it may see, under whatever is typed, with the same number of queries."""

import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from detente.assessment.scorecards.selectors.search import search_publications
from detente.evidence.ledger.models import Document
from detente.evidence.relationships.models import Relationship, Service
from detente.evidence.relationships.services.start_relationship import start_relationship
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.models import Membership, Organisation, Person
from detente.foundation.tenancy import Visibility, acting_for_the_installation
from detente.foundation.tests.people import BANK, NOON, SUPPLIER

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")

IN_THE_PALETTE = {"HX-Request": "true", "HX-Target": "dt-palette-found"}
TO_SIGN_IN = 3  # the session, the person, their memberships
OF_EACH = {
    "vendors": 2,  # the words, the relationships
    "relationships": 6,  # the words, the relationships, their services, changes, contracts and contacts
    "publications": 3,  # the words, the relationships, the publications
    "documents": 2,  # the words, the documents
    "disputes": 1,  # the words, of which there are none
    "questionnaires": 1,  # the words, of which there are none
    "people": 1,
}
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "\U0001f9ff",
    "\u202eevil\u202c",
    "x" * 10_000,
    "a\0b",
    "%' OR 1=1 --",
    "{{ 7|add:7 }}",
)


@pytest.fixture
def searching(browser, the_world):
    """Return what somebody finds in the palette: each group's label with the labels and addresses in it."""

    def searched(who, words):
        answer = browser(the_world[who]).get("/search", {"q": words}, headers=IN_THE_PALETTE)
        assert answer.status_code == 200
        return groups_in(answer.content.decode())

    return searched


def groups_in(page):
    """Return the groups of the palette's answer."""
    return {
        html.unescape(group[0]): [
            (html.unescape(label), address)
            for address, label in re.findall(
                r'href="([^"]+)">.*?<bdi class="dt-option-label">(.*?)</bdi>', group[1], re.DOTALL
            )
        ]
        for group in re.findall(
            r'class="dt-palette-kind"[^>]*>(.*?)</div>(.*?)(?=<div role="group"|$)', page, re.DOTALL
        )
    }


class TestTheSearch:
    def test_finds_a_vendor_by_its_name_for_the_customer(self, searching):
        found = searching("the_ciso", "north")

        assert found["Relationships"] == [("Northwind Cloud", f"/relationships/{RELATIONSHIP}")]
        assert found["Vendors"] == [("Northwind Cloud", f"/vendors/{SUPPLIER}")]

    def test_finds_a_customer_by_its_name_for_the_vendor_who_has_no_scorecards(self, searching):
        found = searching("the_vendor", "hald")

        assert found["Relationships"] == [("Halden Bank", f"/relationships/{RELATIONSHIP}")]
        assert "Vendors" not in found

    @pytest.mark.parametrize("words", ["host", "gate", "master agr", "sam dale", "northwind gate"])
    def test_finds_a_relationship_by_what_stands_in_it_for_both_sides(self, searching, words):
        customers = searching("the_ciso", words)["Relationships"]
        vendors = [] if "northwind" in words else searching("the_vendor", words)["Relationships"]

        assert ("Northwind Cloud", f"/relationships/{RELATIONSHIP}") in customers
        assert vendors == (
            [] if "northwind" in words else [("Halden Bank", f"/relationships/{RELATIONSHIP}")]
        )

    def test_says_by_what_a_relationship_was_found(self, browser, the_world):
        page = browser(the_world["the_ciso"]).get("/search", {"q": "gate"}).content.decode()

        assert "Hosting · Gate" in page

    def test_finds_documents_by_name_and_format(self, searching):
        assert ("events.csv", "/documents/20001") in searching("the_ciso", "EVENTS")["Evidence"]
        assert searching("the_vendor", "upptime events csv")["Evidence"]

    def test_finds_disputes_by_what_they_say(self, searching):
        found = searching("the_ciso", "clock")["Disputes"]

        assert found == searching("the_vendor", "CLÓCK")["Disputes"]
        assert all(address.startswith("/disputes/") for _, address in found)

    def test_finds_people_of_ones_own_organisation_alone(self, searching):
        assert [label for label, _ in searching("the_ciso", "ahlb")["People"]] == ["Tom Ahlberg"]
        assert "People" not in searching("the_vendor", "ahlb")

    def test_offers_the_places_that_one_may_see(self, searching):
        everything = {label for label, _ in searching("the_ciso", "")["Go to"]}

        assert {"Vendors", "Relationships", "Evidence", "People", "Audit trail"} <= everything
        assert searching("the_ciso", "audit")["Go to"] == [("Audit trail", "/audit")]
        assert "Vendors" not in {label for label, _ in searching("the_host", "")["Go to"]}

    def test_finds_publications_by_the_other_side_for_their_two_sides_alone(self, the_world):
        def publications(who, words):
            return [one.id for one in search_publications(actor=the_world[who], at=NOON, words=words)]

        assert publications("the_ciso", "north")
        assert publications("the_vendor", "halden") == publications("the_ciso", "north")
        assert publications("the_stranger", "north") == publications("the_rival", "north") == []

    @pytest.mark.parametrize("who", ["the_stranger", "the_rival", "the_host"])
    @pytest.mark.parametrize("words", ["north", "hosting", "events", "clock", "sam", "master", "ahlb"])
    def test_finds_strangers_nothing(self, searching, who, words):
        assert searching(who, words) == {}

    @pytest.mark.parametrize("who", ["the_ciso", "the_vendor", "the_host"])
    @pytest.mark.parametrize("words", HOSTILE)
    def test_takes_whatever_is_typed_as_words(self, browser, the_world, who, words):
        client = browser(the_world[who])

        for headers in ({}, IN_THE_PALETTE):
            answer = client.get("/search", {"q": words}, headers=headers)

            assert answer.status_code == 200
            assert b"<script>alert" not in answer.content
            assert b"<img" not in answer.content
            assert b"14" not in re.findall(rb"\xe2\x80\x9c<bdi>(.*?)</bdi>", answer.content)

    def test_shows_hostile_names_as_text(self, browser, the_world):
        ciso = the_world["the_ciso"]
        for name in HOSTILE[:3]:
            start_relationship(actor=ciso, at=NOON, vendor=f"Zebra {name}", tier=1)

        page = browser(ciso).get("/search", {"q": "zebra"}).content.decode()

        assert page.count('<bdi class="dt-option-label">Zebra ') == 2 * len(HOSTILE[:3])
        assert "<script>alert" not in page
        assert "<img" not in page

    def test_is_a_page_a_fragment_and_nobodys_without_signing_in(self, browser, the_world):
        client = browser(the_world["the_ciso"])
        page, fragment = client.get("/search?q=north"), client.get("/search?q=north", headers=IN_THE_PALETTE)

        assert b"<html" in page.content
        assert b'role="listbox"' in fragment.content
        assert b"<html" not in fragment.content
        assert "HX-Target" in page["Vary"]
        assert "no-store" in page["Cache-Control"]
        assert client.post("/search").status_code == 405
        assert browser(None).get("/search?q=north").status_code == 302

    def test_has_its_button_and_its_palette_on_every_page(self, browser, the_world):
        page = browser(the_world["the_director"]).get("/relationships").content.decode()

        assert page.count('id="dt-palette"') == 1
        assert 'href="/search" data-open-palette' in page


class TestTheQueries:
    def test_are_as_many_however_much_there_is_and_few(self, browser, the_world):
        client = browser(the_world["the_ciso"])
        many(range(1))
        queries_of(client, "vendor")  # what is asked once by a process is asked now
        of_one = queries_of(client, "vendor")
        many(range(1, 300))

        found = groups_in(client.get("/search", {"q": "vendor"}, headers=IN_THE_PALETTE).content.decode())

        assert queries_of(client, "vendor") == queries_of(client, "vendor 2") == of_one
        assert {label: len(hits) for label, hits in found.items() if label != "Go to"} == {
            "Vendors": 5, "Relationships": 5, "Evidence": 5, "People": 5,
        }  # fmt: skip
        if connection.vendor == "sqlite":  # PostgreSQL is told the scope of each, too
            assert of_one == TO_SIGN_IN + sum(OF_EACH.values())


def queries_of(client, words):
    """Return how many queries it takes to find some words."""
    with CaptureQueriesContext(connection) as taken:
        assert client.get("/search", {"q": words}, headers=IN_THE_PALETTE).status_code == 200
    return len(taken)


def many(numbers):
    """Give the bank so many vendors, with a service and a document each, and so many people."""
    made = [Organisation(name=f"Vendor {number:03}", created_at=NOON) for number in numbers]
    people = [Person(name=f"Vendor Manager {number}", email=f"m{number}@example.org") for number in numbers]
    Organisation.objects.bulk_create(made)
    Membership.objects.bulk_create(
        Membership(person=one, organisation_id=BANK, role="analyst", since=NOON)
        for one in Person.objects.bulk_create(people)
    )
    both = {"customer_id": BANK, "visibility": Visibility.SHARED}
    with acting_for_the_installation(because="tests need many"):
        rows = Relationship.objects.bulk_create(
            Relationship(**both, vendor=one, first_tier=1, since=NOON.date(), started_at=NOON) for one in made
        )
        Service.objects.bulk_create(
            Service(
                **both,
                vendor_id=one.vendor_id,
                relationship=one,
                name="Hosting",
                since=NOON.date(),
                recorded_at=NOON,
            )
            for one in rows
        )
        known = Document.objects.order_by("pk").values("format", "sha256", "bytes", "assurance").first()
        Document.objects.bulk_create(
            Document(
                **both,
                **known,
                vendor=one,
                name=f"vendor-{one.name}.csv",
                content_hash=f"{one.pk:064}",
                request_hash=f"{one.pk:064}",
                against_only=False,
                private=False,
                known_at=NOON,
                received_from_id=BANK,
                received_by_id=101,
                edition_at=NOON,
                facts=0,
                rejected=0,
            )
            for one in made
        )
