"""Taking up an invitation in the browser: with a new account, with one's own, and when the link opens nothing."""

from datetime import timedelta

import pytest
from django.test import Client

from detente.foundation.models import Membership, Person
from detente.foundation.roles import Role
from detente.foundation.selectors.invitations import list_invitations
from detente.foundation.services.invite_person import invite_person
from detente.foundation.services.withdraw_invitation import withdraw_invitation
from detente.foundation.tests.people import NOON, PASSWORD
from detente.site.sign_in import CHOSEN

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
NEW_PASSWORD = "nine purple kettles sing"
NELL = {"name": "Nell New", "password": NEW_PASSWORD}


@pytest.fixture
def link(the_ciso):
    return invite_person(actor=the_ciso, email="new@example.org", role=Role.ANALYST, at=NOON).link


def sign_in(client, email):
    return client.post("/sign-in", {"login": email, "password": PASSWORD})


def words(response):
    return response.content.decode()


class TestAnInvitation:
    def test_makes_an_account_and_signs_it_in(self, link, client):
        assert "Ines Halden invites new@example.org as analyst" in words(client.get(link))
        done = client.post(link, NELL)

        assert done["Location"] == "/"
        assert "Halden Bank" in words(client.get("/account"))

    def test_says_what_is_wrong_with_a_password_and_never_sends_it_back(self, link, client):
        reply = client.post(link, {"name": "Nell", "password": "password1234"})

        assert reply.status_code == 422
        assert "too common" in words(reply)
        assert 'value="Nell"' in words(reply)
        assert "password1234" not in words(reply)

    def test_keeps_a_name_that_is_too_long_and_says_so(self, link, client):
        reply = client.post(link, {**NELL, "name": "<b>\u202e" + "x" * 10_000})

        assert reply.status_code == 422
        assert "at most 200 characters" in words(reply)
        assert f"&lt;b&gt;\u202e{'x' * 10_000}" in words(reply)
        assert not Person.objects.filter(email="new@example.org").exists()

    def test_is_taken_up_by_an_account_that_is_signed_in_with_that_address(self, the_ciso, the_stranger):
        link = invite_person(actor=the_ciso, email=the_stranger.email, role=Role.DIRECTOR, at=NOON).link
        client = Client()
        assert "has an account here" in words(client.post(link, NELL))
        sign_in(client, the_stranger.email)
        assert "Halden Bank" in words(client.get(link))

        assert client.post(link)["Location"] == "/"
        assert client.session[CHOSEN] == the_ciso.organisation

    def test_keeps_its_address_from_other_sites(self, link, client):
        assert client.get(link)["Referrer-Policy"] == "no-referrer"
        assert client.get("/invitations/unknown")["Referrer-Policy"] == "no-referrer"


class TestASharedInvitation:
    def test_is_not_taken_up_by_somebody_else_who_is_told_what_to_do(self, link, browser, the_vendor):
        client = browser(the_vendor)
        page = client.get(link)
        sent = client.post(link, NELL)

        assert "is for another address" in words(page)
        assert the_vendor.email in words(page)
        assert (sent.status_code, "ask for one of your own" in words(sent)) == (403, True)
        assert not Membership.objects.filter(person=the_vendor.person).exclude(organisation=2001).exists()

    def test_waits_while_one_signs_out(self, link, browser, the_vendor):
        client = browser(the_vendor)
        assert f'name="next" value="{link}"' in words(client.get(link))

        assert client.post("/sign-out", {"next": link})["Location"] == link
        assert "Your name" in words(client.get(link))

    def test_sends_nobody_elsewhere_who_signs_out(self, browser, the_vendor):
        assert browser(the_vendor).post("/sign-out", {"next": "https://evil.example/"})["Location"] == "/"


class TestALinkThatOpensNothing:
    def told(self, client, link, title):
        """The page, once it was seen to be one that says `title` and to change nothing."""
        page, sent = client.get(link), client.post(link, NELL)
        assert (page.status_code, sent.status_code) == (404, 404)
        assert f"<h1>{title}</h1>" in words(page)
        assert words(sent).count(title) == words(page).count(title)
        return words(page)

    def test_says_that_it_was_used_and_what_if_by_somebody_else(self, link, client, browser, everybody):
        client.post(link, NELL)
        page = self.told(Client(), link, "This invitation was used already")
        assert "on 24 November 2026, 12:00 UTC" in page
        assert "tell whoever sent it at once" in page
        assert 'href="/sign-in"' in page

        again = self.told(client, link, "This invitation was used already")
        assert "You are signed in as new@example.org" in again
        assert 'href="/"' in again
        assert Person.objects.filter(email="new@example.org").count() == 1

    def test_says_that_it_expired_and_when(self, link, client, monkeypatch):
        monkeypatch.setattr("detente.foundation.clock.now", lambda: NOON + timedelta(days=14))
        page = self.told(client, link, "This invitation has expired")

        assert "until 8 December 2026, 12:00 UTC" in page
        assert "Ask whoever sent it for a new one" in page

    def test_says_that_it_was_withdrawn(self, link, client, the_ciso):
        opened = list_invitations(actor=the_ciso, at=NOON).items[0]
        withdraw_invitation(actor=the_ciso, invitation=opened.invitation, at=NOON)
        page = self.told(client, link, "This invitation was withdrawn")

        assert "a newer one" in page

    def test_is_replaced_by_a_newer_one(self, link, client, the_ciso):
        newer = invite_person(actor=the_ciso, email="new@example.org", role=Role.DIRECTOR, at=NOON).link
        self.told(client, link, "This invitation was withdrawn")

        assert "as director" in words(client.get(newer))

    def test_tells_nothing_of_the_people_behind_it(self, link, client, monkeypatch):
        monkeypatch.setattr("detente.foundation.clock.now", lambda: NOON + timedelta(days=14))
        page = words(client.get(link))

        assert all(one not in page for one in ("Halden", "new@example.org"))

    def test_is_told_from_one_that_was_copied_in_part(self, link, client):
        assert "copied whole" in self.told(client, link[:-3], "This link opens no invitation")
