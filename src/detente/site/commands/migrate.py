"""`detente migrate`: bring the database up to date."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from detente.foundation.search_index import fill_the_index
from detente.site.health import migrations_waiting

LOCK = 0x64C3A974656E7465  # any number will do, as long as it is ours: "détente" in UTF-8


@click.command()
def migrate() -> None:
    """Bring the database up to date. Run it after every upgrade; running it again does nothing."""
    with one_at_a_time():
        waiting = migrations_waiting()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        fill_the_index()
    click.echo(
        f"The database is up to date: {f'{waiting} migrations were applied' if waiting else 'it was'}."
    )


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Have whoever starts meanwhile wait: several hosts may start a new version at the same moment."""
    with (Path(settings.HOME) / "migrate.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


commands: list[click.Command] = [migrate]
