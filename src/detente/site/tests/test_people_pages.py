"""The page of one's organisation: who is in it, what they are, how they come and go."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from detente.assessment.scorecards.tests.held import reads
from detente.foundation.models import ApiToken, Invitation, Membership, Person
from detente.foundation.roles import Role
from detente.foundation.selectors.people import show_person
from detente.foundation.services.end_membership import end_membership
from detente.foundation.services.invite_person import invite_person
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import BANK, INSURER, LONG_AGO, NOON, PEOPLE, SUPPLIER
from detente.site.tests.doors import token_of

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
ANALYST = "/people/102"
HOSTILE = ("<script>alert(1)</script>", "\u202eevil\u202c", "\U0001f9ff" * 50, "x" * 200)
LEADS = ("the_ciso", "the_vendor", "the_host")
OTHERS = ("the_analyst", "the_director", "the_auditor", "the_contributor")


def words(response):
    return response.content.decode()


def many(how_many):
    """Put so many people into the bank."""
    made = Person.objects.bulk_create(
        Person(name=f"Person {number}", email=f"p{number}@{how_many}.example") for number in range(how_many)
    )
    Membership.objects.bulk_create(
        Membership(
            person=one, organisation_id=BANK, role="analyst", since=LONG_AGO + timedelta(minutes=number)
        )
        for number, one in enumerate(made)
    )


class TestThePeople:
    @pytest.mark.parametrize("who", sorted(PEOPLE))
    def test_are_seen_by_everybody_of_the_organisation_alone(self, who, browser, everybody):
        page = words(browser(everybody[who]).get("/people"))

        for one in PEOPLE.values():
            assert (one.email in page) == (one.organisation == PEOPLE[who].organisation)
        assert "2 January 2020, 03:04 UTC" in page

    @pytest.mark.parametrize("who", LEADS)
    def test_are_managed_by_whoever_leads(self, who, browser, everybody):
        page = words(browser(everybody[who]).get("/people"))

        assert 'href="/people/invitations"' in page
        assert "None waits to be taken up" in page

    @pytest.mark.parametrize("who", OTHERS)
    def test_are_not_managed_by_others_not_even_by_address(self, who, browser, everybody, the_ciso):
        invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON)
        client, number = browser(everybody[who]), everybody[who].person
        page = words(client.get("/people")) + words(client.get(f"/people/{number}"))

        assert all(one not in page for one in ("nvit", "Change the role", "End the membership"))
        assert client.get("/people/invitations").status_code == 403
        assert (
            client.post("/people/invitations", {"email": "x@example.org", "role": "analyst"}).status_code
            == 403
        )
        assert client.post(f"/people/{number}/role", {"role": "ciso"}).status_code == 403
        assert client.get(f"/people/{number}/end").status_code == 403
        assert client.post(f"/people/{number}/end").status_code == 403
        with acting_for_the_installation(because="a test looks for its number"):
            invitation = Invitation.objects.get().pk
        assert client.post(f"/people/invitations/{invitation}/withdraw").status_code == 403

    def test_are_in_the_side_bar(self, browser, the_director):
        page = words(browser(the_director).get("/people"))

        assert 'href="/people"' in page
        assert 'href="/audit"' not in page

    def test_are_found_by_name_or_address_and_a_page_at_a_time(self, browser, the_ciso):
        many(120)
        client = browser(the_ciso)
        first = words(client.get("/people"))
        following = re.search(r'href="(/people\?after=[^"]+)"', first)[1].replace("&amp;", "&")

        assert "Person 119" not in words(client.get(following))
        assert "Person 77<" in words(client.get("/people?q=person+77"))
        assert "p78@120.example" not in words(client.get("/people?q=P77@"))
        assert "Nobody of that name" in words(client.get("/people?q=zzz"))

    @pytest.mark.parametrize("asked", ["%00", "%25", "x" * 10_000, "%F0%9F%A7%BF", "%E2%80%AE"])
    def test_are_sought_by_whatever_somebody_types(self, asked, browser, the_ciso):
        assert browser(the_ciso).get(f"/people?q={asked}").status_code == 200

    def test_are_a_page_that_asks_as_often_for_ten_thousand(self, browser, the_ciso):
        client, asked = browser(the_ciso), []
        for how_many in (60, 10_000):
            many(how_many)
            with reads() as queries:
                client.get("/people")
            asked.append(len(queries))

        assert asked[0] == asked[1] <= 6  # who asks, and for which organisation; people, invitations, notices

    @pytest.mark.parametrize("name", HOSTILE)
    def test_are_shown_as_text_whatever_they_are_called(self, name, browser, the_ciso, the_analyst):
        Person.objects.filter(pk=the_analyst.person).update(name=name)
        client = browser(the_ciso)
        listed, *pages = [words(client.get(one)) for one in ("/people", ANALYST, f"{ANALYST}/end")]
        shown = name.replace("<", "&lt;").replace(">", "&gt;")

        assert all("<script>alert" not in one for one in (listed, *pages))
        assert all(shown in one for one in pages)
        assert (shown if len(name) <= 60 else f"{name[:59]}…") in listed


class TestInviting:
    def test_shows_the_link_once_and_the_invitation_in_the_list(self, browser, the_ciso):
        client = browser(the_ciso)
        made = client.post("/people/invitations", {"email": "New@example.org", "role": "auditor"})
        link = re.search(r"http://testserver(/invitations/[^<]+)<", words(made))[1]
        listed = words(client.get("/people"))

        assert "new@example.org, Auditor" in words(made)
        assert "new@example.org" in listed
        assert "8 December 2026, 12:00 UTC" in listed
        assert link not in listed
        assert "invites new@example.org as auditor" in words(Client().get(link))

    def test_is_for_the_vendors_lead_too_with_the_roles_of_that_side(self, browser, the_vendor):
        client = browser(the_vendor)
        page = words(client.get("/people/invitations"))
        made = client.post(
            "/people/invitations", {"email": "new@kestrel.example", "role": "vendor contributor"}
        )

        assert 'value="vendor contributor"' in page
        assert 'value="analyst"' not in page
        assert "/invitations/" in words(made)
        with acting_for_the_installation(because="a test looks whose it is"):
            assert Invitation.objects.get().organisation_id == SUPPLIER

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"email": "nobody"}, "valid email address"),
            ({"email": ""}, "required"),
            ({"role": "host"}, "not one of the available choices"),
            ({"role": "vendor lead"}, "not one of the available choices"),
            ({"email": PEOPLE["the_analyst"].email.upper()}, "is in the organisation already"),
            ({"email": f"{'x' * 10_000}@example.org"}, "at most 254 characters"),
        ],
    )
    def test_says_what_is_wrong_beside_the_field_and_keeps_what_was_typed(
        self, sent, says, browser, the_ciso
    ):
        asked = {"email": "new@example.org", "role": "director", **sent}
        reply = browser(the_ciso).post("/people/invitations", asked)
        field = "email" if "email" in sent else "role"
        beside = re.search(rf'id="id_{field}-error".*?</p>', words(reply), re.DOTALL)[0]

        assert reply.status_code == 422
        assert says in beside
        assert not asked["email"] or f'value="{asked["email"]}"' in words(reply)
        assert "role" in sent or re.search(r'value="director"[^>]*checked', words(reply))
        with acting_for_the_installation(because="a test looks for what was written"):
            assert not Invitation.objects.exists()

    @pytest.mark.parametrize("typed", HOSTILE[:2])
    def test_sends_markup_back_as_text(self, typed, browser, the_ciso):
        page = words(browser(the_ciso).post("/people/invitations", {"email": typed, "role": "analyst"}))

        assert "<script>alert" not in page
        assert typed.replace("<", "&lt;").replace(">", "&gt;") in page

    def test_is_taken_back(self, browser, the_ciso):
        client = browser(the_ciso)
        made = words(client.post("/people/invitations", {"email": "new@example.org", "role": "analyst"}))
        link = re.search(r"http://testserver(/invitations/[^<]+)<", made)[1]
        address = re.search(r'action="(/people/invitations/\d+/withdraw)"', words(client.get("/people")))[1]

        assert client.get(address).status_code == 405
        assert client.post(address)["Location"] == "/people"
        page = words(client.get("/people"))
        assert "its link opens nothing any more" in page
        assert "None waits to be taken up" in page
        assert Client().get(link).status_code == 404
        assert client.post(address).status_code == 404  # sent again

    def test_is_nothing_that_another_organisation_may_take_back(self, browser, the_ciso, the_stranger):
        made = invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON)

        assert (
            browser(the_stranger).post(f"/people/invitations/{made.invitation}/withdraw").status_code == 404
        )
        assert Client().get(made.link).status_code == 200


class TestARole:
    def test_is_changed_and_the_list_says_so(self, browser, the_ciso, the_analyst):
        client = browser(the_ciso)
        assert re.search(r'value="analyst"[^>]*checked', words(client.get(ANALYST)))
        done = client.post(f"{ANALYST}/role", {"role": "director"})

        assert done["Location"] == "/people"
        assert "Tom Ahlberg is Director from now on" in words(client.get("/people"))
        assert show_person(actor=the_ciso, person=the_analyst.person).role is Role.DIRECTOR

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"role": "analyst"}, "is analyst already"),
            ({"role": "vendor lead"}, "not one of the available choices"),
            ({}, "required"),
        ],
    )
    def test_stays_when_something_is_wrong(self, sent, says, browser, the_ciso, the_analyst):
        reply = browser(the_ciso).post(f"{ANALYST}/role", sent)
        beside = re.search(r'id="id_role-error".*?</p>', words(reply), re.DOTALL)[0]

        assert (reply.status_code, says in beside) == (422, True)
        assert show_person(actor=the_ciso, person=the_analyst.person).role is Role.ANALYST

    def test_of_the_last_who_gives_roles_stays(self, browser, the_ciso):
        reply = browser(the_ciso).post(f"/people/{the_ciso.person}/role", {"role": "analyst"})

        assert "the last one who may give roles" in words(reply)
        assert re.search(r'value="analyst"[^>]*checked', words(reply))

    def test_holds_from_the_next_request_on(self, browser, the_ciso, the_analyst):
        working = browser(the_analyst)
        assert working.get("/audit").status_code == 200
        browser(the_ciso).post(f"{ANALYST}/role", {"role": "director"})

        assert working.get("/audit").status_code == 403

    def test_of_somebody_elsewhere_is_nobodys(self, browser, the_stranger, the_vendor, the_analyst):
        for who in (the_stranger, the_vendor):
            client = browser(who)
            assert client.get(ANALYST).status_code == 404
            assert client.get(f"{ANALYST}/end").status_code == 404
            assert client.post(f"{ANALYST}/end").status_code == 404
            own = "ciso" if who is the_stranger else "vendor lead"
            assert client.post(f"{ANALYST}/role", {"role": own}).status_code == 404


class TestAnEnd:
    def test_is_asked_for_first_and_says_what_happens(self, browser, the_ciso, the_analyst):
        client = browser(the_ciso)
        page = words(client.get(f"{ANALYST}/end"))
        assert "their next click is refused" in page
        assert "Their tokens for programs stop" in page
        assert show_person(actor=the_ciso, person=the_analyst.person)

        assert client.post(f"{ANALYST}/end")["Location"] == "/people"
        listed = words(client.get("/people"))
        assert "Tom Ahlberg no longer belongs to Halden Bank" in listed
        assert the_analyst.email not in listed
        assert client.post(f"{ANALYST}/end").status_code == 404  # sent again

    def test_of_the_last_who_gives_roles_is_refused_with_what_to_do(self, browser, the_ciso):
        reply = browser(the_ciso).post(f"/people/{the_ciso.person}/end")

        assert (reply.status_code, "give somebody else that right first" in words(reply)) == (409, True)

    def test_of_ones_own_membership_leads_out(self, browser, the_ciso, the_analyst):
        client = browser(the_ciso)
        client.post(f"{ANALYST}/role", {"role": "ciso"})
        assert "your next click is refused" in words(client.get(f"/people/{the_ciso.person}/end"))
        left = client.post(f"/people/{the_ciso.person}/end")

        assert client.get(left["Location"])["Location"].startswith("/organisation")


class TestSomebodyWhoIsRemovedInMidSession:
    @pytest.mark.parametrize("asked", ["/people", "/account", ANALYST])
    def test_is_refused_the_next_page_and_told_why(self, asked, browser, the_ciso, the_analyst):
        working = browser(the_analyst)
        assert working.get(asked).status_code == 200
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)
        told = working.get(asked, follow=True)

        assert told.status_code == 403
        assert "<h1>You no longer belong to Halden Bank</h1>" in words(told)
        assert "24 November 2026, 12:00 UTC" in words(told)
        assert "they can invite you again" in words(told)
        assert the_ciso.email not in words(told)

    def test_saves_nothing_more_and_is_told_so(self, browser, the_ciso, the_analyst):
        working = browser(the_analyst)
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)
        told = working.post(
            "/account/tokens", {"name": "x", "permissions": ["see jobs"], "days": "3"}, follow=True
        )

        assert (told.status_code, "Nothing that you sent after that was saved" in words(told)) == (403, True)
        assert not ApiToken.objects.exists()

    def test_has_the_whole_window_moved_when_a_script_asked(self, browser, the_ciso, the_analyst):
        working = browser(the_analyst)
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)

        assert working.get("/people", headers={"HX-Request": "true"})["HX-Redirect"] == "/organisation"

    def test_holds_tokens_that_open_nothing(self, client, the_ciso, the_analyst):
        headers = {"authorization": f"Bearer {token_of(the_analyst)}"}
        assert client.get("/api/people", headers=headers).status_code == 200
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)

        assert client.get("/api/people", headers=headers).status_code == 401

    def test_goes_on_for_another_organisation_of_theirs(self, browser, the_ciso, the_analyst):
        Membership.objects.create(
            person_id=the_analyst.person, organisation_id=INSURER, role="analyst", since=NOON
        )
        working = browser(the_analyst)
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)
        told = working.get("/people", follow=True)

        assert told.status_code == 200
        assert "Your membership of Halden Bank was ended" in words(told)
        assert "Morrow Insurance" in words(told)
        chosen = working.post("/organisation", {"organisation": INSURER, "next": "/people"}, follow=True)
        assert "Mona Stranger" in words(chosen)

    def test_who_is_back_is_told_nothing_of_it(self, browser, the_ciso, the_analyst):
        working = browser(the_analyst)
        end_membership(actor=the_ciso, person=the_analyst.person, at=NOON)
        Membership.objects.create(
            person_id=the_analyst.person, organisation_id=BANK, role="analyst", since=NOON
        )

        assert working.get("/people").status_code == 200
        assert "was ended" not in words(working.get("/organisation"))
