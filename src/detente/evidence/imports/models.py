"""Imports: which files were brought, and what became of each."""

from django.db import models

from detente.foundation.identifiers import new_id
from detente.foundation.tenancy import TenantRow


class ImportRun(TenantRow):
    """Files that somebody brought together, for their own ledger or a customer's; only their side sees it."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    all_or_nothing = models.BooleanField()

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["customer", "-asked_at"])]

    def __str__(self) -> str:
        return f"import of {self.asked_at:%Y-%m-%d %H:%M}"


class ImportedFile(TenantRow):
    """What became of one file."""

    run = models.ForeignKey(ImportRun, models.PROTECT, related_name="files")
    name = models.CharField(max_length=255)
    outcome = models.CharField(max_length=20)
    format = models.CharField(max_length=64, blank=True)
    message = models.TextField(blank=True)
    document = models.ForeignKey("ledger.Document", models.PROTECT, null=True, related_name="+")
    facts = models.BigIntegerField(default=0)
    rejected = models.BigIntegerField(default=0)
    unattributed = models.BigIntegerField(default=0)
    editions = models.JSONField(null=True)
    names = models.JSONField(default=list)  # vendors as written that are nobody's yet, with their counts

    def __str__(self) -> str:
        return f"{self.name}: {self.outcome}"


class RejectedRow(TenantRow):
    """One row that could not be used: kept, so that it can be mended and brought again."""

    file = models.ForeignKey(ImportedFile, models.PROTECT, related_name="rejected_rows")
    locator = models.CharField(max_length=300)
    reason = models.TextField()
    excerpt = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.locator}: {self.reason}"
