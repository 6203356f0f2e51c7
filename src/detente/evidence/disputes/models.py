"""Disputes, what was said to them, and how they were settled: append-only."""

from django.db import models

from detente.evidence.disputes.contracts import State, Wrong
from detente.foundation.identifiers import new_id
from detente.foundation.roles import Side
from detente.foundation.search_words import FoundBy
from detente.foundation.tenancy import TenantRow


def _sides() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Side]


def _wrongs() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Wrong]


def _outcomes() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in State if one is not State.OPEN]


class Dispute(TenantRow):
    """One side's objection to a line that both see; open until it is settled."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="+")
    document = models.ForeignKey("ledger.Document", models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    side = models.CharField(max_length=10, choices=_sides)
    wrong = models.CharField(max_length=20, choices=_wrongs)
    says = models.CharField(max_length=300)
    statement = models.TextField()
    raised_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    raised_at = models.DateTimeField()

    found_by = FoundBy("dispute", ("says", "statement"), ("says", "statement"), order="raised_at")

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(fields=["relationship", "raised_at"]),
            models.Index(fields=["document", "position"]),
        ]

    def __str__(self) -> str:
        return f"dispute {self.pk}"


class Reply(TenantRow):
    """What either side says while a dispute is open."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="replies")
    side = models.CharField(max_length=10, choices=_sides)
    text = models.TextField()
    due_on = models.DateField(null=True)  # by when they will say more
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    found_by = FoundBy("dispute", ("text",), ("text",), target="dispute_id", order="at")

    def __str__(self) -> str:
        return f"reply {self.pk}"


class CounterDocument(TenantRow):
    """A document of the ledger that a side puts beside a dispute."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="counter_documents")
    document = models.ForeignKey("ledger.Document", models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=_sides)
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["dispute", "document"], name="counter_evidence_is_given_once"),
        ]

    def __str__(self) -> str:
        return f"counter-evidence {self.pk}"


class Settlement(TenantRow):
    """How a dispute ended, by whom, and why."""

    dispute = models.OneToOneField(Dispute, models.PROTECT, related_name="settlement")
    outcome = models.CharField(max_length=20, choices=_outcomes)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.outcome
