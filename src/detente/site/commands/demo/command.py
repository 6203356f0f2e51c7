"""`detente demo`: a bank with forty vendors and three years of evidence, to look around in."""

from pathlib import Path

import click
from django.conf import settings

from detente.foundation import clock
from detente.foundation.command_line import kept_person, person_file
from detente.site.commands.demo.cast import ANALYST, EVERYBODY
from detente.site.commands.demo.making import is_there, make, new_passwords
from detente.site.commands.demo.programme import SEED


@click.command()
@click.option("--seed", default=SEED, show_default=True, help="Another seed makes another three years.")
@click.option("--reset-passwords", is_flag=True, help="Give everybody of the programme a new password.")
def demo(*, seed: int, reset_passwords: bool) -> None:
    """Make the demo programme: files in their real formats, imported as if they had come over three years.

    Everything in it is fictional. A second run changes nothing. The passwords of its people are printed this
    once, and kept nowhere.
    """
    if reset_passwords:
        _print_people(new_passwords(at=clock.now()))
        return
    if is_there():
        click.echo("The demo programme is here already; nothing was changed.")
        click.echo("Lost the passwords? `detente demo --reset-passwords` gives new ones.")
        return
    folder = Path(settings.HOME) / "demo"
    made = make(seed=seed, at=clock.now(), folder=folder, say=lambda line: click.echo(line, err=True))
    click.echo(
        f"The demo programme is here: {made.files} files with {made.facts:,} facts; {made.rejected} rows were "
        f"rejected, on purpose.\nThe files are in {folder}; everything in them is fictional."
    )
    _keep_person()
    _print_people(made.passwords)


def _keep_person() -> None:
    """Have commands act for the analyst, unless somebody else was chosen before."""
    if kept_person() is None:
        person_file().write_text(f"{ANALYST.email}\n", encoding="utf-8")


def _print_people(passwords: dict[str, str]) -> None:
    click.echo("\nSign in as (the passwords are shown this once):")
    for who in EVERYBODY:
        if who.email in passwords:
            click.echo(
                f"  {passwords[who.email]}  {who.email:32} {who.name}, {who.role} of {who.organisation}"
            )


commands: list[click.Command] = [demo]
