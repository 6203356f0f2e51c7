"""What a door says when it cannot do as asked, and what it keeps to itself."""

import errno
import json

import pytest
from django.db import OperationalError
from django.test import Client
from pydantic_core import ValidationError

from detente.foundation.access import digest
from detente.foundation.models import ApiToken, AuditEntry, Invitation
from detente.foundation.registry import derived
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import NOON
from detente.site.tests.doors import by_api, by_command, token_of

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")
A_SERVICES_OWN_MISREADING = ValidationError.from_exception_data(
    "Inner", [{"type": "int_parsing", "loc": ("secret",), "input": "hunter2"}]
)
INVITE = {"email": "new@example.org", "role": "analyst"}


@pytest.fixture
def api(the_ciso):
    """Return a way to send the API what no well-meaning client would."""

    def send(method, path, body=None, *, content_type="application/json", token=None, **query):
        client = Client(raise_request_exception=False)
        headers = {"authorization": f"Bearer {token or token_of(the_ciso)}"}
        return client.generic(
            method, f"/api/{path}", body or b"", content_type, headers=headers, query_params=query or None
        )

    return send


class TestBothDoors:
    @pytest.mark.parametrize(
        ("name", "asked", "says"),
        [
            ("people.invite_person", {"email": "nobody", "role": "analyst"}, "name@example.org"),
            ("people.invite_person", {**INVITE, "role": "emperor"}, "role: Input should be 'ciso'"),
            ("people.invite_person", {**INVITE, "email": "a\0b@example.org"}, "NUL"),
            ("people.list_people", {"limit": 0}, "limit: Input should be greater than or equal to 1"),
            ("people.list_people", {"limit": "many"}, "limit: Input should be a valid integer"),
            ("people.list_people", {"after": "yesterday"}, "no position"),
            ("tokens.revoke_token", {"token": 2**63}, "beyond"),
            ("tokens.revoke_token", {"token": "nan"}, "token: Input should be a valid integer"),
        ],
    )
    def test_say_the_same_of_a_bad_question(self, name, asked, says, the_ciso):
        api_answer, cli_answer = by_api(name, asked, the_ciso), by_command(name, asked, the_ciso)

        assert (api_answer.code, cli_answer.code) == (422, 2), api_answer
        assert says in api_answer.content["message"]
        assert cli_answer.said == f"{api_answer.content['error']}: {api_answer.content['message']}"

    def test_say_the_same_of_a_conflict(self, the_ciso, the_analyst):
        asked = {"person": the_analyst.person, "role": "analyst"}

        assert by_api("people.change_role", asked, the_ciso).code == 409
        assert by_command("people.change_role", asked, the_ciso).code == 5

    @pytest.mark.parametrize("fault", [RuntimeError("hunter2"), A_SERVICES_OWN_MISREADING])
    def test_keep_a_fault_of_ours_to_themselves_log_it_and_undo_the_deed(
        self, fault, the_ciso, monkeypatch, caplog
    ):
        def broken(*_, **__):
            raise fault

        monkeypatch.setattr("detente.foundation.services.invite_person.IssuedInvitation", broken)
        for door, code in ((by_api, 500), (by_command, 70)):
            answer = door("people.invite_person", INVITE, the_ciso)

            assert answer.code == code
            assert "hunter2" not in answer.said
            assert "Quote" in answer.said
        assert len([one for one in caplog.records if one.exc_info and one.exc_info[1] is fault]) == 2
        assert not AuditEntry.objects.exists()

    @pytest.mark.parametrize(
        "error",
        [OSError(errno.ENOSPC, "No space left on device"), OperationalError("database or disk is full")],
        ids=["a file", "the database"],
    )
    def test_tell_a_full_disk_as_one_and_not_as_a_fault_of_ours(self, error, the_ciso, monkeypatch):
        def full(*_, **__):
            raise error

        monkeypatch.setattr("detente.foundation.services.invite_person.IssuedInvitation", full)

        for door, code in ((by_api, 409), (by_command, 5)):
            answer = door("people.invite_person", INVITE, the_ciso)

            assert answer.code == code
            assert "DiskFull" in answer.said
            assert "make room" in answer.said

    @pytest.mark.parametrize(
        ("error", "status", "says"),
        [
            (OperationalError("database or disk is full"), 409, "make room"),
            (RuntimeError("hunter2"), 500, "on our side"),
        ],
        ids=["a full disk", "a fault of ours"],
    )
    def test_show_a_page_for_it_that_asks_the_database_nothing(
        self, error, status, says, the_ciso, monkeypatch
    ):
        def broken(*_, **__):
            raise error

        monkeypatch.setattr("detente.site.sign_in.TheActorIsKnown.__call__", broken)
        reply = Client(raise_request_exception=False).get("/account")

        assert reply.status_code == status
        assert says in reply.content.decode()

    def test_do_nothing_that_cannot_be_put_on_record(self, the_ciso, monkeypatch):
        def full(**_):
            raise OSError("disk full")

        monkeypatch.setattr("detente.foundation.use_case.record", full)

        assert by_api("people.invite_person", INVITE, the_ciso).code == 500
        assert by_api("people.list_invitations", {}, the_ciso).content["items"] == []


class TestTheApi:
    @pytest.mark.parametrize(
        "body",
        [
            b"{",
            b"[]",
            b'"words"',
            b"\xff\xfe",
            b'{"email": "a@example.org", "email": "b@example.org", "role": "analyst"}',
            b'{"email": NaN, "role": "analyst"}',
            b"[" * 100_000,
            b'{"role":' * 100_000,
        ],
        ids=["cut off", "a list", "a text", "no text", "twice", "no number", "deep list", "deep object"],
    )
    def test_refuses_a_body_that_is_no_plain_json_object(self, body, api):
        reply = api("POST", "invitations", body)

        assert (reply.status_code, reply.json()["error"]) == (422, "NotJson")

    def test_refuses_a_body_of_another_kind(self, api):
        reply = api("POST", "invitations", b"email=a", content_type="application/x-www-form-urlencoded")

        assert (reply.status_code, reply.json()["error"]) == (415, "WrongMediaType")

    def test_refuses_a_body_beyond_the_limit_before_it_reads_it(self, api, settings):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        reply = api("POST", "invitations", json.dumps({**INVITE, "padding": "x" * 200}).encode())

        assert (reply.status_code, reply.json()["error"]) == (413, "TooLarge")

    @pytest.mark.parametrize(
        ("method", "path", "body", "query"),
        [
            ("GET", "people", b"", {"limits": "1"}),
            ("POST", "invitations", json.dumps({**INVITE, "surprise": 1}).encode(), {}),
            ("POST", "invitations", json.dumps(INVITE).encode(), {"dry_run": "1"}),
            ("POST", "tokens/1/revoke", b'{"token": 2}', {}),
        ],
        ids=["a misspelt filter", "an unknown input", "a query string", "what the path says already"],
    )
    def test_refuses_what_it_does_not_know(self, method, path, body, query, api):
        reply = api(method, path, body, **query)

        assert (reply.status_code, reply.json()["error"]) == (422, "Misread")

    def test_refuses_a_filter_that_is_given_twice(self, the_ciso):
        reply = Client().get(
            "/api/people?limit=1&limit=2", headers={"authorization": f"Bearer {token_of(the_ciso)}"}
        )

        assert (reply.status_code, reply.json()["message"]) == (422, "limit: given twice; say it once")

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
    def test_names_the_methods_that_an_address_has(self, method, api):
        reply = api(method, "invitations")

        assert (reply.status_code, reply["Allow"], reply.json()["error"]) == (405, "GET, POST", "WrongMethod")

    def test_answers_an_unknown_address_in_the_same_shape(self, api):
        reply = api("GET", "no/such/thing")

        assert (reply.status_code, reply.json()["error"]) == (404, "NoSuchAddress")

    @pytest.mark.parametrize("header", [None, "", "Bearer", "Bearer ", "Basic YTpi", "Bearer x", "x"])
    @pytest.mark.parametrize("path", ["people", "no/such/thing", "invitations"])
    def test_asks_nobody_in_particular_for_a_token_wherever_they_knock(self, header, path, everybody):
        headers = {} if header is None else {"authorization": header}
        reply = Client().get(f"/api/{path}", headers=headers)

        assert (reply.status_code, reply.json()["error"]) == (401, "NotSignedIn")
        assert reply["WWW-Authenticate"].startswith("Bearer")

    def test_is_not_opened_by_a_cookie(self, browser, the_ciso):
        signed_in = browser(the_ciso)

        assert signed_in.get("/account").status_code == 200
        assert signed_in.get("/api/people").status_code == 401

    def test_is_kept_in_no_cache(self, api):
        assert {api("GET", "people")["Cache-Control"], api("GET", "x")["Cache-Control"]} == {"no-store"}

    def test_tells_who_may_not_that_before_what_is_wrong_with_the_question(self, the_auditor):
        answer = by_api("people.invite_person", {"nonsense": 1}, the_auditor)

        assert (answer.code, answer.content["error"]) == (403, "NotPermitted")


class TestATokenAtTheApi:
    def test_opens_only_what_it_was_narrowed_to(self, api, the_ciso):
        token_of(the_ciso)
        ApiToken.objects.update(permissions=["see the organisation's people"])

        assert api("GET", "people").status_code == 200
        assert api("GET", "invitations").status_code == 403

    @pytest.mark.parametrize("change", [{"revoked_at": NOON}, {"expires_at": NOON}])
    def test_opens_nothing_once_it_is_over(self, change, api, the_ciso):
        token_of(the_ciso)
        ApiToken.objects.update(**change)

        assert api("GET", "people").status_code == 401

    def test_says_on_which_day_it_was_last_used(self, api, the_ciso):
        secret = token_of(the_ciso)
        ApiToken.objects.update(last_used_on=None)
        api("GET", "people")

        assert ApiToken.objects.get(digest=digest(secret)).last_used_on == NOON.date()


@pytest.mark.parametrize("one", derived(), ids=lambda one: one.name)
def test_no_operation_breaks_over_hostile_inputs(one, the_world, by_api):
    """Whatever is in the path and the query, the answer is a refusal, never a fault."""
    for hostile in ("-1", "0", str(2**64), "1e400", "%00", "../..", "é" * 300, "' OR 1=1 --", "null", "[]"):
        asked = {word.name: hostile.replace("/", "") for word in one.inputs}
        reply = by_api(one.name, {key: value for key, value in asked.items() if value}, the_world["the_ciso"])

        assert reply.code < 500, (hostile, reply)
    with acting_for_the_installation(because="tests look at every row"):
        assert not Invitation.objects.filter(email__contains="'").exists()
