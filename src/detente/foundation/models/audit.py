"""The audit log's tables; what they mean is in `audit_log`."""

from django.db import models

from detente.foundation.models.people import Organisation


class AuditEntry(models.Model):
    """A leaf of the Merkle tree: a line that commits to what was done. Append-only in the database."""

    index = models.BigIntegerField(primary_key=True)  # 0, 1, 2 ... without a gap
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    line = models.TextField()  # canonical JSON: index, at, commitment
    leaf_hash = models.BinaryField(max_length=32)

    class Meta:
        indexes = [models.Index(fields=["organisation", "-index"], name="audit_newest_of_each")]

    def __str__(self) -> str:
        return f"entry {self.index}"


class AuditPayload(models.Model):
    """What an entry commits to. It may be erased, with its salt; the tree stays verifiable."""

    entry = models.OneToOneField(AuditEntry, models.PROTECT, primary_key=True, related_name="payload")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", db_index=False
    )
    salt = models.BinaryField(max_length=32)
    body = models.TextField()  # canonical JSON: verb, actor, organisation, inputs

    def __str__(self) -> str:
        return f"payload of entry {self.entry_id}"


class AuditCheckpoint(models.Model):
    """A signed statement of the tree's size and root (C2SP tlog-checkpoint). Append-only."""

    size = models.BigIntegerField(primary_key=True)
    note = models.TextField()
    frontier = models.BinaryField(max_length=2048)  # the tree's complete subtrees: the next one starts there
    signed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint of {self.size} entries"


class CheckpointHanding(models.Model):
    """Who was handed a copy of a checkpoint: without it, nobody would miss a copy that is gone. Append-only."""

    number = models.BigIntegerField(primary_key=True)  # 0, 1, 2 ... without a gap
    size = models.BigIntegerField()
    organisations = models.TextField()  # canonical JSON: their numbers

    class Meta:
        indexes = [models.Index(fields=["size", "number"], name="handings_of_a_checkpoint")]

    def __str__(self) -> str:
        return f"handing {self.number} of checkpoint {self.size}"


class CheckpointCopy(models.Model):
    """A checkpoint as the other side of a relationship holds it: the witness. Append-only."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    size = models.BigIntegerField()
    note = models.TextField()
    handed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "size"], name="one_copy_of_each")]

    def __str__(self) -> str:
        return f"copy of checkpoint {self.size}"
