"""`detente openapi`: the description of the REST API, as the server gives it."""

from pathlib import Path

import click

from detente.site.reference import open_api


@click.command("openapi")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="The file to write it to.")
def openapi(output: Path | None) -> None:
    """Print the OpenAPI 3.1 description of the REST API."""
    if output is None:
        click.echo(open_api.page(), nl=False)
    else:
        output.write_text(open_api.page(), encoding="utf-8")


commands: list[click.Command] = [openapi]
