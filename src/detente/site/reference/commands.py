"""The page of all commands, from the tree of commands itself."""

from collections.abc import Iterator

import click

from detente.site.cli import build
from detente.site.failures import EXIT_CODE, STATUS
from detente.site.reference.markdown import code, joined, table

FILE = "commands.md"
WIDTH = 100


def page() -> str:
    """Return what `detente` and each of its commands say with --help."""
    exits = [["0", "done"], *([str(EXIT_CODE[status]), said] for status, said in meanings())]
    return joined(
        [
            "# Commands",
            "What `detente ... --help` prints. Unless a command says otherwise, it exits with:",
            table(
                ["exit code", "meaning"], [*exits, [str(EXIT_CODE[500]), "a fault of ours; the log has it"]]
            ),
            *(part for context in contexts(top()) for part in section(context)),
        ]
    )


def meanings() -> Iterator[tuple[int, str]]:
    """Yield each kind of error that a person can meet at the command line, by its status."""
    for kind, status in STATUS.items():
        if status in EXIT_CODE:
            yield status, (kind.__doc__ or "").partition("\n")[0]


def top() -> click.Context:
    """Return the context of `detente` itself."""
    return click.Context(build(), info_name="detente", terminal_width=WIDTH, max_content_width=WIDTH)


def contexts(context: click.Context) -> Iterator[click.Context]:
    """Yield a command and all commands below it, in order of their names."""
    yield context
    if isinstance(context.command, click.Group):
        for name, command in sorted(context.command.commands.items()):
            if not command.hidden:
                yield from contexts(click.Context(command, info_name=name, parent=context))


def section(context: click.Context) -> list[str]:
    """Return the part of the page about one command."""
    return [f"## {context.command_path.split(' [')[0]}", code(context.get_help())]
