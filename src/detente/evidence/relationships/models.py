"""Relationships: one customer and one vendor, and what both agreed."""

from django.db import models
from django.db.models import Q

from detente.evidence.relationships.contracts import Match, Stage, Term
from detente.foundation.identifiers import new_id
from detente.foundation.roles import Side
from detente.foundation.search_words import FoundBy
from detente.foundation.tenancy import TenantRow

FOUND = "relationship"
SUPPLIED = ("name", "first_products", "critical_function")
CHANGED = ("text", "names")


def _choices(kind: type[Stage] | type[Side] | type[Match] | type[Term]) -> list[tuple[str, str]]:
    return [(one.value, one.value) for one in kind]


def _stages() -> list[tuple[str, str]]:
    return _choices(Stage)


def _terms() -> list[tuple[str, str]]:
    return _choices(Term)


def _sides() -> list[tuple[str, str]]:
    return _choices(Side)


def _matches() -> list[tuple[str, str]]:
    return _choices(Match)


class Relationship(TenantRow):
    """The room that both sides enter, with the terms that it began with: what changed since is in `TermChange`."""

    customer = models.ForeignKey("foundation.Organisation", models.PROTECT, related_name="+")
    vendor = models.ForeignKey("foundation.Organisation", models.PROTECT, related_name="+")
    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    first_tier = models.PositiveSmallIntegerField()  # 1: critical functions depend on it ... 3: standard
    since = models.DateField()
    started_at = models.DateTimeField()
    first_summary = models.CharField(max_length=300, blank=True)
    first_notice_hours = models.PositiveSmallIntegerField(null=True)  # agreed hours to tell of a breach

    found_by = FoundBy(
        FOUND, ("vendor.name", "first_summary"), ("customer.name", "first_summary"), order="first_tier"
    )

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["customer", "vendor"], name="one_relationship_of_two"),
            models.CheckConstraint(condition=Q(first_tier__gte=1, first_tier__lte=3), name="tier_is_1_to_3"),
        ]
        indexes = [models.Index(fields=["customer", "vendor", "visibility"], name="relationships_by_parties")]

    def __str__(self) -> str:
        return f"relationship {self.pk}"


class Service(TenantRow):
    """Something that the vendor supplies, with the products that it began with."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="services")
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    critical_function = models.CharField(max_length=200, blank=True)
    first_products = models.JSONField(default=list)  # names of products in use, as catalogues write them
    since = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("foundation.Person", models.PROTECT, null=True, related_name="+")

    found_by = FoundBy(FOUND, SUPPLIED, SUPPLIED, target="relationship_id")

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["customer", "vendor", "visibility"], name="services_by_parties")]

    def __str__(self) -> str:
        return self.name


class Contract(TenantRow):
    """A contract, with the dates that must not be missed."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="contracts")
    title = models.CharField(max_length=200)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    renews_on = models.DateField(null=True)
    notice_days = models.PositiveSmallIntegerField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("foundation.Person", models.PROTECT, null=True, related_name="+")

    found_by = FoundBy(FOUND, ("title",), ("title",), target="relationship_id")

    class Meta(TenantRow.Meta):
        indexes = [models.Index(fields=["customer", "vendor", "visibility"], name="contracts_by_parties")]

    def __str__(self) -> str:
        return self.title


OF_A_RELATIONSHIP = Q(
    term__in=[Term.TIER.value, Term.NOTICE_HOURS.value, Term.SUMMARY.value], service=None, contract=None
)
OF_A_SERVICE = Q(term__in=[Term.PRODUCTS.value, Term.END.value], service__isnull=False, contract=None)
OF_A_CONTRACT = Q(term=Term.END.value, service=None, contract__isnull=False)


class TermChange(TenantRow):
    """One term of a relationship, a service or a contract, from a day on; rows are added, never changed."""

    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="changes")
    service = models.ForeignKey(Service, models.PROTECT, null=True, related_name="changes")
    contract = models.ForeignKey(Contract, models.PROTECT, null=True, related_name="changes")
    term = models.CharField(max_length=20, choices=_terms)
    number = models.PositiveSmallIntegerField(null=True)  # a tier; hours of notice, None if none are agreed
    text = models.CharField(max_length=300, blank=True)
    names = models.JSONField(default=list)  # of products
    valid_from = models.DateField()
    recorded_at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    found_by = FoundBy(FOUND, CHANGED, CHANGED, target="relationship_id")

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.CheckConstraint(
                condition=OF_A_RELATIONSHIP | OF_A_SERVICE | OF_A_CONTRACT, name="a_term_has_its_subject"
            ),
            models.CheckConstraint(
                condition=~Q(term=Term.TIER.value) | Q(number__isnull=False, number__gte=1, number__lte=3),
                name="a_changed_tier_is_1_to_3",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.term} from {self.valid_from}"


class Contact(TenantRow):
    """Somebody to speak to, on either side; they need not be able to sign in."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="contacts")
    side = models.CharField(max_length=10, choices=_sides)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    position = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    found_by = FoundBy(FOUND, ("name", "position"), ("name", "position"), target="relationship_id")

    def __str__(self) -> str:
        return self.name


class StageChange(TenantRow):
    """A step of the partnership, and why it was taken."""

    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="stage_changes")
    stage = models.CharField(max_length=20, choices=_stages)
    at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.stage


class OutcomeStatement(TenantRow):
    """What success is, in one sentence; a new version needs both signatures again."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="outcome_statements")
    version = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500)
    proposed_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["relationship", "version"], name="one_outcome_of_a_version"),
        ]

    def __str__(self) -> str:
        return self.text


class OutcomeSignature(TenantRow):
    """One side's signature under one version of the statement."""

    statement = models.ForeignKey(OutcomeStatement, models.PROTECT, related_name="signatures")
    side = models.CharField(max_length=10, choices=_sides)
    person = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["statement", "side"], name="one_signature_a_side"),
        ]

    def __str__(self) -> str:
        return f"signed by the {self.side}"


class CodeAcceptance(TenantRow):
    """A vendor's acceptance of the code of conduct, before anything else."""

    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="code_acceptances")
    version = models.CharField(max_length=20)
    person = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"code of conduct {self.version}"


class PrivateNote(TenantRow):
    """A note that one side keeps to itself: visibility is CUSTOMER or VENDOR, never SHARED."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    relationship = models.ForeignKey(Relationship, models.PROTECT, related_name="+")
    text = models.TextField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.CheckConstraint(condition=~Q(visibility=0), name="a_private_note_is_private"),
        ]

    def __str__(self) -> str:
        return f"note {self.pk}"


class VendorAlias(TenantRow):
    """A name that files write for a vendor: the customer's own list, seen by nobody else."""

    written = models.CharField(max_length=300)
    match = models.CharField(max_length=10, choices=_matches)
    decided_by = models.ForeignKey("foundation.Person", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["customer", "written"], condition=Q(ended_at=None), name="a_name_means_one_vendor"
            ),
        ]

    def __str__(self) -> str:
        return self.written
