"""`detente status`: whether the installation is well."""

from collections.abc import Iterator

import click
from pydantic import TypeAdapter

from detente.foundation import clock
from detente.site.health import Health, examine


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> None:
    """Say whether database, migrations, workers, queue and disk are well; exit code 1 when they are not."""
    health = examine(at=clock.now())
    if as_json:
        click.echo(TypeAdapter(Health).dump_json(health, indent=2))
    else:
        click.echo("\n".join(lines(health)))
    context.exit(0 if health.healthy else 1)


def lines(health: Health) -> Iterator[str]:
    """Yield what a person reads: a line for each part, then what to do."""
    yield f"home        {health.home}"
    yield f"database    {health.database}"
    yield f"migrations  {_unless_unknown(health.migrations_waiting, 'up to date', '{} wait')}"
    if health.workers is not None:
        yield f"workers     {sum(one.lives for one in health.workers)} running"
    if health.jobs is not None:
        jobs = health.jobs
        since = (
            "" if jobs.longest_wait_seconds is None else f" (the first for {jobs.longest_wait_seconds:.0f} s)"
        )
        yield f"jobs        {jobs.queued} queued{since}, {jobs.running} running"
        yield f"            {jobs.failed_in_a_day} failed in the last 24 hours"
    free, total = health.disk_free_bytes / 1e6, health.disk_total_bytes / 1e6
    yield f"disk        {free:,.0f} MB free of {total:,.0f} MB"
    yield from (f"problem     {one}" for one in health.problems)
    yield "healthy" if health.healthy else "not healthy"


def _unless_unknown(number: int | None, none: str, some: str) -> str:
    return "unknown" if number is None else some.format(number) if number else none


commands: list[click.Command] = [status]
