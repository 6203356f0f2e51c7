"""`detente worker`: run the jobs that people asked for."""

import signal
from datetime import timedelta

import click

from detente.evidence.ledger.services.sweep_files import sweep_files
from detente.foundation.audit_log.checkpoint import sign_checkpoint
from detente.foundation.forgotten_uploads import sweep_uploads
from detente.foundation.jobs.chores import Chore, registered_chores
from detente.foundation.jobs.database_clock import database_now
from detente.foundation.jobs.reap import SILENT_AFTER
from detente.foundation.jobs.work import WorkLoop
from detente.foundation.notices.digests import make_digests
from detente.foundation.notices.sending import send_waiting_mail
from detente.site.lifeline import when_the_parent_is_gone

CHORES = (
    Chore("sign the audit log", timedelta(minutes=15), lambda at: sign_checkpoint(at=at)),
    Chore("remove uploads that nobody will read", timedelta(hours=1), sweep_uploads),
    Chore("make the daily e-mails", timedelta(minutes=5), make_digests),
    Chore("send e-mail", timedelta(seconds=10), send_waiting_mail),
    Chore("remove stored files that no document has", timedelta(days=1), lambda at: sweep_files(at=at)),
)


@click.command()
@click.option("--once", is_flag=True, help="End when no job waits any more.")
@click.option(
    "--silent-after",
    type=click.FloatRange(min=10),
    default=SILENT_AFTER.total_seconds(),
    show_default=True,
    envvar="DETENTE_JOB_SILENT_AFTER",
    metavar="SECONDS",
    help="When the job of a worker on another host, of whom nothing is heard, is given to the next.",
)
@click.option("--lifeline", type=int, hidden=True)
def worker(*, once: bool, silent_after: float, lifeline: int | None) -> None:
    """Run the jobs that people asked for, one at a time. Several workers share the queue.

    Ends at the next step of its job when it is told to (Ctrl-C, SIGTERM); the job goes back to the queue.
    """
    loop = WorkLoop(
        now=database_now, silent_after=timedelta(seconds=silent_after), chores=(*CHORES, *registered_chores())
    )
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: loop.stop())
    if lifeline is not None:
        when_the_parent_is_gone(lifeline, loop.stop)
    taken = loop.run(once=once)
    if once:
        click.echo(f"{taken} jobs were taken; none waits.")


commands: list[click.Command] = [worker]
