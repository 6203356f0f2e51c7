"""Signing in and out, choosing an organisation, taking up an invitation: the pages of whoever is nobody yet."""

import re
from importlib import import_module

import pytest
from django.conf import settings as configured
from django.test import Client

from detente.foundation.models import Membership, Person
from detente.foundation.services.end_membership import end_membership
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import INSURER, NOON, PASSWORD
from detente.site.sign_in import CHOSEN

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


def sign_in(client, email, password=PASSWORD, **more):
    return client.post("/sign-in", {"login": email, "password": password, **more})


@pytest.fixture
def in_two_organisations(the_ciso):
    Membership.objects.create(person_id=the_ciso.person, organisation_id=INSURER, role="analyst", since=NOON)
    return the_ciso


class TestSigningIn:
    def test_opens_the_page_that_was_asked_for(self, client, the_ciso):
        asked = client.get("/account/tokens?after=x")
        assert asked["Location"] == "/sign-in?next=%2Faccount%2Ftokens%3Fafter%3Dx"
        page = client.get(asked["Location"])
        assert 'name="next" value="/account/tokens?after=x"' in page.content.decode()

        assert sign_in(client, the_ciso.email, next="/account/tokens")["Location"] == "/account/tokens"
        assert client.get("/account").status_code == 200

    def test_takes_the_address_in_whatever_case(self, client, the_ciso):
        assert sign_in(client, the_ciso.email.upper()).status_code == 302

    def test_begins_a_new_session_and_a_new_token_against_forgery(self, client, the_ciso):
        client.get("/sign-in")
        session = client.session
        session["planted"] = True
        session.save()
        before, forgery = session.session_key, client.cookies["csrftoken"].value
        sign_in(client, the_ciso.email)

        assert client.session.session_key != before
        assert client.cookies["csrftoken"].value != forgery

    @pytest.mark.parametrize(
        "elsewhere",
        [
            "https://evil.example/",
            "//evil.example/",
            "https:evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "http://testserver@evil.example/",
            "\thttps://evil.example",
        ],
    )
    def test_never_leads_elsewhere(self, elsewhere, client, the_ciso):
        assert sign_in(client, the_ciso.email, next=elsewhere)["Location"] == "/"

    def test_says_the_same_of_a_wrong_password_an_unknown_address_and_a_closed_account(
        self, the_ciso, the_analyst
    ):
        Person.objects.filter(pk=the_analyst.person).update(is_active=False)
        tried = [(the_ciso.email, "wrong"), ("nobody@example.org", PASSWORD), (the_analyst.email, PASSWORD)]
        replies = [sign_in(Client(), *one) for one in tried]
        pages = [one.content.decode() for one in replies]
        said = {re.sub(r'value="[^"]*"', "", page[page.index("<main") :]) for page in pages}

        assert len(said) == 1
        assert {one.status_code for one in replies} == {422}
        words = said.pop()
        assert "The address or the password is wrong." in words
        assert "Not sent" not in words

    def test_hashes_a_password_even_for_an_unknown_address(self, client, the_ciso, monkeypatch):
        """Otherwise the time that it takes would tell who has an account."""
        hashed = []
        original = Person.set_password
        monkeypatch.setattr(
            Person, "set_password", lambda self, words: hashed.append(words) or original(self, words)
        )
        sign_in(client, "nobody@example.org", "guessed")

        assert hashed == ["guessed"]

    def test_is_refused_after_five_wrong_passwords_even_with_the_right_one(
        self, client, the_ciso, the_analyst
    ):
        for _ in range(5):
            assert "password is wrong" in sign_in(client, the_ciso.email, "wrong").content.decode()
        refused = sign_in(client, the_ciso.email)

        assert "Wait five minutes" in refused.content.decode()
        assert (refused.status_code, refused["Retry-After"]) == (429, "300")
        assert client.get("/account").status_code == 302
        assert sign_in(client, the_analyst.email).status_code == 302  # somebody else still may

    def test_stays_open_to_an_office_where_many_mistype(self, client, the_ciso):
        for number in range(25):
            assert sign_in(client, f"mistyped{number}@example.org", "wrong").status_code == 422

        assert sign_in(client, the_ciso.email).status_code == 302

    def test_is_refused_to_an_address_of_the_network_that_tries_everybody(self, client, everybody):
        answers = [sign_in(client, f"guess{number}@example.org", "wrong").status_code for number in range(61)]

        assert answers[-1] == 429
        assert "Too many attempts" in sign_in(client, "x@example.org").content.decode()

    def test_asks_for_a_token_against_forgery(self, the_ciso):
        strict = Client(enforce_csrf_checks=True)

        assert sign_in(strict, the_ciso.email).status_code == 403
        strict.get("/sign-in")
        token = strict.cookies["csrftoken"].value
        assert sign_in(strict, the_ciso.email, csrfmiddlewaretoken=token).status_code == 302

    def test_moves_the_whole_window_when_a_script_asked(self, client, db):
        reply = client.get("/account", headers={"HX-Request": "true"})

        assert (reply.status_code, reply["HX-Redirect"]) == (200, "/sign-in")
        assert not reply.content

    def test_shows_nothing_that_a_strict_policy_forbids(self, client, db):
        reply = client.get("/sign-in")
        page = reply.content.decode()

        assert "default-src 'none'" in reply["Content-Security-Policy"]
        assert not re.search(r"<script(?![^>]*\bsrc=)| style=| on\w+=|javascript:", page)
        assert "no-store" in reply["Cache-Control"]


class TestSigningOut:
    def test_ends_the_session(self, browser, the_ciso):
        client = browser(the_ciso)
        assert client.get("/sign-out").status_code == 405
        assert client.post("/sign-out")["Location"] == "/sign-in"

        assert client.get("/account").status_code == 302

    def test_leaves_nothing_in_a_cache(self, browser, the_ciso):
        assert browser(the_ciso).get("/account")["Cache-Control"] == "private, no-store"


class TestChoosingAnOrganisation:
    def test_comes_first_for_somebody_of_several(self, client, in_two_organisations):
        sign_in(client, in_two_organisations.email)
        asked = client.get("/account")
        assert asked["Location"] == "/organisation?next=%2Faccount"
        page = client.get(asked["Location"]).content.decode()
        assert "Halden Bank" in page
        assert "Morrow Insurance" in page

        chosen = client.post("/organisation", {"organisation": INSURER, "next": "/account"})
        assert chosen["Location"] == "/account"
        assert "Morrow Insurance" in client.get("/account").content.decode()

    def test_never_leads_elsewhere(self, browser, the_ciso):
        chosen = {"organisation": the_ciso.organisation, "next": "https://evil.example/"}

        assert browser(the_ciso).post("/organisation", chosen)["Location"] == "/"

    @pytest.mark.parametrize("choice", ["2001", "", "x", "1002"])
    def test_offers_no_organisation_of_others(self, choice, browser, the_ciso):
        client = browser(the_ciso)

        assert client.post("/organisation", {"organisation": choice}).status_code == 404
        assert client.session[CHOSEN] == the_ciso.organisation

    def test_is_asked_anew_when_one_has_left(self, client, in_two_organisations, the_stranger):
        sign_in(client, in_two_organisations.email)
        client.post("/organisation", {"organisation": INSURER})
        end_membership(actor=the_stranger, person=in_two_organisations.person, at=NOON)

        assert client.get("/account")["Location"].startswith("/organisation")

    def test_tells_somebody_of_none_what_to_do(self, client, the_ciso):
        with acting_for_the_installation(because="a test looks at somebody who was never in one"):
            Membership.objects.filter(person=the_ciso.person).delete()
        sign_in(client, the_ciso.email)
        page = client.get("/organisation")

        assert client.get("/account")["Location"].startswith("/organisation")
        assert (page.status_code, "invite you first" in page.content.decode()) == (403, True)


def test_the_product_hashes_with_argon2_and_counts_attempts_for_all_its_processes_together():
    product = import_module("detente.site.settings")

    assert product.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    assert product.CACHES["default"]["BACKEND"].endswith("DatabaseCache")
    assert product.ACCOUNT_RATE_LIMITS == configured.ACCOUNT_RATE_LIMITS
