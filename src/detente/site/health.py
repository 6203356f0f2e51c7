"""Whether an installation is well: for `detente status`, for a load balancer, for whoever is on call."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from detente.foundation.jobs.claim import looking_at_every_job
from detente.foundation.jobs.processes import process_named
from detente.foundation.models.job import Job, JobState, Worker
from detente.site.sign_in import open_to_anybody

LEAST_FREE_BYTES = 200_000_000
SILENT_AFTER = timedelta(minutes=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class WorkerSeen:
    """A worker, and when it last said that it lives."""

    name: str
    seen_at: datetime
    lives: bool


@dataclass(frozen=True, slots=True)
class Queue:
    """How many jobs stand where, over all organisations."""

    queued: int
    running: int
    failed_in_a_day: int
    longest_wait_seconds: float | None
    """Since when the job that was asked for first waits; None when none does."""


@dataclass(frozen=True, slots=True)
class Health:
    """What an installation is like; healthy when there are no problems."""

    healthy: bool
    problems: tuple[str, ...]
    """What is wrong, and what to do about it, one sentence or two each."""
    home: str
    database: str
    migrations_waiting: int | None
    """None when the database does not answer, as for `workers` and `jobs`."""
    workers: tuple[WorkerSeen, ...] | None
    jobs: Queue | None
    disk_free_bytes: int
    disk_total_bytes: int


def examine(*, at: datetime) -> Health:
    """Look at everything that an installation needs, and say what is wrong with it."""
    problems: list[str] = []
    waiting: int | None = None
    workers: tuple[WorkerSeen, ...] | None = None
    jobs: Queue | None = None
    try:
        waiting = migrations_waiting()
        if waiting:
            problems.append(f"{waiting} migrations wait: run `detente migrate`.")
        else:
            workers, jobs = _workers(at), _queue(at)
            if not any(one.lives for one in workers):
                problems.append("No worker runs, so jobs wait: start `detente serve` (or `detente worker`).")
    except DatabaseError as error:
        problems.append(
            f"The database does not answer ({str(error).strip()}): see that it runs, and that "
            "DETENTE_DATABASE_URL or DETENTE_HOME names the right one."
        )
    room = shutil.disk_usage(settings.HOME)
    if room.free < LEAST_FREE_BYTES:
        problems.append(
            f"Only {room.free / 1e6:,.0f} MB are free under {settings.HOME}: make room, at least "
            f"{LEAST_FREE_BYTES / 1e6:,.0f} MB."
        )
    return Health(
        healthy=not problems,
        problems=tuple(problems),
        home=str(settings.HOME),
        database=connection.vendor,
        migrations_waiting=waiting,
        workers=workers,
        jobs=jobs,
        disk_free_bytes=room.free,
        disk_total_bytes=room.total,
    )


def migrations_waiting() -> int:
    """Return how many migrations the database still lacks."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


@open_to_anybody
@never_cache
@require_safe
def healthz(_: HttpRequest) -> HttpResponse:
    """Answer whoever routes requests, without signing in: 200 while this process reaches the database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _workers(at: datetime) -> tuple[WorkerSeen, ...]:
    return tuple(
        WorkerSeen(row.name, row.seen_at, _lives(row, at)) for row in Worker.objects.order_by("started_at")
    )


def _lives(row: Worker, at: datetime) -> bool:
    process = process_named(row.name)
    lives = process.lives if process is not None else None
    return abs(at - row.seen_at) <= SILENT_AFTER if lives is None else lives


def _queue(at: datetime) -> Queue:
    with looking_at_every_job():
        queued = Job.objects.filter(state=JobState.QUEUED)
        first = queued.order_by("asked_at").values_list("asked_at", flat=True).first()
        return Queue(
            queued=queued.count(),
            running=Job.objects.filter(state=JobState.RUNNING).count(),
            failed_in_a_day=Job.objects.filter(state=JobState.FAILED, ended_at__gte=at - A_DAY).count(),
            longest_wait_seconds=None if first is None else max(0.0, (at - first).total_seconds()),
        )
