"""The pages of relationships: for whom they are, how many queries they take, and 10,000 rows."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.html import strip_tags

from detente.evidence.relationships.contracts import Stage, StageShown
from detente.evidence.relationships.models import PrivateNote, Relationship, Service
from detente.evidence.relationships.selectors import list_relationships, show_relationship
from detente.evidence.relationships.services.write_note import write_note
from detente.evidence.relationships.tests.days import JULY, on
from detente.evidence.relationships.tests.examples import RELATIONSHIP
from detente.foundation.models import Organisation
from detente.foundation.tenancy import Visibility, acting_for, acting_for_the_installation
from detente.foundation.tests.people import BANK, NOON

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def many(count):
    """Start relationships with vendors whose names fall in three tiers."""
    vendors = Organisation.objects.bulk_create(
        Organisation(name=f"Vendor {number:05}", created_at=NOON) for number in range(count)
    )
    with acting_for_the_installation(because="tests need many"):
        Relationship.objects.bulk_create(
            Relationship(
                customer_id=BANK,
                vendor=one,
                visibility=Visibility.SHARED,
                first_tier=number % 3 + 1,
                since=NOON.date(),
                started_at=NOON,
            )
            for number, one in enumerate(vendors)
        )


class TestEveryPage:
    @pytest.mark.parametrize("address", ["/relationships", f"/relationships/{RELATIONSHIP}"])
    def test_is_open_to_both_sides(self, both_sides, browser, address):
        for who, other in (
            ("the_ciso", "Northwind Cloud"),
            ("the_director", "Northwind Cloud"),
            ("the_vendor", "Halden Bank"),
        ):
            answer = browser(both_sides[who]).get(address)

            assert answer.status_code == 200
            assert other in answer.content.decode()

    def test_is_not_there_for_strangers(self, both_sides, browser):
        for who in ("the_stranger", "the_rival"):
            client = browser(both_sides[who])

            assert client.get(f"/relationships/{RELATIONSHIP}").status_code == 404
            assert client.get(f"/relationships/{10**30}").status_code == 404
            assert "Northwind" not in client.get("/relationships").content.decode()
        assert browser(both_sides["the_host"]).get("/relationships").status_code == 403
        assert browser(None).get("/relationships").status_code == 302


class TestTheRelationships:
    def test_take_the_same_queries_however_many_there_are(self, both_sides, browser, queries):
        client = browser(both_sides["the_ciso"])
        few = queries(client, "/relationships")
        many(10_000)

        assert queries(client, "/relationships") == few
        assert len(client.get("/relationships").content) < 200_000
        assert "Vendor 09999" in client.get("/relationships?q=or 09999").content.decode()
        assert "No relationship of that name" in client.get("/relationships?q=nothing").content.decode()

    @pytest.mark.parametrize("after", ["x", "-1", "9" * 40])
    def test_bear_an_address_that_was_tampered_with(self, both_sides, browser, after):
        assert browser(both_sides["the_ciso"]).get(f"/relationships?after={after}").status_code == 422

    def test_come_a_page_at_a_time_by_tier_and_name(self, both_sides):
        many(25)
        seen, after = [], None
        while True:
            page = list_relationships(actor=both_sides["the_ciso"], at=NOON, after=after, limit=7)
            seen += page.items
            after = page.next
            if after is None:
                break

        assert len(seen) == 27
        assert seen == sorted(seen, key=lambda one: (one.tier, one.vendor))


class TestAddingAVendor:
    FORM = {"vendor": "Alder Storage", "tier": "2", "summary": "Backups", "products": "Alder One, Alder Two"}

    def test_makes_the_room_that_both_sides_enter(self, both_sides, browser):
        client = browser(both_sides["the_analyst"])

        answer = client.post("/relationships/new", {**self.FORM, "notice_hours": "24"})

        page = client.get(answer["Location"]).content.decode()
        assert "Alder Storage is added." in page
        assert "Alder One, Alder Two" in page
        assert "within 24 hours" in page

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"vendor": "Northwind Cloud"}, "Northwind Cloud"),
            ({"vendor": "12345"}, "cannot be a vendor&#x27;s name"),
            ({"tier": "9"}, "9 is not one of the available choices"),
            ({"notice_hours": "0"}, "greater than or equal to 1"),
        ],
    )
    def test_says_what_does_not_fit_and_keeps_what_was_typed(self, both_sides, browser, wrong, said):
        answer = browser(both_sides["the_ciso"]).post("/relationships/new", {**self.FORM, **wrong})

        assert answer.status_code == 200
        assert said in answer.content.decode()
        assert 'value="Backups"' in answer.content.decode()

    def test_is_for_those_who_manage_relationships(self, both_sides, browser):
        for who in ("the_director", "the_vendor", "the_host"):
            assert browser(both_sides[who]).get("/relationships/new").status_code == 403
        listed = browser(both_sides["the_director"]).get("/relationships").content.decode()
        assert "/relationships/new" not in listed

    def test_is_what_an_empty_list_offers(self, browser, the_stranger):
        page = browser(the_stranger).get("/relationships").content.decode()

        assert 'href="/relationships/new"' in page
        assert "command line" not in page


class TestTheStageOnADay:
    def test_is_the_latest_that_was_taken_by_then(self, both_sides):
        room = show_relationship(actor=both_sides["the_ciso"], at=NOON, relationship=RELATIONSHIP)
        week = timedelta(days=7)
        taken = [StageShown(stage, NOON + week * n, "", "") for n, stage in enumerate(list(Stage)[:3])]
        room = replace(room, stages=tuple(reversed(taken)))

        assert room.stage_on(NOON - week) == (Stage.TRANSACTIONAL, None)
        assert room.stage_on(NOON + week) == (Stage.PROVEN, NOON + week)
        assert room.stage_on(NOON + 9 * week) == (Stage.TRUSTED, NOON + 2 * week)


class TestARelationship:
    def test_takes_the_same_queries_however_much_there_is(self, both_sides, browser, queries):
        client = browser(both_sides["the_ciso"])
        few = queries(client, f"/relationships/{RELATIONSHIP}")
        with acting_for(BANK, writes=True):
            of = Relationship.objects.get(pk=RELATIONSHIP)
            own = {"customer_id": BANK, "vendor_id": of.vendor_id, "relationship": of}
            Service.objects.bulk_create(
                Service(**own, visibility=0, name=f"service {one}", since=NOON.date(), recorded_at=NOON)
                for one in range(30)
            )
            PrivateNote.objects.bulk_create(
                PrivateNote(
                    **own, visibility=1, text=f"note {one}", by_id=both_sides["the_ciso"].person, at=NOON
                )
                for one in range(30)
            )

        assert queries(client, f"/relationships/{RELATIONSHIP}") == few

    def test_shows_each_side_its_own_notes(self, both_sides, browser):
        write_note(actor=both_sides["the_vendor"], at=NOON, relationship=RELATIONSHIP, text="they pay late")

        ours = browser(both_sides["the_ciso"]).get(f"/relationships/{RELATIONSHIP}").content.decode()
        theirs = browser(both_sides["the_contributor"]).get(f"/relationships/{RELATIONSHIP}").content.decode()

        assert ("They answer slowly." in ours, "they pay late" in ours) == (True, False)
        assert ("They answer slowly." in theirs, "they pay late" in theirs) == (False, True)


class TestARelationshipOnAPastDay:
    @pytest.fixture
    def page(self, change, acme, the_customer, browser):
        change(JULY, tier=1, notice_hours=24, reason="Payments depend on it.", valid_from=on(6))

        def opened(as_of="", known_on=""):
            days = {"as_of": as_of, "known_on": known_on}
            answer = browser(the_customer).get(f"/relationships/{acme.relationship}", days)
            return answer.status_code, strip_tags(answer.content.decode())

        return opened

    def test_shows_its_terms(self, page):
        (_, then), (_, now) = page("2026-06-30"), page()

        assert "within 24 hours" in now
        assert "Payments depend on it." in now
        assert "within 24 hours" not in then
        assert "Payments depend on it." not in then
        assert "147 days ago" in then

    def test_before_it_was_on_record_shows_nothing(self, page):
        status, shown = page("2026-02-01")

        assert status == 200
        assert "not yet" in shown
        assert "hosting" not in shown

    @pytest.mark.parametrize(("day", "said"), [("31 May", "is no day"), ("2031-01-01", "has not come yet")])
    def test_that_is_none_is_refused(self, page, day, said):
        status, shown = page(day)

        assert status == 422
        assert said in shown


class TestMatchingAName:
    def test_goes_back_to_the_page_that_asked_and_says_what_became_of_it(self, both_sides, browser):
        client = browser(both_sides["the_analyst"])
        said = {"written": "NW Cloud", "vendor": "Northwind Cloud", "next": "/relationships"}

        assert client.post("/vendor-names/match", said)["Location"] == "/relationships"
        again = client.post("/vendor-names/match", said, follow=True).content.decode()
        assert "NW Cloud means Northwind Cloud" in again
        assert "means Northwind Cloud already" in again

    def test_names_no_command_where_the_vendor_is_none(self, both_sides, browser):
        said = {"written": "NW", "vendor": "Nobody"}
        page = browser(both_sides["the_ciso"]).post("/vendor-names/match", said, follow=True).content.decode()

        assert "There is no vendor" in page
        assert "detente relationships" not in page

    @pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:x()", ""])
    def test_never_leads_elsewhere(self, both_sides, browser, elsewhere):
        said = {"written": "NW", "vendor": "Nobody", "next": elsewhere}

        assert (
            browser(both_sides["the_ciso"]).post("/vendor-names/match", said)["Location"] == "/relationships"
        )

    def test_is_for_whoever_may_manage_relationships(self, both_sides, browser):
        for who in ("the_director", "the_vendor", "the_host"):
            said = {"written": "NW", "vendor": "Northwind Cloud"}
            assert browser(both_sides[who]).post("/vendor-names/match", said).status_code == 403
