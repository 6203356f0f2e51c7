"""Work that outlasts a request."""

from django.db import models

from detente.foundation.identifiers import new_id
from detente.foundation.models.people import Membership, Organisation


class JobState(models.TextChoices):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(models.Model):
    """A long use case: who asked, how far it is, and whether whoever runs it is still alive."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+")
    operation = models.CharField(max_length=100)
    title = models.CharField(max_length=200)
    inputs = models.JSONField()
    state = models.CharField(max_length=10, choices=JobState, default=JobState.QUEUED)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(null=True)
    unit = models.CharField(max_length=30, blank=True)
    cancel_asked = models.BooleanField(default=False)
    answer = models.JSONField(null=True)
    failure = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["state", "asked_at"])]

    def __str__(self) -> str:
        return f"{self.title} ({self.state})"
