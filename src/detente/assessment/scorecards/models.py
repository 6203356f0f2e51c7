"""Methods that were adopted, weights that were agreed, scorecards that were kept; and what stands ready for pages."""

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


class StandingScorecard(TenantRow):
    """What a row of the portfolio shows today, computed ahead: a projection, written anew whenever it must be.

    It says nothing of its own. Where its fingerprint is not that of today's inputs, nobody is shown it.
    """

    relationship = models.OneToOneField("relationships.Relationship", models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)  # of all that `row` was computed from
    name = models.CharField(max_length=200)
    sorted_name = models.CharField(max_length=400)  # without case, compared by its bytes
    found_in = models.TextField()  # name and service without case
    tier = models.PositiveSmallIntegerField()
    kinds = models.CharField(max_length=100)  # of its marks, but for disputes: ",gate,lapsing,"
    row = models.TextField()  # JSON of contracts.PortfolioRow, without its marks of disputes
    past_fingerprint = models.CharField(max_length=64)
    past = models.TextField()  # JSON: by dimension, a HistoryPoint for each month that is over

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(fields=["customer", "tier", "name"], name="standing_by_tier"),
            models.Index(fields=["customer", "sorted_name"], name="standing_by_name"),
        ]

    def __str__(self) -> str:
        return f"standing scorecard of {self.name}"


class StandingEnds(TenantRow):
    """Both ends of one dimension of a standing scorecard, to sort by; None while it is too early."""

    standing = models.ForeignKey(StandingScorecard, models.PROTECT, related_name="ends")
    dimension = models.CharField(max_length=60)
    demonstrated = models.FloatField(null=True)
    possible = models.FloatField(null=True)

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["standing", "dimension"], name="standing_ends_of_a_dimension"),
        ]

    def __str__(self) -> str:
        return self.dimension


class StandingPortfolio(TenantRow):
    """The state of a customer's records in which all its standing scorecards are current."""

    customer = models.OneToOneField("foundation.Organisation", models.PROTECT, related_name="+")
    state = models.CharField(max_length=64)

    def __str__(self) -> str:
        return "standing portfolio"
