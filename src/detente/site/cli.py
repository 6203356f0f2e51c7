"""The command line: a command for each use case and query, derived from the registry, and a few by hand.

A room's own commands (an import takes files) are in its `cli.py`, in `commands`; the site's are in
`site/commands/`. Every command's errors are explained here, once.
"""

import json
import os
import sys
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import click
import yaml

from detente.foundation.command_line import Invocation, acting
from detente.foundation.errors import AnticipatedError, Invalid
from detente.foundation.form import fill_in
from detente.foundation.operation import REQUIRED, Input, Operation
from detente.foundation.registry import derived
from detente.site import commands
from detente.site.failures import EXIT_CODE, explain
from detente.site.rooms import room_names
from detente.site.translation import form, perform, title


class Unreadable(Invalid):
    """An option's YAML, or the file that it names, cannot be read."""


class Explaining(click.Group):
    """A group in which every error ends as one clear line and its exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; explain what goes wrong."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except BrokenPipeError:  # whoever read us has read enough
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # nothing more is said
            sys.exit(0)
        except Exception as error:  # noqa: BLE001  # a door lets nothing through
            status, problem = explain(error)
            hint = error.hint if isinstance(error, AnticipatedError) else ""
            click.echo(f"{problem.error}: {problem.message} {hint}".rstrip(), err=True)
            sys.exit(EXIT_CODE[status])


def build() -> click.Group:
    """Return `detente`, with a group for each room and a command for each of its operations."""
    detente = Explaining(
        "detente",
        params=[
            click.Option(["--person"], envvar="DETENTE_PERSON", metavar="EMAIL", help="For whom to act."),
            click.Option(
                ["--organisation"],
                envvar="DETENTE_ORGANISATION",
                metavar="NAME",
                help="For which of their organisations.",
            ),
        ],
        help="Détente: evidence in, scorecards out.",
        callback=click.pass_context(remember),
    )
    for one in by_hand():
        add(detente, one)
    for operation in derived():
        room, _, verb = operation.name.partition(".")
        add(detente, click.Group(room, help=f"The {room.replace('_', ' ')} room."))
        group = detente.commands[room]
        if isinstance(group, click.Group) and verb.replace("_", "-") not in group.commands:
            group.add_command(command(operation, verb.replace("_", "-")))
    return detente


def add(group: click.Group, one: click.Command) -> None:
    """Add a command; a group that is there already takes the other's commands in."""
    there = group.commands.get(one.name or "")
    if isinstance(there, click.Group) and isinstance(one, click.Group):
        for inner in one.commands.values():
            add(there, inner)
    else:
        group.add_command(one)


def by_hand() -> Iterator[click.Command]:
    """Yield the commands that are written by hand: the site's, then each room's."""
    for module in iter_modules(commands.__path__, f"{commands.__name__}."):
        yield from import_module(module.name).commands
    for room in room_names():
        if find_spec(f"{room}.cli") is not None:
            yield from import_module(f"{room}.cli").commands


def remember(context: click.Context, person: str | None, organisation: str | None) -> None:
    """Keep who it is for the command."""
    context.obj = Invocation(person, organisation)


def command(operation: Operation, name: str) -> click.Command:
    """Return the command of one operation: what is in its path comes as arguments, the rest as options."""
    asked = form(title(operation), operation.inputs)

    @click.pass_context
    def run(context: click.Context, /, *, as_json: bool, **words: Any) -> None:
        given = {
            one.name: read(one, words[one.name]) for one in operation.inputs if words[one.name] is not None
        }
        try:
            answer = perform(operation, acting(context), fill_in(asked, given))
        except Invalid as error:
            name_the_files(error, [one for one in operation.inputs if one.annotation is str], words)
            raise
        click.echo(answer if as_json else as_yaml(answer))

    params: list[click.Parameter] = [
        *(click.Argument([one.name], metavar=one.name.upper()) for one in operation.path_inputs),
        *(option(one) for one in operation.other_inputs),
        click.Option(["--json", "as_json"], is_flag=True, help="Print JSON, as the API does."),
    ]
    return click.Command(name, callback=run, params=params, help=help_text(operation))


def help_text(operation: Operation) -> str:
    """Return the summary, and what each argument is."""
    described = [f"{one.name.upper()}: {one.description}" for one in operation.path_inputs if one.description]
    return "\n\n".join([operation.summary, *described])


def as_yaml(answer: bytes) -> str:
    """Return an answer for people."""
    return yaml.safe_dump(json.loads(answer), sort_keys=False, allow_unicode=True).rstrip("\n")


def option(one: Input) -> click.Option:
    """Return the option of one input; a default is the form's to fill in, and here only shown."""
    name = f"--{one.name.replace('_', '-')}"
    if one.is_flag:
        return click.Option([name, one.name], is_flag=True, default=None, help=one.description)
    shown = "" if one.default in (REQUIRED, None) else f" [default: {one.default}]"
    return click.Option(
        [name, one.name],
        required=one.default is REQUIRED,
        metavar="YAML|@FILE" if one.is_structured else "VALUE",
        help=one.description + shown,
    )


def read(one: Input, words: Any) -> Any:  # whatever YAML holds
    """Return what was written, for the form to understand.

    A plain value is taken as it is written. A list or a record is YAML (so JSON will do), or @ and
    the file it is in. Its leaves stay text: the form knows the types, YAML only guesses at them.
    """
    if not one.is_structured:
        return _from_file(words) if one.annotation is str else words
    try:
        text = Path(words[1:]).read_text(encoding="utf-8") if words.startswith("@") else words
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506  # makes only str, list and dict
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        raise Unreadable(f"{one.name}: {error}") from error


def name_the_files(error: Invalid, texts: list[Input], words: dict[str, Any]) -> None:
    """Put the files that texts were taken from before what is said of them."""
    said = [str(words[one.name]) for one in texts]
    files = [one[1:] for one in said if one.startswith("@") and Path(one[1:]).is_file()]
    if files:
        error.args = (f"{', '.join(files)}: {error}",)


def _from_file(words: Any) -> Any:  # as above
    """Return a text, or the content of the file that `@FILE` names; an @ before anything else is just text."""
    file = Path(words[1:]) if isinstance(words, str) and words.startswith("@") else None
    try:
        if file is None or not (file.is_file() or _reads_as_a_file(words)):
            return words
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise Unreadable(f"{words}: {error}") from error


def _reads_as_a_file(words: str) -> bool:
    """Return whether `@...` means a file though none is there: one word, with a folder or a suffix."""
    return len(words.split()) == 1 and ("/" in words or bool(Path(words[1:]).suffix))
