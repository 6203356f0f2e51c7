"""The two derived doors, as a test knocks on them, and a browser."""

import json
from dataclasses import dataclass
from datetime import timedelta

from click.testing import CliRunner
from django.test import Client

from detente.foundation.access import Actor, digest
from detente.foundation.models import ApiToken, Person
from detente.foundation.registry import OPERATIONS
from detente.foundation.selectors.people import permissions_of
from detente.foundation.tests.people import LONG_AGO, NOON
from detente.site import cli
from detente.site.sign_in import CHOSEN


@dataclass(frozen=True)
class Answer:
    """What came out: an HTTP status or an exit code, and the text."""

    code: int
    said: str

    @property
    def content(self):
        return json.loads(self.said)


def token_of(actor: Actor) -> str:
    """Return a token that may do all that its holder may."""
    secret = f"detente_of_{actor.membership}"
    ApiToken.objects.get_or_create(
        digest=digest(secret),
        defaults={
            "id": 900_000 + actor.person,
            "membership_id": actor.membership,
            "name": "for tests",
            "permissions": list(permissions_of(actor)),
            "issued_at": LONG_AGO,
            "expires_at": LONG_AGO + timedelta(days=365_000),
            "last_used_on": NOON.date(),  # so that its use writes nothing
        },
    )
    return secret


def by_api(name: str, asked: dict[str, object], actor: Actor | None, **headers: str) -> Answer:
    """Ask an operation through the REST API; nobody in particular asks without a token."""
    operation = OPERATIONS[name]
    in_path = {one.name for one in operation.path_inputs}
    rest = {key: value for key, value in asked.items() if key not in in_path}
    url = "/api/" + operation.path.format(**asked)
    if actor is not None:
        headers = {"authorization": f"Bearer {token_of(actor)}", **headers}
    client = Client(raise_request_exception=False)
    if operation.writes:
        reply = client.post(url, json.dumps(rest), content_type="application/json", headers=headers)
    else:
        reply = client.get(url, rest, headers=headers)
    return Answer(reply.status_code, reply.content.decode())


def by_command(name: str, asked: dict[str, object], actor: Actor | None) -> Answer:
    """Ask an operation at the command line."""
    operation = OPERATIONS[name]
    room, _, verb = name.partition(".")
    in_path = {one.name for one in operation.path_inputs}
    words = ["--person", actor.email, "--organisation", actor.organisation_name] if actor else []
    words += [room, verb.replace("_", "-"), "--json"]
    for one in operation.other_inputs:
        if one.name in asked:
            words += _option(one.name, asked[one.name], is_flag=one.is_flag)
    words += ["--", *(str(asked[one.name]) for one in operation.path_inputs if one.name in in_path)]
    done = CliRunner().invoke(cli.build(), words)
    return Answer(done.exit_code, (done.stdout if done.exit_code == 0 else done.stderr).rstrip("\n"))


def _option(name: str, value: object, *, is_flag: bool) -> list[str]:
    option = f"--{name.replace('_', '-')}"
    if is_flag:
        return [option] if value else []
    return [option, value if isinstance(value, str) else json.dumps(value)]


def browser(actor: Actor | None) -> Client:
    """Return a browser in which somebody has signed in, for the organisation that they act for."""
    client = Client()
    if actor is not None:
        client.force_login(Person.objects.get(pk=actor.person))
        session = client.session
        session[CHOSEN] = actor.organisation
        session.save()
    return client
