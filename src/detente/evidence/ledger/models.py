"""Documents and the facts in them: append-only, and dated twice (when true, when known)."""

from django.db import models

from detente.formats.found import Assurance
from detente.foundation.identifiers import new_id
from detente.foundation.tenancy import TenantRow


def _assurance_choices() -> list[tuple[int, str]]:
    return [(one.value, one.name.replace("_", " ").lower()) for one in Assurance]


class Document(TenantRow):
    """A file's content, received once. `vendor` is None where it speaks of several."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=60)
    sha256 = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)
    bytes = models.BigIntegerField()
    assurance = models.PositiveSmallIntegerField(choices=_assurance_choices)
    against_only = models.BooleanField()
    known_at = models.DateTimeField()
    received_from = models.ForeignKey("foundation.Organisation", models.PROTECT, related_name="+")
    received_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    latest_fact_at = models.DateTimeField(null=True)  # the last day that its facts begin: dates an edition
    facts = models.BigIntegerField()
    rejected = models.BigIntegerField()
    mapping = models.TextField(blank=True)  # the mapping file that read it, as it was
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")  # the edition before
    attributed_from = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(fields=["customer", "sha256"]),
            models.Index(fields=["customer", "content_hash"]),
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(TenantRow):
    """One dated fact of a document, and the line that says it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="evidence", db_index=False)
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    written = models.CharField(max_length=300, null=True)  # noqa: DJ001  # the vendor's name there; None: none
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    assurance = models.PositiveSmallIntegerField(choices=_assurance_choices)
    facts = models.TextField()  # JSON, see formats.facts
    locator = models.CharField(max_length=300)

    customer = models.ForeignKey(
        "foundation.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )
    vendor = models.ForeignKey(
        "foundation.Organisation", models.PROTECT, null=True, related_name="+", db_index=False
    )

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["document", "position"], name="one_fact_at_a_position"),
        ]
        indexes = [models.Index(fields=["vendor", "kind"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class RemovedKey(TenantRow):
    """A later edition of a list no longer has an entry: what earlier editions said of it is withdrawn."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="removed")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.key


class Observation(TenantRow):
    """The same content arrived again, under another time stamp."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="observations")
    name = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    seen_at = models.DateTimeField()
    received_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.name} seen again"


class Retraction(TenantRow):
    """A document no longer counts, from a moment on; what it said, and that it was said, stays."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="retraction")
    at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    def __str__(self) -> str:
        return f"{self.document_id} retracted"
