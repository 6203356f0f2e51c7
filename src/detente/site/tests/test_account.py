"""What people look after themselves: password and tokens; and what the command line does for whoever runs it."""

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from detente.assessment.scorecards.tests.held import reads
from detente.foundation.access import actor_named, actor_with_token
from detente.foundation.models import ApiToken, Person
from detente.foundation.tests.people import NOON, PASSWORD
from detente.site import cli

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
NEW_PASSWORD = "nine purple kettles sing"
SEE = "see the organisation's people"


def run(*words, typed=None):
    return CliRunner().invoke(cli.build(), words, input=typed)


class TestAPassword:
    def test_is_changed_and_other_sessions_end(self, browser, the_ciso):
        here, elsewhere = browser(the_ciso), browser(the_ciso)
        done = here.post("/account", {"current": PASSWORD, "new": NEW_PASSWORD})

        assert done["Location"] == "/account"
        assert here.get("/account").status_code == 200
        assert elsewhere.get("/account").status_code == 302
        assert Person.objects.get(pk=the_ciso.person).check_password(NEW_PASSWORD)

    @pytest.mark.parametrize(
        ("sent", "says"),
        [
            ({"current": "guessed", "new": NEW_PASSWORD}, "not right"),
            ({"current": PASSWORD, "new": "password1234"}, "too common"),
            ({"current": PASSWORD, "new": "x" * 201}, "at most 200 characters"),
            ({"current": PASSWORD}, "required"),
        ],
    )
    def test_stays_when_something_is_wrong(self, sent, says, browser, the_ciso):
        reply = browser(the_ciso).post("/account", sent)

        assert (reply.status_code, says in reply.content.decode()) == (422, True)
        assert Person.objects.get(pk=the_ciso.person).check_password(PASSWORD)

    def test_is_guessed_five_times_a_minute_at_most(self, browser, the_ciso):
        client = browser(the_ciso)
        answers = [
            client.post("/account", {"current": "guessed", "new": NEW_PASSWORD}).status_code for _ in range(6)
        ]

        assert answers == [422] * 5 + [429]


class TestTokens:
    def test_are_shown_once_and_listed_without_their_secret(self, browser, the_ciso):
        client = browser(the_ciso)
        made = client.post("/account/tokens", {"name": "export", "permissions": [SEE], "days": "30"})
        secret = made.content.decode().partition('<code class="dt-code">')[2].partition("<")[0]
        listed = client.get("/account/tokens").content.decode()

        assert actor_with_token(secret, at=NOON).only == {SEE}
        assert "export" in listed
        assert secret not in listed

    @pytest.mark.parametrize(
        "sent",
        [{"permissions": ["accept risk"]}, {"days": "366"}, {"days": "0"}, {"name": ""}, {"permissions": []}],
    )
    def test_are_not_made_of_what_nobody_may(self, sent, browser, the_ciso):
        asked = {"name": "export", "permissions": [SEE], "days": "30", **sent}

        assert browser(the_ciso).post("/account/tokens", asked).status_code == 422
        assert not ApiToken.objects.exists()

    def test_are_revoked_by_their_holder_alone(self, browser, the_ciso, the_analyst):
        browser(the_ciso).post("/account/tokens", {"name": "export", "permissions": [SEE], "days": "30"})
        token = ApiToken.objects.get()
        address = f"/account/tokens/{token.pk}/revoke"

        assert browser(the_analyst).post(address).status_code == 404
        assert browser(the_ciso).get(address).status_code == 405
        assert browser(the_ciso).post(address)["Location"] == "/account/tokens"
        token.refresh_from_db()
        assert token.revoked_at == NOON

    def test_are_issued_at_the_command_line_too(self, the_ciso):
        done = run(
            "--person", the_ciso.email, "tokens", "issue", "--name", "export", "--permission", SEE, "--json"
        )
        issued = json.loads(done.stdout)

        assert issued["permissions"] == [SEE]
        assert actor_with_token(issued["secret"], at=NOON).person == the_ciso.person

    def test_page_asks_a_fixed_number_of_questions(self, browser, the_ciso, the_world):
        client = browser(the_ciso)
        with reads() as asked:
            client.get("/account/tokens")

        assert len(asked) <= 5  # who asks, and for which organisation; tokens, notices


class TestFoundingAnOrganisation:
    def test_prints_a_password_once_that_signs_in(self, db):
        done = run("organisations", "create", "--name", "Acme", "--email", "Ada@Example.org", "--json")
        founded = json.loads(done.stdout)
        signed_in = Client().post("/sign-in", {"login": "ada@example.org", "password": founded["password"]})

        assert (founded["name"], founded["role"]) == ("Acme", "ciso")
        assert signed_in.status_code == 302
        assert actor_named("ada@example.org").organisation_name == "Acme"

    def test_takes_a_password_from_its_input_and_prints_none(self, db):
        done = run(
            "organisations", "create", "--name", "Acme", "--email", "ada@example.org", "--role", "host",
            "--person-name", "Ada", "--password-stdin", typed=f"{NEW_PASSWORD}\n",
        )  # fmt: skip

        assert done.exit_code == 0
        assert NEW_PASSWORD not in done.stdout
        assert Person.objects.get().check_password(NEW_PASSWORD)

    def test_says_that_somebody_has_an_account_already(self, the_ciso):
        done = run("organisations", "create", "--name", "Acme", "--email", the_ciso.email)

        assert "sign in as before" in done.stdout
        assert "Password" not in done.stdout

    @pytest.mark.parametrize(
        ("words", "code"),
        [
            (("--name", "Halden Bank", "--email", "a@example.org"), 5),
            (("--name", "Acme", "--email", "nobody"), 2),
            (("--name", "Acme", "--email", "a@example.org", "--role", "emperor"), 2),
            (("--name", "Acme"), 2),
        ],
    )
    def test_explains_what_is_wrong(self, words, code, everybody):
        assert run("organisations", "create", *words).exit_code == code


def test_the_description_of_the_api_is_printed(tmp_path):
    file = tmp_path / "openapi.json"

    assert json.loads(run("openapi").stdout)["openapi"] == "3.1.0"
    assert run("openapi", "--output", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8") == run("openapi").stdout
