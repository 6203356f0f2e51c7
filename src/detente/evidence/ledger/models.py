"""Documents and the facts in them: append-only, and dated twice (when true, when known).

A file that speaks of one vendor is one document, shared with it. A file that speaks of several, or of names that
are nobody's yet, is the customer's own; each vendor in it gets a part, a document that holds its facts alone. So
whoever may see a fact may see its document, when that was known, and whether it was retracted.
"""

from django.db import models

from detente.formats.found import Assurance
from detente.foundation.identifiers import new_id
from detente.foundation.search_words import FoundBy
from detente.foundation.tenancy import TenantRow

NAMED = ("name", "format", "series")


def _assurance_choices() -> list[tuple[int, str]]:
    return [(one.value, one.name.replace("_", " ").lower()) for one in Assurance]


class Document(TenantRow):
    """A file's content, received once, or one vendor's part of it. `vendor` is None where it speaks of several."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=255)
    format = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64)
    content_hash = models.CharField(max_length=64)  # of the facts, whom they are about, and who sees them
    request_hash = models.CharField(max_length=64)  # of the file's bytes and of what was asked of them
    bytes = models.BigIntegerField()
    assurance = models.PositiveSmallIntegerField(choices=_assurance_choices)
    against_only = models.BooleanField()
    private = models.BooleanField()  # its facts are the customer's alone, also once a name in it is matched
    known_at = models.DateTimeField()
    received_from = models.ForeignKey("foundation.Organisation", models.PROTECT, related_name="+")
    received_by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    series = models.CharField(max_length=100, blank=True)  # the list that it is an edition of
    edition_at = models.DateTimeField()  # what orders editions: as the file says, else its latest fact
    facts = models.BigIntegerField()
    rejected = models.BigIntegerField()
    mapping = models.TextField(blank=True)  # the mapping file that read it, as it was
    part_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    matched_name = models.CharField(max_length=300, blank=True)  # of a part: the name that a person matched

    found_by = FoundBy("document", NAMED, NAMED, order="known_at", unless="part_of_id")

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(fields=["customer", "content_hash"]),
            models.Index(fields=["customer", "request_hash"]),
            models.Index(fields=["customer", "known_at"]),
            models.Index(fields=["customer", "vendor", "visibility"], name="documents_by_parties"),
        ]

    def __str__(self) -> str:
        return self.name


class Evidence(TenantRow):
    """One dated fact of a document, and the line that says it. Its parties are those of its document."""

    pk = models.CompositePrimaryKey("document_id", "position")
    document = models.ForeignKey(Document, models.PROTECT, related_name="evidence", db_index=False)
    position = models.PositiveIntegerField()  # in the file, from 0; the parts of a file share its positions
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    written = models.CharField(max_length=300, null=True)  # noqa: DJ001  # the vendor's name there; None: none
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField(null=True)
    assurance = models.PositiveSmallIntegerField(choices=_assurance_choices)
    facts = models.TextField()  # JSON, see formats.facts
    locator = models.CharField(max_length=300)

    # A million rows a file: whose they are is checked once, in the document, and found through it.
    customer = models.ForeignKey(
        "foundation.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    vendor = models.ForeignKey(
        "foundation.Organisation",
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )

    class Meta(TenantRow.Meta):
        indexes = [
            models.Index(
                fields=["customer", "written"],
                condition=models.Q(vendor=None),
                name="evidence_that_waits",
            ),
            *(
                models.Index(
                    fields=[one],
                    condition=models.Q(kind="certificate", vendor__isnull=False),
                    name=f"certificates_by_{one}",
                )
                for one in ("customer", "vendor")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class RemovedKey(TenantRow):
    """An edition of a list no longer has an entry: what earlier editions said of it is withdrawn."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="removed")
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=300)
    written = models.CharField(max_length=300, null=True)  # noqa: DJ001  # the vendor's name; None: none

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


class StruckLine(TenantRow):
    """A statement counts no longer, from a moment on, wherever it is repeated: a dispute about it was upheld.

    The line stays, and so does what was computed with it before. Another statement of the same thing counts.
    """

    document = models.ForeignKey(Document, models.PROTECT, related_name="struck_lines")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)  # what the line says: the same in another document is struck too
    key = models.CharField(max_length=300)
    facts = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey("foundation.Person", models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)

    class Meta(TenantRow.Meta):
        constraints = [
            *TenantRow.Meta.constraints,
            models.UniqueConstraint(fields=["document", "position"], name="a_line_is_struck_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id}, {self.position} struck"
