"""`detente summary`: what came in, the vendors, what deserves attention, where to look next."""

import shutil
import sys
from pathlib import Path

import click

from detente.foundation import clock
from detente.foundation.command_line import acting
from detente.rendering.text_bars import ink_for
from detente.site.commands.summary.gathering import gathered
from detente.site.commands.summary.printing import lines

ADDRESS = "http://127.0.0.1:8000/"


@click.command()
@click.option("--address", default=ADDRESS, show_default=True, help="Where the pages are served.")
@click.pass_context
def summary(context: click.Context, address: str) -> None:
    """Say on one page what came in, how the vendors stand, what deserves attention, and where to look next."""
    found = gathered(actor=acting(context), at=clock.now())
    for line in lines(found, ink=ink_for(sys.stdout.encoding), command=command_here(), address=address):
        click.echo(line)


def command_here() -> str:
    """Return how to call the command line: by its name where that is found, else by its path from here."""
    own = Path(sys.executable).parent / "detente"
    if shutil.which("detente") == str(own) or not own.is_file():
        return "detente"
    here = Path.cwd()
    return str(own.relative_to(here)) if own.is_relative_to(here) else str(own)


commands: list[click.Command] = [summary]
