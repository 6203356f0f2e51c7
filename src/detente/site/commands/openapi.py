"""`detente openapi`: the description of the REST API, as the server gives it."""

from pathlib import Path

import click

from detente.site.openapi_text import openapi_text


@click.command("openapi")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write it to.")
def openapi(output: Path | None) -> None:
    """Print the OpenAPI 3.1 description of the REST API."""
    if output is None:
        click.echo(openapi_text(), nl=False)
    else:
        output.write_text(openapi_text(), encoding="utf-8")


commands: list[click.Command] = [openapi]
