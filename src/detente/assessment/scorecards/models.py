"""Methods that were adopted, weights that were agreed, and scorecards that were kept."""

from django.db import models

from detente.foundation.identifiers import new_id
from detente.foundation.roles import Side
from detente.foundation.tenancy import TenantRow


def _sides() -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in Side]


class AdoptedMethod(TenantRow):
    """A version of the rules that a customer adopted; locked, and in force until the next."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    adopted_at = models.DateTimeField()
    adopted_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["customer", "name", "version"], name="a_version_is_locked"),
        ]

    def __str__(self) -> str:
        return f"{self.name}-{self.version}"


class AgreedWeights(TenantRow):
    """How one side weighs the dimensions against each other; the latest counts, the older ones stay."""

    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=_sides)
    weights = models.JSONField()  # by dimension; they sum to 1
    set_at = models.DateTimeField()
    set_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"weights of the {self.side}"


class KeptScorecard(TenantRow):
    """A scorecard as it was computed, with all it takes to compute it again to the same bytes."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="+")
    method = models.CharField(max_length=90)
    method_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    as_of = models.DateTimeField()
    known_on = models.DateTimeField()
    inputs_hash = models.CharField(max_length=64)
    body = models.TextField()  # canonical JSON of the engine's result
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"scorecard of {self.as_of:%Y-%m-%d}"


class Publication(TenantRow):
    """A scorecard as it was shown to its vendor before it counts as published; nothing of it changes afterwards."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey("relationships.Relationship", models.PROTECT, related_name="+")
    method = models.CharField(max_length=90)
    method_text = models.TextField()  # the rules themselves, so that the vendor can read them
    method_sha256 = models.CharField(max_length=64)
    engine = models.CharField(max_length=40)
    as_of = models.DateTimeField()
    known_on = models.DateTimeField()
    inputs_hash = models.CharField(max_length=64)
    shown = models.TextField()  # JSON of contracts.Scorecard: the same words and figures for both sides
    previewed_at = models.DateTimeField()
    previewed_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    publishes_at = models.DateTimeField()  # without a word from the vendor

    def __str__(self) -> str:
        return f"publication {self.pk}"


class PublicationStep(TenantRow):
    """What became of a preview before its day: the vendor agreed, or the customer took it back."""

    publication = models.OneToOneField(Publication, models.PROTECT, related_name="step")
    kind = models.CharField(max_length=10, choices=[("agreed", "agreed"), ("withdrawn", "withdrawn")])
    reason = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.kind
