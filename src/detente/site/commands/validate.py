"""`detente validate FILE`: run reference cases through the engine, for whoever checks our mathematics."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from detente.engine.errors import EngineError
from detente.engine.reference_cases import Outcome, check
from detente.foundation.errors import Invalid


class UnusableCases(Invalid):
    """The file of cases cannot be read."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--topic", metavar="PREFIX", help="Only topics that begin so, as in C_.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def validate(context: click.Context, file: Path, topic: str | None, *, as_json: bool) -> None:
    """Run reference cases through the engine: per case, ok or the difference. Exit 1 on any difference.

    A published topic that this version does not compute, or a case whose inputs are not in the file, is named
    as "not covered here" with the reason, and is no difference. A topic that nobody knows, and a case that
    expects nothing, are "unable", and exit 1 too.
    """
    try:
        results = check(file.read_bytes())
    except EngineError as error:
        raise UnusableCases(f"{file.name}: {error}") from error
    results = [one for one in results if topic is None or one.topic.startswith(topic)]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in results], indent=2, default=str))
    else:
        for one in results:
            click.echo(f"{one.outcome.value:16} {one.id} ({one.topic})")
            for difference in one.differences:
                click.echo(f"{'':16} {difference}")
        counts = {kind: sum(one.outcome is kind for one in results) for kind in Outcome}
        said = [f"{count} {kind.value}" for kind, count in counts.items() if count]
        click.echo(", ".join(said) or "no cases")
    wrong = [one for one in results if one.outcome in (Outcome.DIFFERENT, Outcome.UNABLE)]
    context.exit(1 if wrong or not results else 0)


commands = [validate]
