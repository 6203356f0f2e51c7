"""The description of the API is correct, says what the docstrings say, and is the one that is committed."""

import re
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from openapi_spec_validator import OpenAPIV31SpecValidator

from detente.foundation.access import Actor
from detente.foundation.operation import Doors
from detente.foundation.registry import OPERATIONS, register, served
from detente.foundation.roles import EVERYONE, Permission
from detente.site.openapi import describe
from detente.site.reference import open_api
from detente.site.tests.doors import token_of
from detente.site.tests.questions import every_route

DESCRIPTION = describe(served())
INVITATIONS = DESCRIPTION["paths"]["/api/invitations"]
BESIDE = {"/api/openapi.json", "/api/no/such/thing"}
"""The description itself, and what answers wherever nothing is."""
COMMITTED = Path(__file__).resolve().parents[4] / "docs" / "look_up" / "openapi.json"


@dataclass(frozen=True, slots=True)
class Price:
    amount: Decimal


def buy(*, actor: Actor, price: Price, often: int = 1, at: datetime) -> Price:
    """Buy something.

    Parameters
    ----------
    often : int
        How often.
    """
    return price


@pytest.fixture
def described(monkeypatch):
    """Return the description of an operation that takes and gives a record."""
    monkeypatch.setattr("detente.foundation.registry.OPERATIONS", {})
    register(
        buy,
        name="shop.buy_thing",
        path="things",
        permission=Permission("buy", EVERYONE),
        writes=True,
        raises=(),
        doors=Doors.DERIVED,
    )
    return describe(served())


class TestTheDescription:
    def test_is_valid(self):
        OpenAPIV31SpecValidator(DESCRIPTION).validate()

    def test_is_the_one_that_is_committed(self):
        assert COMMITTED.read_text(encoding="utf-8") == open_api.page(), "run scripts/generate-docs"

    def test_has_every_address_that_is_served_and_no_other(self):
        there = {
            "/" + re.sub(r"<str:(\w+)>", r"{\1}", one.template) for one in every_route() if one.is_api
        } - BESIDE

        assert {"/api/imports/files", "/api/audit/exports"} <= there
        assert set(DESCRIPTION["paths"]) == there

    def test_has_of_each_address_the_methods_that_it_takes(self, the_ciso):
        client = Client(headers={"authorization": f"Bearer {token_of(the_ciso)}"})
        for where, described in DESCRIPTION["paths"].items():
            refused = client.put(re.sub(r"{\w+}", "1", where))

            assert refused.status_code == 405, where
            assert {one.lower() for one in refused["Allow"].split(", ")} == set(described), where

    def test_says_how_files_are_sent_and_that_a_job_takes_them(self):
        asked = DESCRIPTION["paths"]["/api/imports/files"]["post"]
        [(kind, body)] = asked["requestBody"]["content"].items()
        form = DESCRIPTION["components"]["schemas"][body["schema"]["$ref"].rpartition("/")[2]]

        assert kind == "multipart/form-data"
        assert form["properties"]["uploads"]["items"] == {"type": "string", "format": "binary"}
        assert form["required"] == ["uploads"]
        assert {"vendor", "format", "mapping", "all_or_nothing", "private", "by_vendor"} < set(
            form["properties"]
        )
        assert set(asked["responses"]) == {"202", "401", "403", "409", "413", "415", "422"}
        assert "NothingToImport" in asked["responses"]["422"]["description"]

    def test_says_that_an_export_comes_in_lines(self):
        answers = DESCRIPTION["paths"]["/api/audit/exports"]["post"]["responses"]

        assert list(answers["200"]["content"]) == ["application/jsonl"]
        assert "LogIsDamaged" in answers["409"]["description"]

    def test_gives_a_body_to_a_write_and_a_query_string_to_a_read(self):
        body = INVITATIONS["post"]["requestBody"]["content"]["application/json"]["schema"]

        assert INVITATIONS["post"]["parameters"] == []
        assert body["$ref"].endswith("/PeopleInvitePerson")
        assert [(one["in"], one["name"]) for one in INVITATIONS["get"]["parameters"]] == [
            ("query", "after"),
            ("query", "limit"),
        ]
        assert "requestBody" not in INVITATIONS["get"]

    def test_speaks_in_the_words_of_the_docstring(self):
        body = DESCRIPTION["components"]["schemas"]["PeopleInvitePerson"]

        assert INVITATIONS["post"]["operationId"] == "people.invite_person"
        assert INVITATIONS["post"]["summary"].startswith("Invite somebody into your organisation")
        assert body["properties"]["role"]["description"] == "What they will be."
        assert body["additionalProperties"] is False

    def test_promises_what_can_go_wrong_and_who_may_ask(self):
        answers = INVITATIONS["post"]["responses"]

        assert set(answers) == {"200", "401", "403", "409", "413", "415", "422"}
        assert "AlreadyThere: The person is in the organisation already." in answers["409"]["description"]
        assert "held by: ciso, host, vendor lead" in INVITATIONS["post"]["description"]

    def test_asks_for_a_token(self):
        assert DESCRIPTION["security"] == [{"token": []}]

    def test_tells_apart_what_goes_in_and_what_comes_out(self, described):
        """A decimal is asked for as a number or text and answered as text, so it needs two descriptions."""
        assert sum(name.startswith("Price") for name in described["components"]["schemas"]) == 2
        OpenAPIV31SpecValidator(described).validate()

    def test_shows_defaults(self, described):
        asked = described["components"]["schemas"]["ShopBuyThing"]["properties"]["often"]

        assert (asked["default"], asked["description"]) == (1, "How often.")

    def test_is_served_as_it_is(self, client):
        assert client.get("/api/openapi.json").json() == DESCRIPTION
        assert "shop.buy_thing" not in OPERATIONS
