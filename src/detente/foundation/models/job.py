"""Work that outlasts a request, and the processes that do it."""

from django.db import models
from django.db.models import Q

from detente.foundation.identifiers import new_id
from detente.foundation.models.people import Membership, Organisation


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


AHEAD = (JobState.QUEUED, JobState.RUNNING)
OVER = (JobState.SUCCEEDED, JobState.FAILED, JobState.CANCELLED)


class Job(models.Model):
    """A long use case: who asked, how far it is, and whether whoever runs it is still alive.

    The row is the queue: there is no second table that could disagree with it.
    """

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    only = models.JSONField(null=True)  # the permissions of the token that asked; None: all of the role's
    operation = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    inputs = models.JSONField()
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=200, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    cancel_asked = models.BooleanField(default=False)
    answer = models.JSONField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["state", "asked_at"]),
            models.Index(fields=["organisation", "-asked_at", "-id"], name="jobs_of_an_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OVER, ended_at__isnull=False) | Q(state__in=AHEAD, ended_at=None),
                name="a_job_is_over_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(state=JobState.RUNNING) | ~Q(worker=""), name="a_running_job_has_a_worker"
            ),
            models.CheckConstraint(condition=Q(done__gte=0), name="a_job_does_no_less_than_nothing"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"


class Worker(models.Model):
    """A process that runs jobs, kept while it lives: how an installation knows that somebody works."""

    name = models.CharField(max_length=200, primary_key=True)  # host:pid:start:mark, see jobs.processes
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
