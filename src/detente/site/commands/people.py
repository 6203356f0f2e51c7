"""`detente organisations`, `detente tokens issue`: what needs no actor yet, or belongs to no other door."""

import sys

import click
from pydantic import SecretStr, TypeAdapter

from detente.foundation import clock
from detente.foundation.command_line import acting
from detente.foundation.contracts import LONGEST_TOKEN_DAYS, IssuedToken
from detente.foundation.roles import Role
from detente.foundation.secret import new_password
from detente.foundation.selectors.people import permissions_of
from detente.foundation.services.create_organisation import create_organisation
from detente.foundation.services.issue_token import issue_token


@click.group("organisations")
def organisations() -> None:
    """The organisations of this installation."""


@organisations.command("create")
@click.option("--name", required=True, help="The organisation's name.")
@click.option("--email", required=True, help="The address of its first person.")
@click.option("--person-name", help="That person's name. [default: the address up to its @]")
@click.option(
    "--role",
    type=click.Choice([one.value for one in Role]),
    default=Role.CISO.value,
    show_default=True,
    help="What that person is in it.",
)
@click.option("--password-stdin", is_flag=True, help="Read the first password from the standard input.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def create(
    *, name: str, email: str, person_name: str | None, role: str, password_stdin: bool, as_json: bool
) -> None:
    """Found an organisation with its first person, whose password is printed this once.

    Whoever can run this command holds the database already, so it asks for nobody's permission.
    """
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else new_password()
    founded = create_organisation(
        name=name,
        email=email,
        person_name=person_name or email.partition("@")[0],
        role=Role(role),
        password=SecretStr(password),
        at=clock.now(),
    )
    actor = founded.actor
    told = password if founded.is_new and not password_stdin else None
    answer = {
        "organisation": actor.organisation,
        "name": actor.organisation_name,
        "person": actor.person,
        "email": actor.email,
        "role": actor.role.value,
        "password": told,
    }
    if as_json:
        click.echo(TypeAdapter(dict).dump_json(answer))
        return
    click.echo(f"{actor.organisation_name} is founded; {actor.email} is its {actor.role}.")
    if told:
        click.echo(f"Password, shown this once: {told}")
    elif not founded.is_new:
        click.echo("They have an account already and sign in as before.")


@click.group("tokens")
def tokens() -> None:
    """Tokens that act for a person through the API."""


@tokens.command("issue")
@click.option("--name", required=True, help="What it is for.")
@click.option(
    "--permission",
    "permissions",
    multiple=True,
    metavar="NAME",
    help="What it may do; may be given several times. [default: all that the person may]",
)
@click.option(
    "--days",
    type=click.IntRange(1, LONGEST_TOKEN_DAYS),
    default=90,
    show_default=True,
    help="How long it is valid.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def issue(
    context: click.Context, *, name: str, permissions: tuple[str, ...], days: int, as_json: bool
) -> None:
    """Issue a token for the person that the command acts for; its secret is printed this once."""
    actor = acting(context)
    chosen = list(permissions or permissions_of(actor))
    issued = issue_token(actor=actor, name=name, permissions=chosen, days=days, at=clock.now())
    if as_json:
        click.echo(TypeAdapter(IssuedToken).dump_json(issued))
    else:
        click.echo(f"{issued.name}: valid until {issued.expires_at:%d %B %Y}. Shown this once:")
        click.echo(issued.secret)


commands: list[click.Command] = [organisations, tokens]
