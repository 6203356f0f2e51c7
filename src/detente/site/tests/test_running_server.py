"""The product as it runs: real settings, a real database file, a real server in a process of its own."""

import json
from http.cookiejar import CookieJar
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def founded(running_server):
    """Return an organisation that was founded at the command line, with the password that it printed."""
    made = running_server.detente(
        "organisations", "create", "--name", "Acme", "--email", "ada@example.org", "--json"
    )
    return json.loads(made.stdout)


@pytest.fixture
def visit(running_server):
    """Return a browser without a screen: visit(path, **form) gives the address, the status and the page."""
    cookies = CookieJar()
    opener = build_opener(HTTPCookieProcessor(cookies))

    def visited(path, headers=None, **form):
        if form:
            form["csrfmiddlewaretoken"] = next(one.value for one in cookies if one.name == "csrftoken")
        sent = urlencode(form).encode() if form else None
        try:
            asked = Request(running_server.url + path, sent, headers or {})  # noqa: S310  # it is ours
            reply = opener.open(asked, timeout=30)
        except HTTPError as error:
            reply = error
        with reply:
            return reply.url.removeprefix(running_server.url), reply.status, reply.read().decode()

    return visited


class TestTheRunningServer:
    def test_signs_somebody_in_with_the_password_that_was_printed(self, founded, visit):
        visit("/sign-in")
        where, status, page = visit(
            "/sign-in", login=founded["email"], password=founded["password"], next="/account"
        )

        assert (where, status) == ("/account", 200)
        assert "Acme" in page

    def test_counts_wrong_passwords(self, founded, visit):
        visit("/sign-in")
        pages = [visit("/sign-in", login="somebody@example.org", password="wrong")[2] for _ in range(6)]

        assert "The address or the password is wrong." in pages[0]
        assert "The address or the password is wrong." not in pages[5]
        assert "five minutes" in pages[5]

    def test_answers_a_token(self, founded, running_server, visit):
        words = ("--person", founded["email"], "tokens", "issue", "--name", "test", "--json")
        secret = json.loads(running_server.detente(*words).stdout)["secret"]
        _, status, said = visit("/api/me", {"Authorization": f"Bearer {secret}"})

        assert (status, json.loads(said)["organisation_name"]) == (200, "Acme")
        assert visit("/api/me")[1] == 401
