"""An operation that only one door opens is a feature only some people have.

Rooms add their operations and `tests/examples.py`; nothing here names them.
"""

import json
from dataclasses import dataclass
from itertools import count

import pytest
from django.db import transaction

from detente.foundation import identifiers, secret
from detente.foundation.access import Actor, actor_of
from detente.foundation.models import AuditEntry, AuditPayload, Membership, Organisation, Person
from detente.foundation.registry import OPERATIONS, derived
from detente.foundation.roles import Role
from detente.foundation.tenancy import acting_for_the_installation
from detente.foundation.tests.people import LONG_AGO, PEOPLE
from detente.site import cli
from detente.site.failures import EXIT_CODE
from detente.site.openapi import describe
from detente.site.tests import discovery
from detente.site.tests.doors import by_api, by_command, token_of

EXAMPLES = discovery.every_example()
DERIVED = sorted(one.name for one in derived())
every_operation = pytest.mark.parametrize("name", DERIVED)
every_example = pytest.mark.parametrize("name", [one for one in DERIVED if one in EXAMPLES])
WITHOUT_PERMISSION = [
    (one.name, who)
    for one in derived()
    for who, somebody in PEOPLE.items()
    if somebody.role not in one.permission.roles and who not in ("the_stranger", "the_rival")
]

pytestmark = pytest.mark.usefixtures("the_clock_stands_still")


class Undone(Exception):
    """Takes back what a door did, so that the other one finds the same world."""


@pytest.fixture
def afresh(monkeypatch):
    """Have random numbers and secrets begin anew: two doors are then asked in the very same world."""

    def begin():
        numbers, secrets = count(7_000_001), count(1)
        monkeypatch.setattr(identifiers, "randbelow", lambda _: next(numbers))
        monkeypatch.setattr(secret, "token_urlsafe", lambda _: f"secret-{next(secrets)}")

    return begin


@dataclass(frozen=True)
class Trace:
    """What the audit log holds of a deed."""

    at: str
    verb: str
    actor: dict[str, object]
    inputs: dict[str, object]


def trace(*, with_token):
    """Return the audit log; what differs by door is whether a token acted, and that is checked here."""
    with acting_for_the_installation(because="tests read every entry"):
        rows = list(AuditPayload.objects.select_related("entry").order_by("entry_id"))
    found = []
    for row in rows:
        body = json.loads(row.body)
        assert body["actor"].pop("with_token") is with_token
        found.append(Trace(json.loads(row.entry.line)["at"], body["verb"], body["actor"], body["inputs"]))
    return found


def alone(door, afresh, *question):
    """Return what `door` answers and leaves in the audit log, and take it back."""
    afresh()
    with pytest.raises(Undone), transaction.atomic():
        assert not AuditPayload.objects.exists()
        answer, left = door(*question), trace(with_token=door is by_api)
        raise Undone
    return answer, left


def outsider_like(actor: Actor) -> Actor:
    """Return somebody who is in another organisation what `actor` is in theirs."""
    elsewhere = Organisation.objects.create(id=8001, name="Elsewhere", created_at=LONG_AGO)
    person = Person.objects.create(id=8101, name="An Outsider", email="outsider@example.org")
    return actor_of(
        Membership.objects.create(
            person=person, organisation=elsewhere, role=actor.role.value, since=LONG_AGO
        )
    )


class TestEveryOperation:
    def test_is_in_the_api_at_the_command_line_and_has_an_example(self):
        described = describe(derived())["paths"].values()
        in_api = {one["operationId"] for path in described for one in path.values()}
        rooms = cli.build().commands
        in_cli = {
            f"{room}.{verb.replace('-', '_')}"
            for room, group in rooms.items()
            for verb in getattr(group, "commands", {})
        }

        assert in_api == set(DERIVED)
        assert set(DERIVED) - in_cli == set()
        assert set(DERIVED) - set(EXAMPLES) == set(), "give each an Example in its room's tests/examples.py"
        assert set(EXAMPLES) - set(OPERATIONS) == set(), "these examples are of no operation"

    @every_example
    def test_answers_both_doors_with_the_same_bytes_and_leaves_the_same_trace(self, name, the_world, afresh):
        example = EXAMPLES[name]
        actor = the_world[example.by]
        token_of(actor)

        api_answer, api_trace = alone(by_api, afresh, name, example.inputs, actor)
        cli_answer, cli_trace = alone(by_command, afresh, name, example.inputs, actor)

        assert (api_answer.code, cli_answer.code) == (200, 0), (api_answer, cli_answer)
        assert api_answer.said == cli_answer.said
        assert api_trace == cli_trace
        assert [one.verb for one in api_trace] == ([name] if OPERATIONS[name].writes else [])

    @pytest.mark.parametrize(("name", "who"), WITHOUT_PERMISSION)
    def test_refuses_a_role_without_its_permission_whatever_else_is_asked(self, name, who, everybody):
        asked = {one.name: "1" for one in OPERATIONS[name].path_inputs}
        before = AuditEntry.objects.count()

        assert by_api(name, {**asked, "surprise": 1}, everybody[who]).code == 403
        assert AuditEntry.objects.count() == before

    @every_example
    def test_tells_an_outsider_of_the_same_role_nothing(self, name, the_world):
        example = EXAMPLES[name]
        outsider = outsider_like(the_world[example.by])
        answers = by_api(name, example.inputs, outsider), by_command(name, example.inputs, outsider)
        expected = example.outsider or (404 if OPERATIONS[name].path_inputs else None)

        if expected is None:
            assert answers[0].code in {200, 404, 409, 422}, answers[0]
        else:
            exit_code = 0 if expected == 200 else EXIT_CODE[expected]
            assert (answers[0].code, answers[1].code) == (expected, exit_code), answers

    @every_operation
    def test_does_not_answer_nobody_in_particular(self, name, everybody):
        asked = {one.name: "1" for one in OPERATIONS[name].path_inputs}

        assert by_api(name, asked, None).code == 401
        assert by_api(name, asked, None, authorization="Bearer detente_made_up").code == 401
        assert by_command(name, asked, None).code == 2


def test_somebody_is_of_every_role():
    assert {one.role for one in PEOPLE.values()} == set(Role)
